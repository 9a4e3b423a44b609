import * as v from 'valibot';
import type { Ctx, Grant } from '../context.ts';
import type { WriteTx } from '../db/tx.ts';
import { AppError, conflict, forbidden, notFound } from '../errors.ts';
import { newId } from '../ids.ts';
import { mobilePhone, phoneColumns } from '../phone.ts';
import { forModule } from '../usecase.ts';
import { forgetGuessesOf, LOCK_SECONDS, MAX_WRONG } from './guesses.ts';
import { firstPassword, hashPassword, passwordProblem, verifyPassword } from './passwords.ts';
import { administrators, permissions } from './permissions.ts';
import { announce, endSessions } from './sessions.ts';
import { normaliseUsername } from './sign-in.ts';
import { sql } from 'kysely';

const { useCase, query } = forModule<'accounts' | 'platform'>();
type Tx = WriteTx<'accounts' | 'platform'>;

export const userId = v.pipe(v.string(), v.uuid());

const username = v.pipe(
	v.string(),
	v.transform(normaliseUsername),
	v.minLength(2, 'accounts.usernameForm'),
	v.maxLength(40),
	v.regex(/^[\p{L}\p{Nd}][\p{L}\p{Nd}._-]*$/u, 'accounts.usernameForm')
);

export const CreateStaffInput = v.object({
	username,
	name: v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(40)),
	phone: v.optional(v.nullable(mobilePhone), null),
	oidcSubject: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(255))), null)
});

/** Passwords that may not come back. */
const REMEMBERED = 5;

/**
 * Makes `password` the one that counts; in the caller's transaction. The rules are asked here for every way in.
 * @throws AppError accounts.password… (422) with the field `password`
 */
export async function setPassword(tx: Tx, user: { id: string; username: string; name: string }, password: string, mustChange = false): Promise<void> {
	const { db, ctx } = tx;
	const problem = passwordProblem(password, user.username, user.name);
	if (problem) throw refused(problem);
	const mine = db.selectFrom('accounts.password').where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', user.id);
	const old = await mine.select(['id', 'hash']).orderBy('id', 'desc').limit(REMEMBERED).execute();
	for (const { hash } of old) if (await verifyPassword(password, hash)) throw refused('accounts.passwordUsed');
	const id = newId();
	await db
		.insertInto('accounts.password')
		.values({ subdistrict_id: ctx.subdistrictId, id, user_id: user.id, hash: await hashPassword(password), set_at: ctx.clock.now(), must_change: mustChange })
		.execute();
	const keep = [id, ...old.slice(0, REMEMBERED - 1).map((row) => row.id)];
	await db.deleteFrom('accounts.password').where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', user.id).where('id', 'not in', keep).execute();
}

const refused = (code: string) => new AppError(code, { status: 422, fields: [{ path: 'password', code }] });

/** Adds a person to the staff without any role; in the caller's transaction. @throws accounts.usernameTaken (409) */
export async function addStaff(tx: Tx, input: v.InferOutput<typeof CreateStaffInput>, password: string, mustChange: boolean): Promise<string> {
	const { db, ctx } = tx;
	const id = newId();
	const added = await db
		.insertInto('accounts.user')
		.values({
			subdistrict_id: ctx.subdistrictId,
			id,
			kind: 'staff',
			name: input.name,
			username: input.username,
			oidc_subject: input.oidcSubject,
			...(input.phone ? phoneColumns(input.phone) : {}),
			created_at: ctx.clock.now(),
			created_by: ctx.actor.kind === 'user' ? ctx.actor.id : null
		})
		.onConflict((oc) => oc.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!added) throw conflict('accounts.usernameTaken', { username: input.username });
	await setPassword(tx, { id, ...input }, password, mustChange);
	return id;
}

/** Makes an account without roles. `password` is told here and never again; it must be changed at the first sign-in. */
export const createStaff = useCase({
	name: 'accounts.createStaff',
	access: permissions.manage,
	input: CreateStaffInput,
	run: async (tx, input) => {
		const password = firstPassword(input.username, input.name);
		return { id: await addStaff(tx, input, password, true), password };
	},
	subject: (input, { id }) => ({ subjectType: 'user', subjectId: id, detail: { username: input.username } })
});

