import * as v from 'valibot';
import { sql } from 'kysely';
import type { Ctx } from '../context.ts';
import { writeTx, type WriteTx } from '../db/tx.ts';
import { demand } from '../access.ts';
import { AppError, conflict, invalid, notFound } from '../errors.ts';
import { locales } from '../i18n.ts';
import { unseal, seal } from '../secrets.ts';
import { forModule, parse } from '../usecase.ts';
import { forgetGuesses, lockedOut, takeGuess } from './guesses.ts';
import { verifyPassword } from './passwords.ts';
import { signInPolicy } from './policy.ts';
import { endSessions, sessionOf, type KnownSession } from './sessions.ts';
import { advance, pendingSession, recoveryHash, spendTotp, type SignedIn } from './sign-in.ts';
import { matchTotp, newRecoveryCodes, newTotpSecret, totpUri } from './totp.ts';
import { dropTotp, setPassword } from './users.ts';

/** What people do with their own account. */
const { useCase, query } = forModule<'accounts' | 'platform'>();
type Tx = WriteTx<'accounts' | 'platform'>;

const text = v.pipe(v.string(), v.minLength(1, 'platform.required'), v.maxLength(200));
const newPassword = v.object({ password: text, again: text });

const demandSame = ({ password, again }: { password: string; again: string }): void => {
	if (password !== again) throw invalid([{ path: 'again', code: 'accounts.passwordsDiffer' }]);
};

/** Takes one guess from a budget before the use case opens its transaction: a refused guess must stay counted. */
async function guarded<R>(ctx: Ctx, what: 'own' | 'totp', work: () => Promise<R>): Promise<R> {
	demand(ctx.actor, 'signed-in');
	const who = `${what}:${ctx.actor.id}`;
	if (!(await takeGuess(ctx, who, ctx.actor.id))) throw lockedOut();
	return work();
}

