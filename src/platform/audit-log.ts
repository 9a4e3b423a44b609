import { sql } from 'kysely';
import * as v from 'valibot';
import { definePermissions, demand } from './access.ts';
import { verifyAudit, type ChainState } from './audit.ts';
import type { Ctx } from './context.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { dayRange, isDate } from './dates/index.ts';
import { appPool } from './db/pools.ts';
import type { ReadTx } from './db/tx.ts';
import { forModule } from './usecase.ts';

/** Reading the audit log: the audit administrator's, who can change nothing; the sign-ins among it are the security administrator's too. */
export const permissions = definePermissions('audit', {
	read: { roles: ['audit_admin'] },
	signIns: { roles: ['security_admin', 'audit_admin'] }
});

const { query, useCase } = forModule<'platform' | 'accounts'>();

const words = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(120)), '');
const day = v.optional(v.pipe(v.string(), v.check((text) => text === '' || isDate(text), 'platform.notValid')), '');

/** What can be asked of the log; days are the subdistrict's, both included. */
export const AuditFilter = v.object({
	from: day,
	to: day,
	/** part of a staff member's name or user name, the whole name of a program, or an id */
	who: words,
	/** an action, or the beginning of some: `requests.` */
	action: words,
	/** a subject's id */
	subject: words,
	zone: v.optional(v.string(), 'Asia/Shanghai')
});
type Filter = v.InferOutput<typeof AuditFilter>;

export interface AuditLine {
	id: string;
	at: Date;
	actorKind: string;
	actorId: string | null;
	actorName: string;
	actorRoles: string;
	action: string;
	subjectType: string | null;
	subjectId: string | null;
	communityId: string | null;
	reason: string | null;
	detail: Record<string, unknown>;
	ip: string | null;
	outcome: string;
}

const PAGE = 100;
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/**
 * The actors that `who` may mean: an id, or members of the staff by a part of their name or user name as it is now. The log
 * itself is not looked through for parts of names: it only grows. Programs are named whole (`job:requests.sweep`).
 */
async function actorsOf({ db, ctx }: ReadTx<'platform' | 'accounts'>, who: string): Promise<string[]> {
	const part = `%${escapeLike(who)}%`;
	const rows = await db
		.selectFrom('accounts.user')
		.select('id')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('username', 'is not', null)
		.where(({ or, eb }) => or([eb('name', 'like', part), eb('username', 'like', part.toLowerCase())]))
		.limit(200)
		.execute();
	return [who, ...rows.map(({ id }) => id)];
}

async function lines(tx: ReadTx<'platform' | 'accounts'>, filter: Filter, after: string | null, limit: number) {
	const { db, ctx } = tx;
	const { from, to, who, action, subject, zone } = filter;
	const last = after ? decodeCursor(after) : null;
	const actors = who === '' ? [] : await actorsOf(tx, who);
	return db
		.selectFrom('platform.audit_log')
		.select(['id', 'at', 'actor_kind', 'actor_id', 'actor_name', 'actor_roles', 'action', 'subject_type', 'subject_id', 'community_id', 'reason', 'detail', 'ip', 'outcome'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.$if(from !== '', (q) => q.where('at', '>=', dayRange(from, zone).start))
		.$if(to !== '', (q) => q.where('at', '<', dayRange(to, zone).end))
		.$if(who !== '', (q) => q.where(({ or, eb }) => or([eb('actor_id', 'in', actors), eb.and([eb('actor_kind', 'in', ['system', 'token']), eb('actor_name', '=', who)])])))
		.$if(action !== '', (q) => q.where('action', 'like', `${escapeLike(action)}%`))
		.$if(subject !== '', (q) => q.where('subject_id', '=', subject))
		.$if(last !== null, (q) => q.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(last!.at, last!.id))))
		.orderBy('at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}

const toLine = (row: Awaited<ReturnType<typeof lines>>[number]): AuditLine => ({
	id: row.id,
	at: row.at,
	actorKind: row.actor_kind,
	actorId: row.actor_id,
	actorName: row.actor_name,
	actorRoles: row.actor_roles,
	action: row.action,
	subjectType: row.subject_type,
	subjectId: row.subject_id,
	communityId: row.community_id,
	reason: row.reason,
	detail: row.detail as Record<string, unknown>,
	ip: row.ip,
	outcome: row.outcome
});

/** A page of the log, newest first. */
export const listAudit = query({
	name: 'audit.list',
	access: permissions.read,
	input: v.object({ ...AuditFilter.entries, after: v.optional(v.nullable(v.string()), null) }),
	run: async (tx, { after, ...filter }): Promise<{ items: AuditLine[]; next: string | null }> => {
		const rows = await lines(tx, filter, after, PAGE + 1);
		const items = rows.slice(0, PAGE).map(toLine);
		const end = items.at(-1);
		return { items, next: rows.length > PAGE && end ? encodeCursor(end) : null };
	}
});

const chunk = query({
	name: 'audit.chunk',
	access: permissions.read,
	input: v.object({ ...AuditFilter.entries, after: v.nullable(v.string()) }),
	run: async (tx, { after, ...filter }) => (await lines(tx, filter, after, 1000)).map(toLine)
});

/** Writes down that the log was taken out, by whom and how filtered; called before the first line of an export. */
export const noteExport = useCase({
	name: 'audit.export',
	access: permissions.read,
	input: v.object({ ...AuditFilter.entries, format: v.picklist(['csv', 'xlsx']) }),
	run: async () => ({}),
	subject: ({ zone: _, ...filter }) => ({ subjectType: 'audit', detail: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '')) })
});

