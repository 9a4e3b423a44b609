import * as v from 'valibot';
import type { Ctx } from '../context.ts';
import { readTx, writeTx, type WriteTx } from '../db/tx.ts';
import { AppError } from '../errors.ts';
import { limit } from '../rate-limit.ts';
import { lookupHash, randomSecret, sameSecret, unseal } from '../secrets.ts';
import { parse } from '../usecase.ts';
import { forgetGuesses, LOCK_SECONDS, lockedOut, takeGuess } from './guesses.ts';
import { verifyNothing, verifyPassword } from './passwords.ts';
import { datedValue, signInPolicy, type SignInPolicy } from './policy.ts';
import { endSessions, openSession, sessionOf, type KnownSession, type Method, type NewSession, type Stage } from './sessions.ts';
import { matchTotp, normaliseRecoveryCode } from './totp.ts';

/*
 * Staff sign in: user name and password, then what is still owed. These are no `useCase`s, because the slow hash
 * must not hold a transaction; each step writes its own audit row, failures too.
 */
type Tx = WriteTx<'accounts' | 'platform'>;

/** Cookie that tells an account's own browser from a stranger's; see `guesses.ts`. A year, httpOnly. */
export const DEVICE_COOKIE = 'baiyun_device';

const ATTEMPTS_FROM_ONE_ADDRESS = 60;

export const normaliseUsername = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

const PasswordInput = v.object({
	username: v.pipe(v.string(), v.transform(normaliseUsername), v.minLength(1, 'platform.required'), v.maxLength(60)),
	password: v.pipe(v.string(), v.minLength(1, 'platform.required'), v.maxLength(200)),
	device: v.optional(v.string()),
	agent: v.optional(v.string(), '')
});

export interface SignedIn extends NewSession {
	userId: string;
	/** value for DEVICE_COOKIE once the sign-in is complete */
	device: string | null;
}

/** One audit row for one attempt. What was typed is not written down: people type passwords into the wrong field. */
export async function noteSignIn(ctx: Ctx, method: Method | 'totp' | 'recovery', outcome: string, userId: string | null): Promise<void> {
	await writeTx(ctx, async ({ audit }) => audit(signInRow(method, outcome, userId)));
}
export const signInRow = (method: Method | 'totp' | 'recovery', outcome: string, userId: string | null) => ({
	action: 'accounts.signIn',
	outcome,
	detail: { method },
	...(userId ? { subjectType: 'user', subjectId: userId } : {})
});

/**
 * The first step. A wrong name and a wrong password are answered alike, in the same time.
 * @throws AppError accounts.wrongPassword (401), accounts.locked (429), platform.tooMany (429)
 */
export async function signInWithPassword(ctx: Ctx, raw: v.InferInput<typeof PasswordInput>): Promise<SignedIn> {
	const input = await parse(PasswordInput, raw);
	await limit(ctx, 'sign-in', ctx.ip ?? 'unknown', ATTEMPTS_FROM_ONE_ADDRESS, LOCK_SECONDS);
	const found = await readTx<'accounts' | 'platform', Awaited<ReturnType<typeof staffByUsername>>>(ctx, (tx) => staffByUsername(tx, input.username));
	const who = found && deviceFits(ctx, found.id, input.device) ? `device:${input.device}` : `account:${input.username}`;
	if (!(await takeGuess(ctx, who, found?.id ?? null))) {
		await noteSignIn(ctx, 'password', 'locked', found?.id ?? null);
		throw lockedOut();
	}
	const right = found?.hash ? await verifyPassword(input.password, found.hash) : await verifyNothing(input.password);
	if (!found || !right || found.closed_at) {
		await noteSignIn(ctx, 'password', right ? 'closed' : 'wrong', found?.id ?? null);
		throw new AppError('accounts.wrongPassword', { status: 401 });
	}
	return writeTx<'accounts' | 'platform', SignedIn>(ctx, async (tx) => {
		await forgetGuesses(tx, who);
		return advance(tx, found.id, 'password', null, input.agent, await signInPolicy(tx));
	});
}

async function staffByUsername({ db, ctx }: { db: Tx['db']; ctx: Ctx }, username: string) {
	return db
		.selectFrom('accounts.user as u')
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('accounts.password as p')
					.select('p.hash')
					.whereRef('p.subdistrict_id', '=', 'u.subdistrict_id')
					.whereRef('p.user_id', '=', 'u.id')
					.orderBy('p.id', 'desc')
					.limit(1)
					.as('p'),
			(join) => join.onTrue()
		)
		.select(['u.id', 'u.closed_at', 'p.hash'])
		.where('u.subdistrict_id', '=', ctx.subdistrictId)
		.where('u.username', '=', username)
		.executeTakeFirst();
}

const ORDER: readonly Stage[] = ['totp', 'password', 'enrol', 'full'];

