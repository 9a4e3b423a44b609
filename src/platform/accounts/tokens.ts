import * as v from 'valibot';
import type { Actor } from '../context.ts';
import { readTx, writeTx } from '../db/tx.ts';
import { notFound } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import { systemCtx } from '../jobs.ts';
import { randomSecret } from '../secrets.ts';
import { forModule } from '../usecase.ts';
import { makeCache } from './cache.ts';
import { permissions } from './permissions.ts';
import { announce, tokenHash } from './sessions.ts';

const { useCase, query } = forModule<'accounts'>();

/*
 * `bai_<tenant>_<secret>`: the tenant's id stands in the token, because a token comes with no host name that could
 * tell it, and nothing can be looked up before the tenant is set.
 */
const SHAPE = /^bai_([0-9a-f]{32})_([\w-]{43})$/;

const tenantOf = (token: string): string | null => {
	const hex = SHAPE.exec(token)?.[1];
	const id = hex && `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
	return isId(id) ? id : null;
};

export const CreateTokenInput = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
	scopes: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z-]+:[a-z-]+$/, 'accounts.badScope'))), v.minLength(1), v.maxLength(50)),
	expiresAt: v.optional(v.nullable(v.date()), null)
});

/** Makes an API token. `token` is told here and never again. Whether the scopes exist is the caller's question (they are the modules'). */
export const createToken = useCase({
	name: 'accounts.createToken',
	access: permissions.tokens,
	input: CreateTokenInput,
	run: async ({ db, ctx }, input) => {
		const id = newId();
		const token = `bai_${ctx.subdistrictId.replaceAll('-', '')}_${randomSecret()}`;
		await db
			.insertInto('accounts.api_token')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id,
				name: input.name,
				token_hash: tokenHash(token),
				hint: token.slice(-4),
				scopes: input.scopes,
				created_at: ctx.clock.now(),
				created_by: ctx.actor.kind === 'user' ? ctx.actor.id : null,
				expires_at: input.expiresAt
			})
			.execute();
		return { id, token };
	},
	subject: (input, result) => ({ subjectType: 'token', subjectId: result.id, detail: { name: input.name, scopes: input.scopes } })
});

/** Tokens that are not revoked, newest first. */
export const listTokens = query({
	name: 'accounts.listTokens',
	access: permissions.tokens,
	input: v.object({}),
	run: ({ db, ctx }) =>
		db
			.selectFrom('accounts.api_token')
			.select(['id', 'name', 'hint', 'scopes', 'created_at as createdAt', 'expires_at as expiresAt', 'last_used_on as lastUsedOn'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('revoked_at', 'is', null)
			.orderBy('id', 'desc')
			.limit(200)
			.execute()
});

export const revokeToken = useCase({
	name: 'accounts.revokeToken',
	access: permissions.tokens,
	input: v.object({ id: v.pipe(v.string(), v.uuid()) }),
	run: async (tx, { id }) => {
		const done = await tx.db
			.updateTable('accounts.api_token')
			.set({ revoked_at: tx.ctx.clock.now() })
			.where('subdistrict_id', '=', tx.ctx.subdistrictId)
			.where('id', '=', id)
			.where('revoked_at', 'is', null)
			.returning('id')
			.executeTakeFirst();
		if (!done) throw notFound('token');
		await announce(tx, `t:${id}`);
		return { id };
	},
	subject: (input) => ({ subjectType: 'token', subjectId: input.id })
});

interface KnownToken {
	actor: Actor;
	expiresAt: number;
	usedOn: string | null;
}
const tokens = makeCache<KnownToken | null>();

/** Who an API token stands for, or null when it is unknown, expired or revoked. Costs no round trip while remembered. */
export async function actorOfToken(token: string): Promise<{ actor: Actor; subdistrictId: string } | null> {
	const subdistrictId = tenantOf(token);
	if (!subdistrictId) return null;
	const hash = tokenHash(token);
	const known = await tokens.get(
		`${subdistrictId}:${hash}`,
		() => load(hash, subdistrictId),
		(found) => (found ? [`t:${found.actor.id}`] : [])
	);
	const now = new Date();
	if (!known || known.expiresAt <= now.getTime()) return null;
	const day = now.toISOString().slice(0, 10);
	if (known.usedOn !== day) {
		known.usedOn = day;
		void noteUse(subdistrictId, known.actor.id!, day).catch(() => {});
	}
	return { actor: known.actor, subdistrictId };
}

async function load(hash: string, subdistrictId: string): Promise<KnownToken | null> {
	const row = await readTx<'accounts', { id: string; name: string; scopes: string[]; expires_at: Date | null; last_used_on: string | null } | undefined>(
		systemCtx(subdistrictId, 'accounts'),
		({ db }) =>
			db
				.selectFrom('accounts.api_token')
				.select(['id', 'name', 'scopes', 'expires_at', 'last_used_on'])
				.where('subdistrict_id', '=', subdistrictId)
				.where('token_hash', '=', hash)
				.where('revoked_at', 'is', null)
				.executeTakeFirst()
	);
	if (!row) return null;
	return {
		actor: { kind: 'token', id: row.id, name: row.name, grants: [], scopes: row.scopes, phoneHash: null },
		expiresAt: row.expires_at ? new Date(row.expires_at).getTime() : Infinity,
		usedOn: row.last_used_on
	};
}

async function noteUse(subdistrictId: string, id: string, day: string): Promise<void> {
	await writeTx<'accounts', unknown>(systemCtx(subdistrictId, 'accounts'), ({ db }) =>
		db.updateTable('accounts.api_token').set({ last_used_on: day }).where('subdistrict_id', '=', subdistrictId).where('id', '=', id).execute()
	);
}