/** Every line that fits, in chunks of a thousand, each its own short snapshot: a long export holds nothing open. */
export async function* auditLines(ctx: Ctx, filter: v.InferInput<typeof AuditFilter>): AsyncGenerator<AuditLine> {
	let after: string | null = null;
	for (;;) {
		const items: AuditLine[] = await chunk(ctx, { ...filter, after });
		yield* items;
		if (items.length < 1000) return;
		after = encodeCursor(items.at(-1)!);
	}
}

/** Whether the chain holds. Walks all of it: asked for by a person, not by every page. */
export async function chainState(ctx: Ctx): Promise<ChainState> {
	demand(ctx.actor, permissions.read);
	const client = await appPool().connect();
	try {
		return await verifyAudit(client, ctx.subdistrictId);
	} finally {
		// verifyAudit sets the tenant for the whole connection; it must not stay.
		await client.query(`SELECT set_config('app.subdistrict_id', '', false)`);
		client.release();
	}
}

export interface SignInLine {
	id: string;
	at: Date;
	method: string;
	outcome: string;
	userId: string | null;
	/** staff by name and user name, residents masked; empty when nobody was meant */
	name: string;
	ip: string | null;
}

/** The sign-ins, newest first: who, when, from where, and how it went. */
export const listSignIns = query({
	name: 'audit.listSignIns',
	access: permissions.signIns,
	input: v.object({ failed: v.optional(v.boolean(), false), after: v.optional(v.nullable(v.string()), null) }),
	run: async ({ db, ctx }, { failed, after }): Promise<{ items: SignInLine[]; next: string | null }> => {
		const last = after ? decodeCursor(after) : null;
		const rows = await db
			.selectFrom('platform.audit_log as a')
			// Looked up line by line: joined, all accounts would be read for a hundred lines.
			.leftJoinLateral(
				(eb) =>
					eb
						.selectFrom('accounts.user as u')
						.select(['u.name', 'u.username', 'u.phone_masked'])
						.whereRef('u.subdistrict_id', '=', 'a.subdistrict_id')
						.where(sql<boolean>`u.id = a.subject_id::uuid`)
						.limit(1)
						.as('u'),
				(join) => join.onTrue()
			)
			.select(['a.id', 'a.at', 'a.outcome', 'a.subject_id', 'a.ip', 'a.detail', 'u.name', 'u.username', 'u.phone_masked'])
			.where('a.subdistrict_id', '=', ctx.subdistrictId)
			.where('a.action', '=', 'accounts.signIn')
			.$if(failed, (q) => q.where('a.outcome', '!=', 'ok'))
			.$if(last !== null, (q) => q.where((eb) => eb(eb.refTuple('a.at', 'a.id'), '<', eb.tuple(last!.at, last!.id))))
			.orderBy('a.at', 'desc')
			.orderBy('a.id', 'desc')
			.limit(PAGE + 1)
			.execute();
		const items = rows.slice(0, PAGE).map(
			(row): SignInLine => ({
				id: row.id,
				at: row.at,
				method: String((row.detail as { method?: string }).method ?? ''),
				outcome: row.outcome,
				userId: row.subject_id,
				name: row.username ? `${row.name}（${row.username}）` : (row.phone_masked ?? ''),
				ip: row.ip
			})
		);
		const end = items.at(-1);
		return { items, next: rows.length > PAGE && end ? encodeCursor(end) : null };
	}
});
