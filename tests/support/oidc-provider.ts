import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * An OpenID provider as small as one can be and still be one: discovery, keys, authorisation (answers at once for the
 * person set in `next`), token endpoint that insists on PKCE, client secret and a code used once.
 */
export interface OidcProvider {
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** who the next authorisation is for, and what is to be wrong with it */
	next: { sub: string; preferred_username?: string; spoil?: 'nonce' | 'audience' | 'signature' | 'expired' };
	/** follows the redirect to the authorisation endpoint as a browser would; the query of the callback */
	authorise(url: URL): Promise<string>;
	close(): void;
}

export async function oidcProvider(): Promise<OidcProvider> {
	const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const codes = new Map<string, { challenge: string; nonce: string; redirect: string; who: OidcProvider['next'] }>();
	const server: Server = createServer((request, response) => {
		const url = new URL(request.url!, provider.issuer);
		const json = (body: unknown, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		if (url.pathname === '/.well-known/openid-configuration')
			return json({
				issuer: provider.issuer,
				authorization_endpoint: `${provider.issuer}/authorize`,
				token_endpoint: `${provider.issuer}/token`,
				jwks_uri: `${provider.issuer}/jwks`,
				response_types_supported: ['code'],
				subject_types_supported: ['public'],
				id_token_signing_alg_values_supported: ['RS256'],
				token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
				code_challenge_methods_supported: ['S256']
			});
		if (url.pathname === '/jwks') return json({ keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' }] });
		if (url.pathname === '/authorize') {
			const query = url.searchParams;
			if (query.get('client_id') !== provider.clientId || query.get('code_challenge_method') !== 'S256') return json({ error: 'invalid_request' }, 400);
			const code = randomBytes(12).toString('hex');
			codes.set(code, { challenge: query.get('code_challenge')!, nonce: query.get('nonce')!, redirect: query.get('redirect_uri')!, who: { ...provider.next } });
			const back = new URL(query.get('redirect_uri')!);
			back.search = new URLSearchParams({ code, state: query.get('state')! }).toString();
			return response.writeHead(302, { location: back.href }).end();
		}
		if (url.pathname === '/token') {
			let body = '';
			request.on('data', (chunk) => (body += chunk));
			request.on('end', () => {
				const form = new URLSearchParams(body);
				const basic = Buffer.from(request.headers.authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
				const secret = form.get('client_secret') ?? decodeURIComponent(basic.split(':')[1] ?? '');
				const given = codes.get(form.get('code') ?? '');
				codes.delete(form.get('code') ?? '');
				const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
				if (!given || secret !== provider.clientSecret || challenge !== given.challenge || form.get('redirect_uri') !== given.redirect) return json({ error: 'invalid_grant' }, 400);
				const now = Math.floor(Date.now() / 1000);
				const { spoil, ...who } = given.who;
				const claims = {
					iss: provider.issuer,
					aud: spoil === 'audience' ? 'somebody-else' : provider.clientId,
					iat: spoil === 'expired' ? now - 7200 : now,
					exp: spoil === 'expired' ? now - 3600 : now + 300,
					nonce: spoil === 'nonce' ? 'another' : given.nonce,
					...who
				};
				const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
				const signed = `${part({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${part(claims)}`;
				const signature = createSign('RSA-SHA256').update(signed).sign(spoil === 'signature' ? foreign.privateKey : keys.privateKey, 'base64url');
				json({ access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: `${signed}.${signature}` });
			});
			return;
		}
		json({ error: 'not_found' }, 404);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const provider: OidcProvider = {
		issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		clientId: 'baiyun',
		clientSecret: 'a secret & more',
		next: { sub: 'nobody' },
		authorise: async (url) => new URL((await fetch(url, { redirect: 'manual' })).headers.get('location')!).search,
		close: () => server.close()
	};
	return provider;
}
