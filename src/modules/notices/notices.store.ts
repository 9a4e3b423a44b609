import type { Selectable } from 'kysely';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import { toPairVector } from '#platform/search/index.ts';
import type { NoticesDraft, NoticesNotice } from '../../../db/schema.gen.ts';
import type { Attachment, Category, Notice } from './notices.model.ts';
import type { DraftFields } from './notices.schemas.ts';

export interface Draft extends DraftFields {
	savedAt: Date;
	savedBy: string;
}

export const toNotice = (row: Selectable<NoticesNotice>): Notice => ({
	id: row.id,
	communityId: row.community_id,
	category: row.category as Category,
	title: row.title,
	body: row.body,
	attachments: row.attachments as unknown as Attachment[],
	pinned: row.pinned,
	publishFrom: row.publish_from,
	publishUntil: row.publish_until,
	retiredAt: row.retired_at,
	updatedAt: row.updated_at,
	updatedBy: row.updated_by,
	version: row.version
});

export const toDraft = (row: Selectable<NoticesDraft>): Draft => ({ ...(row.fields as unknown as DraftFields), id: row.id, savedAt: row.saved_at, savedBy: row.saved_by });

/** @throws platform.notFound (404) */
export async function noticeById({ db, ctx }: ReadTx<'notices'>, id: string): Promise<Notice> {
	const row = await db.selectFrom('notices.notice').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
	if (!row) throw notFound('notice');
	return toNotice(row);
}

/** The notice for a change: locked until the transaction ends, or null when it does not exist yet. */
export async function lockNotice({ db, ctx }: WriteTx<'notices'>, id: string): Promise<Notice | null> {
	const row = await db.selectFrom('notices.notice').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	return row ? toNotice(row) : null;
}

/** Writes the notice whole, new or not. */
export async function putNotice({ db, ctx }: WriteTx<'notices'>, notice: Notice): Promise<void> {
	const row = {
		subdistrict_id: ctx.subdistrictId,
		id: notice.id,
		community_id: notice.communityId,
		category: notice.category,
		title: notice.title,
		body: notice.body,
		attachments: JSON.stringify(notice.attachments),
		search: toPairVector(notice.title, notice.body),
		pinned: notice.pinned,
		publish_from: notice.publishFrom,
		publish_until: notice.publishUntil,
		retired_at: notice.retiredAt,
		updated_at: notice.updatedAt,
		updated_by: notice.updatedBy,
		version: notice.version
	};
	await db
		.insertInto('notices.notice')
		.values(row)
		.onConflict((oc) => oc.columns(['subdistrict_id', 'id']).doUpdateSet(row))
		.execute();
}

/** What is kept of an unfinished notice; undefined where there is none. */
export const findDraft = ({ db, ctx }: ReadTx<'notices'>, id: string): Promise<Selectable<NoticesDraft> | undefined> =>
	db.selectFrom('notices.draft').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();

export async function putDraft({ db, ctx }: WriteTx<'notices'>, fields: DraftFields): Promise<void> {
	const row = {
		subdistrict_id: ctx.subdistrictId,
		id: fields.id,
		community_id: fields.communityId,
		fields: JSON.stringify(fields),
		saved_at: ctx.clock.now(),
		saved_by: ctx.actor.name,
		saved_by_id: ctx.actor.id
	};
	await db
		.insertInto('notices.draft')
		.values(row)
		.onConflict((oc) => oc.columns(['subdistrict_id', 'id']).doUpdateSet(row))
		.execute();
}

export async function dropDraft({ db, ctx }: WriteTx<'notices'>, id: string): Promise<void> {
	await db.deleteFrom('notices.draft').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
}

/** Remembers the state before a change, in place of the change before. */
export async function rememberForUndo({ db, ctx }: WriteTx<'notices'>, noticeId: string, did: 'publish' | 'retire', before: Notice | null): Promise<void> {
	const row = {
		subdistrict_id: ctx.subdistrictId,
		notice_id: noticeId,
		did,
		before: before && JSON.stringify(before),
		at: ctx.clock.now(),
		by_id: ctx.actor.id
	};
	await db
		.insertInto('notices.undo')
		.values(row)
		.onConflict((oc) => oc.columns(['subdistrict_id', 'notice_id']).doUpdateSet(row))
		.execute();
}
