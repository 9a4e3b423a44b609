import * as client from 'openid-client';
import * as v from 'valibot';
import { config } from '../config.ts';
import type { Ctx } from '../context.ts';
import { writeTx } from '../db/tx.ts';
import { AppError } from '../errors.ts';
import { seal, unseal } from '../secrets.ts';
import { signInPolicy } from './policy.ts';
import { advance, normaliseUsername, noteSignIn, type SignedIn } from './sign-in.ts';

/*
 * Staff may come in through the house's own identity provider: OpenID Connect, authorisation code with PKCE, by
 * the certified `openid-client`. Settings: BAIYUN_OIDC_ISSUER, BAIYUN_OIDC_CLIENT_ID, BAIYUN_OIDC_CLIENT_SECRET,
 * BAIYUN_OIDC_NAME (what the button says).
 */
export interface OidcSettings {
	issuer: string;
	clientId: string;
	clientSecret: string;
	name: string;
}

export function oidcSettings(env: NodeJS.ProcessEnv = process.env): OidcSettings | null {
	const { BAIYUN_OIDC_ISSUER: issuer, BAIYUN_OIDC_CLIENT_ID: clientId, BAIYUN_OIDC_CLIENT_SECRET: clientSecret } = env;
	return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret, name: env.BAIYUN_OIDC_NAME ?? '统一身份认证' } : null;
}

const KEEP_MS = 3600_000;
let discovered: { key: string; at: number; server: client.Configuration } | undefined;

async function server(settings: OidcSettings): Promise<client.Configuration> {
	const key = JSON.stringify(settings);
	if (discovered?.key === key && Date.now() - discovered.at < KEEP_MS) return discovered.server;
	const issuer = new URL(settings.issuer);
	const loopback = issuer.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
	const found = await client.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
		timeout: 10,
		// The ID token's signature is checked although it comes over the back channel, where the standard would let it pass.
		// Plain http only to this very machine: a provider beside us, or the test's.
		execute: [client.enableNonRepudiationChecks, ...(loopback ? [client.allowInsecureRequests] : [])]
	});
	discovered = { key, at: Date.now(), server: found };
	return found;
}

const redirectUri = (): string => `${config().publicOrigin}/sign-in/oidc/callback`;

/** The cookie that carries the flow's secrets, sealed, from start to callback. */
export const OIDC_COOKIE = 'baiyun_oidc';
export const OIDC_SECONDS = 600;
const Flow = v.object({ verifier: v.string(), state: v.string(), nonce: v.string(), next: v.string(), subdistrictId: v.string(), at: v.number() });

/** Where to send the browser, and what to keep in the cookie until it comes back. @throws AppError accounts.oidcFailed (502) */
export async function startOidc(ctx: Ctx, settings: OidcSettings, next: string): Promise<{ url: URL; cookie: string }> {
	const verifier = client.randomPKCECodeVerifier();
	const state = client.randomState();
	const nonce = client.randomNonce();
	try {
		const url = client.buildAuthorizationUrl(await server(settings), {
			redirect_uri: redirectUri(),
			scope: 'openid profile',
			code_challenge: await client.calculatePKCECodeChallenge(verifier),
			code_challenge_method: 'S256',
			state,
			nonce
		});
		return { url, cookie: seal(JSON.stringify({ verifier, state, nonce, next, subdistrictId: ctx.subdistrictId, at: Date.now() }), 'oidc') };
	} catch (error) {
		throw new AppError('accounts.oidcFailed', { status: 502, cause: error });
	}
}

/**
 * Signs in whoever the provider vouches for. An account is found by the subject that an administrator set, else by
 * user name (`preferred_username`); the second way fixes the subject, so that a name given to somebody else later
 * opens nothing.
 * @param search the query of the callback
 * @throws AppError accounts.oidcFailed (401), accounts.oidcNoAccount (403)
 */
export async function finishOidc(ctx: Ctx, settings: OidcSettings, search: string, cookie: string | undefined, agent: string): Promise<SignedIn & { next: string }> {
	let flow: v.InferOutput<typeof Flow>;
	let claims: client.IDToken;
	try {
		flow = v.parse(Flow, JSON.parse(unseal(cookie ?? '', 'oidc')));
		if (flow.subdistrictId !== ctx.subdistrictId || Date.now() - flow.at > OIDC_SECONDS * 1000) throw new Error('the flow is too old');
		const url = new URL(redirectUri());
		url.search = search;
		const tokens = await client.authorizationCodeGrant(await server(settings), url, {
			pkceCodeVerifier: flow.verifier,
			expectedState: flow.state,
			expectedNonce: flow.nonce,
			idTokenExpected: true
		});
		claims = tokens.claims()!;
	} catch (error) {
		await noteSignIn(ctx, 'oidc', 'wrong', null);
		throw new AppError('accounts.oidcFailed', { status: 401, cause: error });
	}
	const username = typeof claims.preferred_username === 'string' ? normaliseUsername(claims.preferred_username) : null;
	const done = await writeTx<'accounts' | 'platform', SignedIn | null>(ctx, async (tx) => {
		const { db } = tx;
		const people = db.selectFrom('accounts.user').select(['id', 'oidc_subject', 'closed_at']).where('subdistrict_id', '=', ctx.subdistrictId).where('kind', '=', 'staff');
		let user = await people.where('oidc_subject', '=', claims.sub).executeTakeFirst();
		if (!user && username) {
			user = await people.where('username', '=', username).where('oidc_subject', 'is', null).forUpdate().executeTakeFirst();
			if (user && !user.closed_at) {
				await db.updateTable('accounts.user').set({ oidc_subject: claims.sub }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', user.id).execute();
				tx.audit({ action: 'accounts.linkOidc', subjectType: 'user', subjectId: user.id, detail: { by: 'username' } });
			}
		}
		if (!user || user.closed_at) return null;
		return advance(tx, user.id, 'oidc', null, agent, await signInPolicy(tx));
	});
	if (!done) {
		await noteSignIn(ctx, 'oidc', 'unknown', null);
		throw new AppError('accounts.oidcNoAccount', { status: 403 });
	}
	return { ...done, next: flow.next };
}