async function staffOf({ db, ctx }: { db: Tx['db']; ctx: Ctx }, id: string) {
	const user = await db
		.selectFrom('accounts.user')
		.select(['id', 'username', 'name', 'kind', 'closed_at'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', id)
		.executeTakeFirst();
	if (!user) throw notFound('user');
	return user;
}

/** The administrator's role that somebody holds, if any (nobody holds two). */
async function administratorRole({ db, ctx }: Tx, id: string): Promise<string | null> {
	const grant = await db
		.selectFrom('accounts.grant')
		.select('role')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('user_id', '=', id)
		.where('role', 'in', administrators)
		.where('ended_at', 'is', null)
		.executeTakeFirst();
	return grant?.role ?? null;
}

/**
 * A new password for somebody who lost theirs, told once; ends all their sessions. Another administrator's is reset only
 * where a second factor still stands in the way, or the system administrator could walk in as the security
 * administrator; else the operator of the machine does it (`npm run baiyun -- password NAME`).
 * @throws AppError accounts.resetByOperator (409)
 */
export const resetPassword = useCase({
	name: 'accounts.resetPassword',
	access: permissions.manage,
	input: v.object({ id: userId }),
	run: async (tx, { id }) => {
		const user = await staffOf(tx, id);
		if (!user.username) throw notFound('user');
		if (tx.ctx.actor.kind === 'user' && (await administratorRole(tx, id)) && !(await hasTotp(tx, id))) throw conflict('accounts.resetByOperator');
		const password = firstPassword(user.username, user.name);
		await setPassword(tx, { id, username: user.username, name: user.name }, password, true);
		await endSessions(tx, { userId: id });
		return { password };
	},
	subject: ({ id }) => ({ subjectType: 'user', subjectId: id })
});

async function hasTotp({ db, ctx }: Tx, id: string): Promise<boolean> {
	const row = await db.selectFrom('accounts.totp').select('confirmed_at').where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', id).executeTakeFirst();
	return row?.confirmed_at != null;
}

/** Takes the second factor off an account whose owner lost phone and recovery codes; ends all their sessions. The security administrator's work: with a reset password by another, no one person can walk in as someone else. */
export const resetTotp = useCase({
	name: 'accounts.resetTotp',
	access: permissions.unlock,
	input: v.object({ id: userId }),
	run: async (tx, { id }) => {
		if (id === tx.ctx.actor.id) throw forbidden('accounts.ownTotp');
		await dropTotp(tx, id);
		await endSessions(tx, { userId: id });
		return {};
	},
	subject: ({ id }) => ({ subjectType: 'user', subjectId: id })
});

export async function dropTotp({ db, ctx }: Tx, id: string): Promise<void> {
	await db.deleteFrom('accounts.totp').where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', id).execute();
	await db.deleteFrom('accounts.recovery_code').where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', id).execute();
}

/** Closes an account (somebody left) or opens it again. Closing ends the sessions at once. */
export const setClosed = useCase({
	name: 'accounts.setClosed',
	access: permissions.manage,
	input: v.object({ id: userId, closed: v.boolean() }),
	run: async (tx, { id, closed }) => {
		if (id === tx.ctx.actor.id) throw new AppError('accounts.notYourself', { status: 409 });
		await staffOf(tx, id);
		if (closed) await demandAnotherLike(tx, id);
		await tx.db
			.updateTable('accounts.user')
			.set({ closed_at: closed ? tx.ctx.clock.now() : null })
			.where('subdistrict_id', '=', tx.ctx.subdistrictId)
			.where('id', '=', id)
			.execute();
		if (closed) await endSessions(tx, { userId: id });
		await announce(tx, `u:${id}`);
		return {};
	},
	subject: ({ id, closed }) => ({ subjectType: 'user', subjectId: id, detail: { closed } })
});

/** The last open account of an administrator's role stays open, or its duty would have nobody. @throws accounts.lastAdministrator (409) */
async function demandAnotherLike(tx: Tx, id: string): Promise<void> {
	const role = await administratorRole(tx, id);
	if (!role) return;
	const others = await tx.db
		.selectFrom('accounts.grant as g')
		.innerJoin('accounts.user as u', (join) => join.onRef('u.subdistrict_id', '=', 'g.subdistrict_id').onRef('u.id', '=', 'g.user_id'))
		.select('u.id')
		.where('g.subdistrict_id', '=', tx.ctx.subdistrictId)
		.where('g.role', '=', role)
		.where('g.ended_at', 'is', null)
		.where('u.closed_at', 'is', null)
		.where('u.id', '!=', id)
		.orderBy('u.id')
		.forUpdate('u')
		.execute();
	if (others.length === 0) throw conflict('accounts.lastAdministrator');
}

/**
 * The subject under which the staff's identity provider knows somebody; null unlinks. Not for other administrators: who
 * sets the subject decides who comes in. They link themselves, by user name at their first sign-in there.
 * @throws AppError accounts.subjectTaken, accounts.linkByThemselves (409)
 */
export const linkOidc = useCase({
	name: 'accounts.linkOidc',
	access: permissions.manage,
	input: v.object({ id: userId, subject: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255))) }),
	run: async (tx, { id, subject }) => {
		await staffOf(tx, id);
		if (subject) {
			if (await administratorRole(tx, id)) throw conflict('accounts.linkByThemselves');
			const taken = await tx.db.selectFrom('accounts.user').select('id').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('oidc_subject', '=', subject).where('id', '!=', id).executeTakeFirst();
			if (taken) throw conflict('accounts.subjectTaken');
		}
		await tx.db.updateTable('accounts.user').set({ oidc_subject: subject }).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', id).execute();
		return {};
	},
	subject: ({ id, subject }) => ({ subjectType: 'user', subjectId: id, detail: { linked: subject !== null } })
});