async function staffSelf({ db, ctx }: { db: Tx['db']; ctx: Ctx }, id: string) {
	const me = await db
		.selectFrom('accounts.user')
		.select(['id', 'username', 'name'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', id)
		.where('kind', '=', 'staff')
		.executeTakeFirst();
	if (!me?.username) throw notFound('user');
	return { ...me, username: me.username };
}

async function passwordIs({ db, ctx }: { db: Tx['db']; ctx: Ctx }, id: string, password: string): Promise<boolean> {
	const row = await db.selectFrom('accounts.password').select('hash').where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', id).orderBy('id', 'desc').executeTakeFirst();
	return row !== undefined && verifyPassword(password, row.hash);
}

const changeOwnPassword = useCase({
	name: 'accounts.changePassword',
	access: 'signed-in',
	input: v.object({ ...newPassword.entries, old: text, keepSession: v.pipe(v.string(), v.uuid()) }),
	run: async (tx, input) => {
		demandSame(input);
		const me = await staffSelf(tx, tx.ctx.actor.id!);
		if (!(await passwordIs(tx, me.id, input.old))) throw new AppError('accounts.wrongPassword', { status: 422, fields: [{ path: 'old', code: 'accounts.wrongPassword' }] });
		await setPassword(tx, me, input.password);
		await forgetGuesses(tx, `own:${me.id}`);
		await endSessions(tx, { userId: me.id, keep: input.keepSession });
		return {};
	}
});

/**
 * Changes one's own password; every session but `keepSession` ends.
 * @throws AppError accounts.wrongPassword (422, field `old`), accounts.password… (422, field `password`), accounts.locked (429)
 */
export const changePassword = (ctx: Ctx, input: { old: string; password: string; again: string; keepSession: string }) => guarded(ctx, 'own', () => changeOwnPassword(ctx, input));

/** The forced change within a sign-in. @throws accounts.startAgain (401), accounts.password… (422) */
export async function changePendingPassword(ctx: Ctx, cookie: string | undefined, raw: { password: string; again: string }, agent = ''): Promise<SignedIn> {
	const known = await pendingSession(ctx, cookie, 'password');
	const input = await parse(newPassword, raw);
	demandSame(input);
	return writeTx<'accounts' | 'platform', SignedIn>(ctx, async (tx) => {
		await setPassword(tx, await staffSelf(tx, known.userId), input.password);
		tx.audit({ action: 'accounts.changePassword', subjectType: 'user', subjectId: known.userId });
		await endSessions(tx, { userId: known.userId });
		return advance(tx, known.userId, known.method, 'password', agent, await signInPolicy(tx));
	});
}

/** Somebody who may set up a second factor: signed in, or in the middle of signing in with nothing else owed. */
async function enroller(ctx: Ctx, cookie: string | undefined): Promise<KnownSession> {
	const known = await sessionOf(cookie, ctx.subdistrictId, ctx.clock);
	if (!known || known.kind !== 'staff' || (known.stage !== 'full' && known.stage !== 'enrol')) throw new AppError('accounts.startAgain', { status: 401 });
	return known;
}

/**
 * The secret to show as QR code until it is confirmed; the same one for every call, so that loading the page anew
 * does not spoil what was scanned.
 * @throws accounts.totpEnrolled (409)
 */
export async function startTotp(ctx: Ctx, cookie: string | undefined, issuer: string): Promise<{ uri: string; secret: string }> {
	const known = await enroller(ctx, cookie);
	const secret = await writeTx<'accounts' | 'platform', Buffer>(ctx, async ({ db }) => {
		await db
			.insertInto('accounts.totp')
			.values({ subdistrict_id: ctx.subdistrictId, user_id: known.userId, secret_sealed: seal(newTotpSecret().toString('base64url'), 'totp') })
			.onConflict((oc) => oc.doNothing())
			.execute();
		const row = await db
			.selectFrom('accounts.totp')
			.select(['secret_sealed', 'confirmed_at'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('user_id', '=', known.userId)
			.executeTakeFirstOrThrow();
		if (row.confirmed_at) throw conflict('accounts.totpEnrolled');
		return Buffer.from(unseal(row.secret_sealed, 'totp'), 'base64url');
	});
	const uri = totpUri(secret, issuer, known.username ?? known.name);
	return { uri, secret: new URL(uri).searchParams.get('secret')! };
}

/**
 * Confirms the app with its first code. Recovery codes are told here and never again; `signedIn` is set when this
 * was the last step of a sign-in.
 * @throws accounts.wrongCode (401), accounts.locked (429)
 */
export async function confirmTotp(ctx: Ctx, cookie: string | undefined, code: string, agent = ''): Promise<{ recoveryCodes: string[]; signedIn: SignedIn | null }> {
	const known = await enroller(ctx, cookie);
	if (!(await takeGuess(ctx, `enrol:${known.userId}`, known.userId))) throw lockedOut();
	return writeTx<'accounts' | 'platform', { recoveryCodes: string[]; signedIn: SignedIn | null }>(ctx, async (tx) => {
		const { db } = tx;
		const mine = await db
			.selectFrom('accounts.totp')
			.select(['secret_sealed', 'confirmed_at'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('user_id', '=', known.userId)
			.forUpdate()
			.executeTakeFirst();
		if (!mine || mine.confirmed_at) throw conflict('accounts.totpEnrolled');
		const step = matchTotp(Buffer.from(unseal(mine.secret_sealed, 'totp'), 'base64url'), code.normalize('NFKC').replace(/\s/g, ''), ctx.clock.now(), 0);
		if (step === null) throw new AppError('accounts.wrongCode', { status: 401 });
		await db
			.updateTable('accounts.totp')
			.set({ confirmed_at: ctx.clock.now(), last_step: step })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('user_id', '=', known.userId)
			.execute();
		await forgetGuesses(tx, `enrol:${known.userId}`);
		const recoveryCodes = await replaceRecoveryCodes(tx, known.userId);
		tx.audit({ action: 'accounts.enrolTotp', subjectType: 'user', subjectId: known.userId });
		if (known.stage !== 'enrol') return { recoveryCodes, signedIn: null };
		await endSessions(tx, { sessionId: known.sessionId });
		return { recoveryCodes, signedIn: await advance(tx, known.userId, known.method, 'enrol', agent, await signInPolicy(tx)) };
	});
}

async function replaceRecoveryCodes({ db, ctx }: Tx, userId: string): Promise<string[]> {
	const codes = newRecoveryCodes();
	await db.deleteFrom('accounts.recovery_code').where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', userId).execute();
	await db
		.insertInto('accounts.recovery_code')
		.values(codes.map((code) => ({ subdistrict_id: ctx.subdistrictId, user_id: userId, code_hash: recoveryHash(userId, code) })))
		.execute();
	return codes;
}

const renewCodes = useCase({
	name: 'accounts.renewRecoveryCodes',
	access: 'signed-in',
	input: v.object({ totp: text }),
	run: async (tx, { totp }) => {
		await demandTotp(tx, totp);
		return { recoveryCodes: await replaceRecoveryCodes(tx, tx.ctx.actor.id!) };
	}
});

/** New recovery codes for old, against a code of the app. */
export const renewRecoveryCodes = (ctx: Ctx, input: { totp: string }) => guarded(ctx, 'totp', () => renewCodes(ctx, input));

const dropOwnTotp = useCase({
	name: 'accounts.removeTotp',
	access: 'signed-in',
	input: v.object({ totp: text }),
	run: async (tx, { totp }) => {
		if ((await signInPolicy(tx)).requireTotp) throw conflict('accounts.totpRequired');
		await demandTotp(tx, totp);
		await dropTotp(tx, tx.ctx.actor.id!);
		return {};
	}
});

/** Gives the second factor up, where the rules do not require one, against a code of the app. @throws accounts.totpRequired (409) */
export const removeTotp = (ctx: Ctx, input: { totp: string }) => guarded(ctx, 'totp', () => dropOwnTotp(ctx, input));

async function demandTotp(tx: Tx, code: string): Promise<void> {
	const id = tx.ctx.actor.id!;
	if (!(await spendTotp(tx, id, code.normalize('NFKC').replace(/\s/g, '')))) throw new AppError('accounts.wrongCode', { status: 422, fields: [{ path: 'totp', code: 'accounts.wrongCode' }] });
	await forgetGuesses(tx, `totp:${id}`);
}

export interface OwnAccount {
	kind: 'resident' | 'staff';
	name: string;
	username: string | null;
	phoneMasked: string | null;
	locale: 'zh' | 'en' | null;
	totp: boolean;
	recoveryCodesLeft: number;
	passwordSetAt: Date | null;
}

/** One's own account; no number in plain. */
export const ownAccount = query({
	name: 'accounts.ownAccount',
	access: 'signed-in',
	input: v.object({}),
	run: async ({ db, ctx }): Promise<OwnAccount> => {
		const row = await db
			.selectFrom('accounts.user as u')
			.leftJoin('accounts.totp as t', (join) => join.onRef('t.subdistrict_id', '=', 'u.subdistrict_id').onRef('t.user_id', '=', 'u.id'))
			.select(['u.kind', 'u.name', 'u.username', 'u.phone_masked', 'u.locale', 't.confirmed_at'])
			.select((eb) => [
				eb
					.selectFrom('accounts.recovery_code as r')
					.select(sql<number>`count(*)::int`.as('n'))
					.where('r.subdistrict_id', '=', ctx.subdistrictId)
					.whereRef('r.user_id', '=', 'u.id')
					.where('r.used_at', 'is', null)
					.as('codes'),
				eb.selectFrom('accounts.password as p').select((e) => e.fn.max('p.set_at').as('at')).where('p.subdistrict_id', '=', ctx.subdistrictId).whereRef('p.user_id', '=', 'u.id').as('set_at')
			])
			.where('u.subdistrict_id', '=', ctx.subdistrictId)
			.where('u.id', '=', ctx.actor.id!)
			.executeTakeFirst();
		if (!row) throw notFound('user');
		return {
			kind: row.kind as OwnAccount['kind'],
			name: row.name,
			username: row.username,
			phoneMasked: row.phone_masked,
			locale: row.locale as OwnAccount['locale'],
			totp: row.confirmed_at !== null,
			recoveryCodesLeft: row.codes ?? 0,
			passwordSetAt: row.set_at ? new Date(row.set_at) : null
		};
	}
});

/** The language of messages sent to oneself; the screen follows the cookie `lang`. */
export const setLocale = useCase({
	name: 'accounts.setLocale',
	access: 'signed-in',
	input: v.object({ locale: v.picklist(locales) }),
	run: async ({ db, ctx }, { locale }) => {
		await db.updateTable('accounts.user').set({ locale }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', ctx.actor.id!).execute();
		return {};
	}
});

/** Ends one of one's own sessions, or all except `keep`. */
export const endOwnSessions = useCase({
	name: 'accounts.endOwnSessions',
	access: 'signed-in',
	input: v.union([v.object({ sessionId: v.pipe(v.string(), v.uuid()) }), v.object({ keep: v.optional(v.pipe(v.string(), v.uuid())) })]),
	run: async (tx, input) => {
		const me = tx.ctx.actor.id!;
		if (!('sessionId' in input)) return { ended: await endSessions(tx, { userId: me, keep: input.keep }) };
		const mine = await tx.db
			.selectFrom('accounts.session')
			.select('id')
			.where('subdistrict_id', '=', tx.ctx.subdistrictId)
			.where('id', '=', input.sessionId)
			.where('user_id', '=', me)
			.executeTakeFirst();
		if (!mine) throw notFound('session');
		return { ended: await endSessions(tx, { sessionId: mine.id }) };
	},
	subject: (_input, result) => ({ subjectType: 'user', detail: { ended: result.ended } })
});
