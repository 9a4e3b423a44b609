import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { systemClock, type Clock } from '../clock.ts';
import { anonymous, type Actor, type Ctx, type Grant, type Role } from '../context.ts';
import { readTx, writeTx, type WriteTx } from '../db/tx.ts';
import { newId } from '../ids.ts';
import { systemCtx } from '../jobs.ts';
import { randomSecret } from '../secrets.ts';
import { forget, makeCache, NOTIFY_CHANNEL } from './cache.ts';
import { PENDING_SESSION_MINUTES, RESIDENT_SESSION_DAYS, STAFF_SESSION_HOURS, type SignInPolicy } from './policy.ts';

/** Name of the session cookie; httpOnly, SameSite=Lax, Secure when PUBLIC_ORIGIN is https. */
export const SESSION_COOKIE = 'baiyun_session';

/** What a session still owes before it counts; `full` owes nothing. */
export type Stage = 'full' | 'totp' | 'password' | 'enrol';
export type Method = 'phone' | 'password' | 'oidc';

/** What goes into the cookie, and for how long. */
export interface NewSession {
	token: string;
	stage: Stage;
	maxAgeSeconds: number;
}

/** 256 random bits need no slow hash: SHA-256 keeps a copied table from being a set of keys. */
export const tokenHash = (token: string): string => hash('sha256', token, 'base64url');

/** Opens a session in the caller's transaction. The token is told once, here, and stored as its hash. */
export async function openSession(
	tx: WriteTx<'accounts' | 'platform'>,
	user: { id: string; kind: 'resident' | 'staff' },
	policy: SignInPolicy,
	method: Method,
	stage: Stage,
	agent: string
): Promise<NewSession> {
	const { db, ctx } = tx;
	const now = ctx.clock.now();
	const token = randomSecret();
	const idleSeconds = stage !== 'full' ? PENDING_SESSION_MINUTES * 60 : user.kind === 'staff' ? policy.staffIdleMinutes * 60 : policy.residentIdleDays * 86_400;
	const maxAgeSeconds = stage !== 'full' ? PENDING_SESSION_MINUTES * 60 : user.kind === 'staff' ? STAFF_SESSION_HOURS * 3600 : RESIDENT_SESSION_DAYS * 86_400;
	await db
		.insertInto('accounts.session')
		.values({
			subdistrict_id: ctx.subdistrictId,
			id: newId(),
			token_hash: tokenHash(token),
			user_id: user.id,
			stage,
			method,
			created_at: now,
			seen_at: now,
			idle_seconds: idleSeconds,
			expires_at: new Date(now.getTime() + maxAgeSeconds * 1000),
			ip: ctx.ip,
			agent: agent.slice(0, 300)
		})
		.execute();
	return { token, stage, maxAgeSeconds };
}

interface Known {
	sessionId: string;
	userId: string;
	stage: Stage;
	method: Method;
	kind: 'resident' | 'staff';
	name: string;
	username: string | null;
	actor: Actor;
	idleMs: number;
	expiresAt: number;
	/** newest use known to this node */
	seenAt: number;
	/** newest use written to the database */
	writtenAt: number;
}

const sessions = makeCache<Known | null>();
/** A use is written down at most once a minute. */
const WRITE_SEEN_MS = 60_000;

/**
 * The live session behind a cookie, whatever its stage, or null: missing, unknown, ended, expired, idle for too long,
 * or its account closed. Costs no round trip while remembered.
 */
export async function sessionOf(cookie: string | undefined, subdistrictId: string, clock: Clock = systemClock): Promise<Known | null> {
	if (!cookie || cookie.length > 100) return null;
	const hash = tokenHash(cookie);
	const known = await sessions.get(
		`${subdistrictId}:${hash}`,
		() => load(hash, subdistrictId),
		(found) => (found ? [`s:${found.sessionId}`, `u:${found.userId}`] : [])
	);
	if (!known) return null;
	const now = clock.now().getTime();
	if (now >= known.expiresAt || now - known.seenAt > known.idleMs) return null;
	known.seenAt = Math.max(known.seenAt, now);
	if (now - known.writtenAt > Math.min(WRITE_SEEN_MS, known.idleMs / 10)) {
		known.writtenAt = now;
		void noteSeen(subdistrictId, known.sessionId, now).catch(() => {});
	}
	return known;
}

/** Who a session cookie stands for; `anonymous` when it is missing, unknown, expired, idle for too long or not yet complete. */
export async function actorOfSession(cookie: string | undefined, subdistrictId: string, clock: Clock = systemClock): Promise<Actor> {
	const known = await sessionOf(cookie, subdistrictId, clock);
	return known?.stage === 'full' ? known.actor : anonymous;
}

