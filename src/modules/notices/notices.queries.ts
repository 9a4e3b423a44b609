import { sql, type ExpressionBuilder } from 'kysely';
import * as v from 'valibot';
import { decodeCursor, encodeCursor } from '#platform/cursor.ts';
import type { Tables } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import { toPairQuery } from '#platform/search/index.ts';
import { forModule } from '#platform/usecase.ts';
import { stateOf, UNDO_MINUTES, type Category, type Notice, type NoticeState } from './notices.model.ts';
import { permissions } from './notices.permissions.ts';
import { demandWrite, writableBy } from './notices.policy.ts';
import { ListInput, NoticeId } from './notices.schemas.ts';
import { noticeById, toDraft, toNotice, type Draft } from './notices.store.ts';

const { query } = forModule<'notices'>();

/** A line of a public list. */
export interface NoticeLine {
	id: string;
	communityId: string | null;
	category: Category;
	title: string;
	pinned: boolean;
	publishFrom: Date;
	attachments: number;
}

const liveAt = (now: Date) => (eb: ExpressionBuilder<Tables<'notices'>, 'notices.notice'>) =>
	eb.and([eb('retired_at', 'is', null), eb('publish_from', '<=', now), eb.or([eb('publish_until', 'is', null), eb('publish_until', '>', now)])]);

/** A text that stands somewhere: `%` and `_` are characters like others. */
const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/**
 * Every word stands in the title or the text, as it was typed but for case and width. The index of pairs finds where they
 * may stand; only those texts are read, newest first until the page is full (CASE keeps the order of the two questions).
 */
function holds(typed: string) {
	const query = toPairQuery(typed);
	if (!query) return sql<boolean>`false`;
	const words = typed.normalize('NFKC').trim().split(/\s+/);
	return sql<boolean>`CASE WHEN id IN (SELECT notices.ids_by_words(${query}::tsquery)) THEN normalize(title || ' ' || body, NFKC) ILIKE ALL (${words.map(like)}::text[]) ELSE false END`;
}

const LINE = ['id', 'community_id as communityId', 'title', 'pinned', 'publish_from as publishFrom'] as const;
const asLine = (row: Omit<NoticeLine, 'category'> & { category: string }): NoticeLine => ({ ...row, category: row.category as Category });

/**
 * What the public can read now: the pinned (on the first page, all of them), then the newest. With a community: its
 * own and those of the whole subdistrict.
 */
export const listNotices = query({
	name: 'notices.list',
	access: 'public',
	input: ListInput,
	run: async ({ db, ctx }, { communityId, category, words, after, limit }): Promise<{ pinned: NoticeLine[]; items: NoticeLine[]; next: string | null }> => {
		const live = db
			.selectFrom('notices.notice')
			.select([...LINE, 'category', sql<number>`jsonb_array_length(attachments)`.as('attachments')])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where(liveAt(ctx.clock.now()))
			.$if(communityId !== undefined, (q) => q.where((eb) => eb.or([eb('community_id', '=', communityId!), eb('community_id', 'is', null)])))
			.$if(category !== undefined, (q) => q.where('category', '=', category!))
			.$if(!!words, (q) => q.where(holds(words!)))
			.orderBy('publish_from', 'desc')
			.orderBy('id', 'desc');
		// Whoever searches wants the newest that fits, not what is pinned.
		const pinned = after || words ? [] : await live.where('pinned', '=', true).limit(5).execute();
		const last = after ? decodeCursor(after) : null;
		const rows = await live
			.$if(pinned.length > 0, (q) => q.where('id', 'not in', pinned.map((row) => row.id)))
			.$if(last !== null, (q) => q.where((eb) => eb(eb.refTuple('publish_from', 'id'), '<', eb.tuple(last!.at, last!.id))))
			.limit(limit + 1)
			.execute();
		const items = rows.slice(0, limit);
		const end = items.at(-1);
		return { pinned: pinned.map(asLine), items: items.map(asLine), next: rows.length > limit && end ? encodeCursor({ at: end.publishFrom, id: end.id }) : null };
	}
});

/**
 * One notice as the public reads it; one that has ended can still be read by its address.
 * @throws platform.notFound (404) also for one that is not shown yet or was taken down
 */
export const readNotice = query({
	name: 'notices.read',
	access: 'public',
	input: NoticeId,
	run: async (tx, { id }): Promise<Notice & { state: NoticeState }> => {
		const notice = await noticeById(tx, id);
		const state = stateOf(notice, tx.ctx.clock.now());
		if (state === 'scheduled' || state === 'retired') throw notFound('notice');
		return { ...notice, state };
	}
});

/** The newest whole notices, for the feed. */
export const newestNotices = query({
	name: 'notices.newest',
	access: 'public',
	input: v.object({ limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), 30) }),
	run: async ({ db, ctx }, { limit }): Promise<Notice[]> => {
		const rows = await db
			.selectFrom('notices.notice')
			.selectAll()
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where(liveAt(ctx.clock.now()))
			.orderBy('publish_from', 'desc')
			.orderBy('id', 'desc')
			.limit(limit)
			.execute();
		return rows.map(toNotice);
	}
});