/** Ends a lock-out early. */
export const unlock = useCase({
	name: 'accounts.unlock',
	access: permissions.unlock,
	input: v.object({ id: userId }),
	run: async (tx, { id }) => {
		await forgetGuessesOf(tx, id);
		return {};
	},
	subject: ({ id }) => ({ subjectType: 'user', subjectId: id })
});

export interface StaffLine {
	id: string;
	username: string;
	name: string;
	closed: boolean;
	locked: boolean;
	totp: boolean;
	oidc: string | null;
	lastSignInAt: Date | null;
	grants: (Grant & { id: string })[];
}

/** Everybody with a user name, by user name; `words` narrows by name or user name, `id` to one. */
export const listStaff = query({
	name: 'accounts.listStaff',
	access: permissions.list,
	input: v.object({ id: v.optional(userId), words: v.optional(v.string(), ''), after: v.optional(v.string()) }),
	run: async ({ db, ctx }, { id, words, after }) => {
		const now = ctx.clock.now();
		let list = db
			.selectFrom('accounts.user as u')
			.leftJoin('accounts.totp as t', (join) => join.onRef('t.subdistrict_id', '=', 'u.subdistrict_id').onRef('t.user_id', '=', 'u.id').on('t.confirmed_at', 'is not', null))
			.select(['u.id', 'u.username', 'u.name', 'u.closed_at', 'u.oidc_subject', 'u.last_sign_in_at', 't.confirmed_at'])
			.select((eb) => [
				eb
					.selectFrom('accounts.grant as g')
					.select(sql<StaffLine['grants']>`coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'communityId', g.community_id, 'organizationId', g.organization_id) ORDER BY g.id), '[]')`.as('list'))
					.where('g.subdistrict_id', '=', ctx.subdistrictId)
					.whereRef('g.user_id', '=', 'u.id')
					.where('g.ended_at', 'is', null)
					.as('grants'),
				eb
					.exists(
						eb
							.selectFrom('accounts.guess as w')
							.select('w.wrong')
							.where('w.subdistrict_id', '=', ctx.subdistrictId)
							.whereRef('w.user_id', '=', 'u.id')
							.where('w.wrong', '>=', MAX_WRONG)
							.where('w.last_at', '>', new Date(now.getTime() - LOCK_SECONDS * 1000))
					)
					.as('locked')
			])
			.where('u.subdistrict_id', '=', ctx.subdistrictId)
			.where('u.kind', '=', 'staff');
		if (id) list = list.where('u.id', '=', id);
		if (words.trim()) {
			const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
			list = list.where(({ or, eb }) => or([eb('u.name', 'like', like), eb('u.username', 'like', like.toLowerCase())]));
		}
		if (after) list = list.where('u.username', '>', after);
		const rows = await list.orderBy('u.username').limit(101).execute();
		const items = rows.slice(0, 100).map(
			(row): StaffLine => ({
				id: row.id,
				username: row.username!,
				name: row.name,
				closed: row.closed_at !== null,
				locked: Boolean(row.locked),
				totp: row.confirmed_at !== null,
				oidc: row.oidc_subject,
				lastSignInAt: row.last_sign_in_at,
				grants: row.grants ?? []
			})
		);
		return { items, next: rows.length > 100 ? items.at(-1)!.username : null };
	}
});

/** Names of accounts by id, for "who" in lists of other modules; residents come masked. Unknown ids are left out. */
export const namesOf = query({
	name: 'accounts.namesOf',
	access: permissions.staff,
	input: v.object({ ids: v.array(v.string()) }),
	run: async ({ db, ctx }, { ids }) => {
		if (!ids.length) return {};
		const rows = await db
			.selectFrom('accounts.user')
			.select(['id', 'name', 'phone_masked', 'kind'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', 'in', [...new Set(ids)].slice(0, 500))
			.execute();
		return Object.fromEntries(rows.map((row) => [row.id, row.kind === 'staff' ? row.name : (row.phone_masked ?? '')])) as Record<string, string>;
	}
});

/** Staff who hold one of the roles in a community (or in the whole subdistrict): for "assign to". Open accounts only. */
export const staffOfCommunity = query({
	name: 'accounts.staffOfCommunity',
	access: permissions.staff,
	input: v.object({ communityId: v.nullable(userId), roles: v.array(v.picklist(['worker', 'head', 'manager'])) }),
	run: async ({ db, ctx }, { communityId, roles }) => {
		let list = db
			.selectFrom('accounts.grant as g')
			.innerJoin('accounts.user as u', (join) => join.onRef('u.subdistrict_id', '=', 'g.subdistrict_id').onRef('u.id', '=', 'g.user_id'))
			.select(['u.id', 'u.name', 'g.role', 'g.community_id as communityId'])
			.distinct()
			.where('g.subdistrict_id', '=', ctx.subdistrictId)
			.where('g.role', 'in', roles)
			.where('g.ended_at', 'is', null)
			.where('u.closed_at', 'is', null);
		if (communityId) list = list.where(({ or, eb }) => or([eb('g.community_id', '=', communityId), eb('g.community_id', 'is', null)]));
		return list.orderBy('u.name').limit(500).execute();
	}
});