async function load(hash: string, subdistrictId: string): Promise<Known | null> {
	return readTx<'accounts', Known | null>(systemCtx(subdistrictId, 'accounts'), async ({ db }) => {
		const row = await db
			.selectFrom('accounts.session as s')
			.innerJoin('accounts.user as u', (join) => join.onRef('u.subdistrict_id', '=', 's.subdistrict_id').onRef('u.id', '=', 's.user_id'))
			.select(['s.id', 's.user_id', 's.stage', 's.method', 's.seen_at', 's.idle_seconds', 's.expires_at', 'u.kind', 'u.name', 'u.username', 'u.phone_hash', 'u.phone_masked'])
			.select((eb) =>
				eb
					.selectFrom('accounts.grant as g')
					.select(sql<Grant[]>`coalesce(json_agg(json_build_object('role', g.role, 'communityId', g.community_id, 'organizationId', g.organization_id) ORDER BY g.id), '[]')`.as('list'))
					.where('g.subdistrict_id', '=', subdistrictId)
					.whereRef('g.user_id', '=', 's.user_id')
					.where('g.ended_at', 'is', null)
					.as('grants')
			)
			.where('s.subdistrict_id', '=', subdistrictId)
			.where('s.token_hash', '=', hash)
			.where('s.ended_at', 'is', null)
			.where('u.closed_at', 'is', null)
			.executeTakeFirst();
		if (!row) return null;
		const kind = row.kind as 'resident' | 'staff';
		const grants: Grant[] = kind === 'resident' ? [{ role: 'resident', communityId: null, organizationId: null }] : (row.grants ?? []);
		const seen = new Date(row.seen_at).getTime();
		return {
			sessionId: row.id,
			userId: row.user_id,
			stage: row.stage as Stage,
			method: row.method as Method,
			kind,
			name: row.name,
			username: row.username,
			actor: {
				kind: 'user',
				id: row.user_id,
				name: kind === 'resident' ? (row.phone_masked ?? '') : row.name,
				grants,
				scopes: [],
				phoneHash: kind === 'resident' ? row.phone_hash : null
			},
			idleMs: row.idle_seconds * 1000,
			expiresAt: new Date(row.expires_at).getTime(),
			seenAt: seen,
			writtenAt: seen
		};
	});
}

async function noteSeen(subdistrictId: string, sessionId: string, at: number): Promise<void> {
	const seen = new Date(at);
	await writeTx<'accounts', unknown>(systemCtx(subdistrictId, 'accounts'), ({ db }) =>
		db
			.updateTable('accounts.session')
			.set({ seen_at: seen })
			.where('subdistrict_id', '=', subdistrictId)
			.where('id', '=', sessionId)
			.where('seen_at', '<', seen)
			.execute()
	);
}

/** Tells every node, when this transaction commits, to ask again about the tag (`u:<user>`, `s:<session>`, `t:<token>`). */
export async function announce({ db, afterCommit }: WriteTx<'accounts'>, tag: string): Promise<void> {
	await sql`SELECT pg_notify(${NOTIFY_CHANNEL}, ${tag})`.execute(db);
	// This node need not wait for its own letter.
	afterCommit(() => forget(tag));
}

/** Ends one session, or all of a user's except `keep`. @returns how many were open */
export async function endSessions(tx: WriteTx<'accounts'>, which: { sessionId: string } | { userId: string; keep?: string }): Promise<number> {
	let update = tx.db
		.updateTable('accounts.session')
		.set({ ended_at: tx.ctx.clock.now() })
		.where('subdistrict_id', '=', tx.ctx.subdistrictId)
		.where('ended_at', 'is', null);
	if ('sessionId' in which) update = update.where('id', '=', which.sessionId);
	else {
		update = update.where('user_id', '=', which.userId);
		if (which.keep) update = update.where('id', '!=', which.keep);
	}
	const ended = await update.returning('id').execute();
	for (const { id } of ended) await announce(tx, `s:${id}`);
	return ended.length;
}

/** One line of the list of sessions that a person sees of their own. */
export interface SessionLine {
	id: string;
	method: Method;
	startedAt: Date;
	seenAt: Date;
	ip: string | null;
	agent: string;
	current: boolean;
}

/** A person's live sessions, newest first. */
export async function liveSessions(ctx: Ctx, userId: string, currentId: string | null): Promise<SessionLine[]> {
	const now = ctx.clock.now();
	return readTx<'accounts', SessionLine[]>(ctx, async ({ db }) => {
		const rows = await db
			.selectFrom('accounts.session')
			.select(['id', 'method', 'created_at', 'seen_at', 'ip', 'agent'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('user_id', '=', userId)
			.where('stage', '=', 'full')
			.where('ended_at', 'is', null)
			.where('expires_at', '>', now)
			.where(sql<boolean>`seen_at + idle_seconds * interval '1 second' > ${now}`)
			.orderBy('id', 'desc')
			.limit(50)
			.execute();
		return rows.map((row) => ({
			id: row.id,
			method: row.method as Method,
			startedAt: row.created_at,
			seenAt: row.seen_at,
			ip: row.ip,
			agent: row.agent,
			current: row.id === currentId
		}));
	});
}

export type { Known as KnownSession, Role };