export interface DeskLine {
	id: string;
	communityId: string | null;
	category: Category;
	title: string;
	pinned: boolean;
	/** `draft`: never published */
	state: NoticeState | 'draft';
	/** something newer than what the public reads waits as a draft */
	draft: boolean;
	publishFrom: Date | null;
	publishUntil: Date | null;
	/** last change of the notice or its draft */
	touchedAt: Date;
	touchedBy: string;
}

/** The notices and drafts that the actor may edit, last touched first. Drafts are few and read whole; notices come by their index. */
export const deskNotices = query({
	name: 'notices.desk',
	access: permissions.edit,
	input: v.object({ after: v.optional(v.pipe(v.string(), v.maxLength(400))), limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 30) }),
	run: async ({ db, ctx }, { after, limit }): Promise<{ items: DeskLine[]; next: string | null }> => {
		const where = writableBy(ctx.actor);
		if (where !== 'all' && where.length === 0) return { items: [], next: null };
		const last = after ? decodeCursor(after) : null;
		const mine = (community: string) => (where === 'all' ? sql`` : sql`AND ${sql.raw(community)} = any(${where}::uuid[])`);
		const before = (key: string) => (last === null ? sql`` : sql`AND (${sql.raw(key)}) < (${last.at}, ${last.id}::uuid)`);
		const { rows } = await sql<{
			id: string; communityId: string | null; category: Category; title: string; pinned: boolean; published: boolean; draft: boolean;
			publishFrom: Date | null; publishUntil: Date | null; retiredAt: Date | null; touchedAt: Date; touchedBy: string;
		}>`
			(SELECT n.id, n.community_id AS "communityId", n.category, n.title, n.pinned, true AS published, false AS draft,
				n.publish_from AS "publishFrom", n.publish_until AS "publishUntil", n.retired_at AS "retiredAt", n.updated_at AS "touchedAt", n.updated_by AS "touchedBy"
			FROM notices.notice n WHERE n.subdistrict_id = ${ctx.subdistrictId} ${mine('n.community_id')} ${before('n.updated_at, n.id')}
				AND NOT EXISTS (SELECT FROM notices.draft d WHERE d.subdistrict_id = n.subdistrict_id AND d.id = n.id)
			ORDER BY n.updated_at DESC, n.id DESC LIMIT ${limit + 1})
			UNION ALL
			(SELECT d.id, coalesce(d.community_id, n.community_id), coalesce(n.category, d.fields->>'category'), coalesce(n.title, d.fields->>'title', ''), coalesce(n.pinned, false), n.id IS NOT NULL, true,
				n.publish_from, n.publish_until, n.retired_at, greatest(n.updated_at, d.saved_at), CASE WHEN d.saved_at > n.updated_at OR n.id IS NULL THEN d.saved_by ELSE n.updated_by END
			FROM notices.draft d LEFT JOIN notices.notice n ON n.subdistrict_id = d.subdistrict_id AND n.id = d.id
			WHERE d.subdistrict_id = ${ctx.subdistrictId} ${mine('coalesce(d.community_id, n.community_id)')} ${before('greatest(n.updated_at, d.saved_at), d.id')})
			ORDER BY "touchedAt" DESC, id DESC LIMIT ${limit + 1}`.execute(db);
		const now = ctx.clock.now();
		const items = rows.slice(0, limit).map(
			({ published, retiredAt, ...row }): DeskLine => ({
				...row,
				state: published ? stateOf({ publishFrom: row.publishFrom!, publishUntil: row.publishUntil, retiredAt }, now) : 'draft'
			})
		);
		const end = items.at(-1);
		return { items, next: rows.length > limit && end ? encodeCursor({ at: end.touchedAt, id: end.id }) : null };
	}
});

export interface DeskNotice {
	/** as the public reads it; null when it was never published */
	notice: (Notice & { state: NoticeState }) | null;
	draft: Draft | null;
	/** the last change, while it can be taken back */
	undo: { did: 'publish' | 'retire'; until: Date } | null;
}

/** A notice with its draft, for editing. @throws platform.notFound (404) when neither is there */
export const deskNotice = query({
	name: 'notices.deskOne',
	access: permissions.edit,
	input: NoticeId,
	run: async ({ db, ctx }, { id }): Promise<DeskNotice> => {
		const own = { subdistrict_id: ctx.subdistrictId };
		const row = await db.selectFrom('notices.notice').selectAll().where('subdistrict_id', '=', own.subdistrict_id).where('id', '=', id).executeTakeFirst();
		const draftRow = await db.selectFrom('notices.draft').selectAll().where('subdistrict_id', '=', own.subdistrict_id).where('id', '=', id).executeTakeFirst();
		const undoRow = await db.selectFrom('notices.undo').select(['did', 'at']).where('subdistrict_id', '=', own.subdistrict_id).where('notice_id', '=', id).executeTakeFirst();
		const notice = row ? toNotice(row) : null;
		const draft = draftRow ? toDraft(draftRow) : null;
		if (!notice && !draft) throw notFound('notice');
		demandWrite(ctx.actor, notice ? notice.communityId : draft!.communityId);
		const now = ctx.clock.now();
		const until = undoRow ? new Date(undoRow.at.getTime() + UNDO_MINUTES * 60_000) : null;
		return {
			notice: notice && { ...notice, state: stateOf(notice, now) },
			draft,
			undo: undoRow && until! > now ? { did: undoRow.did as 'publish' | 'retire', until: until! } : null
		};
	}
});