/** Opens the session of the next thing owed: code, new password, enrolment, or nothing. */
export async function advance(tx: Tx, userId: string, method: Method, after: Stage | null, agent: string, policy: SignInPolicy): Promise<SignedIn> {
	const { db, ctx } = tx;
	const totp = await db.selectFrom('accounts.totp').select('confirmed_at').where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', userId).executeTakeFirst();
	const password = await newestPassword(tx, userId);
	const enrolled = Boolean(totp?.confirmed_at);
	const owed: Record<Stage, boolean> = {
		// Another house has looked at the person already, with its own second factor and its own passwords.
		totp: enrolled && method === 'password',
		password: method === 'password' && (!password || password.must_change || isAged(password.set_at, ctx, policy)),
		enrol: policy.requireTotp && !enrolled && method === 'password',
		full: true
	};
	const stage = ORDER.slice(after ? ORDER.indexOf(after) + 1 : 0).find((next) => owed[next]) ?? 'full';
	const session = await openSession(tx, { id: userId, kind: 'staff' }, policy, method, stage, agent);
	if (stage === 'full') {
		await db.updateTable('accounts.user').set({ last_sign_in_at: ctx.clock.now() }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', userId).execute();
		tx.audit(signInRow(method, 'ok', userId));
	} else tx.audit(signInRow(method, `then-${stage}`, userId));
	return { ...session, userId, device: stage === 'full' ? newDevice(ctx, userId) : null };
}

function isAged(setAt: Date, ctx: Ctx, policy: SignInPolicy): boolean {
	const days = datedValue(policy.passwordMaxAgeDays, ctx.clock.now().toISOString().slice(0, 10));
	return days > 0 && ctx.clock.now().getTime() - new Date(setAt).getTime() > days * 86_400_000;
}

const newestPassword = ({ db, ctx }: Tx, userId: string) =>
	db
		.selectFrom('accounts.password')
		.select(['set_at', 'must_change'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('user_id', '=', userId)
		.orderBy('id', 'desc')
		.executeTakeFirst();

/** @throws AppError accounts.startAgain (401) when the half-done sign-in is gone or stands elsewhere */
export async function pendingSession(ctx: Ctx, cookie: string | undefined, stage: Stage): Promise<KnownSession> {
	const known = await sessionOf(cookie, ctx.subdistrictId, ctx.clock);
	if (known?.stage !== stage) throw new AppError('accounts.startAgain', { status: 401 });
	return known;
}

/**
 * The second step: six digits from the app, or a recovery code.
 * @throws AppError accounts.wrongCode (401), accounts.locked (429), accounts.startAgain (401)
 */
export async function signInWithTotp(ctx: Ctx, cookie: string | undefined, typed: string, agent = ''): Promise<SignedIn> {
	const known = await pendingSession(ctx, cookie, 'totp');
	const who = `totp:${known.userId}`;
	const digits = typed.normalize('NFKC').replace(/\s/g, '');
	const method = /^\d{6}$/.test(digits) ? 'totp' : 'recovery';
	if (!(await takeGuess(ctx, who, known.userId))) {
		await noteSignIn(ctx, method, 'locked', known.userId);
		throw lockedOut();
	}
	const done = await writeTx<'accounts' | 'platform', SignedIn | null>(ctx, async (tx) => {
		if (!(method === 'totp' ? await spendTotp(tx, known.userId, digits) : await spendRecoveryCode(tx, known.userId, typed))) return null;
		await forgetGuesses(tx, who);
		await endSessions(tx, { sessionId: known.sessionId });
		if (method === 'recovery') tx.audit(signInRow('recovery', 'ok', known.userId));
		return advance(tx, known.userId, known.method, 'totp', agent, await signInPolicy(tx));
	});
	if (done) return done;
	await noteSignIn(ctx, method, 'wrong', known.userId);
	throw new AppError('accounts.wrongCode', { status: 401 });
}

/** Accepts a code once: the row is locked while it is compared, and remembers the step. */
export async function spendTotp({ db, ctx }: Tx, userId: string, code: string): Promise<boolean> {
	const mine = db.selectFrom('accounts.totp').where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', userId);
	const row = await mine.select(['secret_sealed', 'last_step']).forUpdate().executeTakeFirst();
	if (!row) return false;
	const step = matchTotp(Buffer.from(unseal(row.secret_sealed, 'totp'), 'base64url'), code, ctx.clock.now(), Number(row.last_step));
	if (step === null) return false;
	await db.updateTable('accounts.totp').set({ last_step: step }).where('subdistrict_id', '=', ctx.subdistrictId).where('user_id', '=', userId).execute();
	return true;
}

export const recoveryHash = (userId: string, code: string): string => lookupHash('recovery', `${userId}:${normaliseRecoveryCode(code)}`);

async function spendRecoveryCode({ db, ctx }: Tx, userId: string, code: string): Promise<boolean> {
	const used = await db
		.updateTable('accounts.recovery_code')
		.set({ used_at: ctx.clock.now() })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('user_id', '=', userId)
		.where('code_hash', '=', recoveryHash(userId, code))
		.where('used_at', 'is', null)
		.returning('code_hash')
		.executeTakeFirst();
	return used !== undefined;
}

const deviceMark = (ctx: Ctx, userId: string, nonce: string): string => lookupHash('device', `${ctx.subdistrictId}:${userId}:${nonce}`);

function newDevice(ctx: Ctx, userId: string): string {
	const nonce = randomSecret(12);
	return `${nonce}.${deviceMark(ctx, userId, nonce)}`;
}

function deviceFits(ctx: Ctx, userId: string, device: string | undefined): boolean {
	const [nonce, mark] = device?.split('.') ?? [];
	return Boolean(nonce && mark && sameSecret(mark, deviceMark(ctx, userId, nonce)));
}

/** Ends the session of a cookie; nothing happens when it stands for none. */
export async function signOut(ctx: Ctx, cookie: string | undefined): Promise<void> {
	const known = await sessionOf(cookie, ctx.subdistrictId, ctx.clock);
	if (!known) return;
	await writeTx<'accounts', void>(ctx, async (tx) => {
		await endSessions(tx, { sessionId: known.sessionId });
		tx.audit({ action: 'accounts.signOut', subjectType: 'user', subjectId: known.userId });
	});
}
