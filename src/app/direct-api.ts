/**
 * `/api/v1` for programs (reads by anybody, writes with a bearer token) answered beside SvelteKit. Most of what a short answer costs is the framework's own
 * request and response objects, and a list that other programs ask for all day should not pay for them. It is the same
 * endpoint, the same authorisation and the same answer: `answerApi` serves everything else. The web server stands outside
 * the bundle, so it finds this by a well-known symbol.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { actorOfSession, actorOfToken, SESSION_COOKIE } from '#platform/accounts/index.ts';
import { systemClock } from '#platform/clock.ts';
import { anonymous, type Ctx } from '#platform/context.ts';
import { AppError } from '#platform/errors.ts';
import { isLocale, preferredLocale } from '#platform/i18n.ts';
import { newId } from '#platform/ids.ts';
import { observe } from '#platform/metrics.ts';
import { subdistrictOf } from '#platform/tenant.ts';
import { apiError, readJsonStream, resultOf } from '#platform/web/api.ts';
import { findEndpoint } from './api.ts';

/** Takes the request if it is one of its own; false leaves it to SvelteKit. */
export type DirectApi = (request: IncomingMessage, response: ServerResponse) => boolean;

const PREFIX = '/api/v1/';

export function offerDirectApi(): void {
	(globalThis as Record<symbol, unknown>)[Symbol.for('baiyun.directApi')] = answerDirectly satisfies DirectApi;
}

function answerDirectly(request: IncomingMessage, response: ServerResponse): boolean {
	const method = request.method ?? '';
	if (!request.url?.startsWith(PREFIX) || request.url === `${PREFIX}openapi.json`) return false;
	// A page's own writes carry a cookie and go through the framework's checks of their origin.
	if (method !== 'GET' && !(request.headers.authorization && ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method))) return false;
	void answerCall(method, request, response);
	return true;
}

async function answerCall(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const began = performance.now();
	const requestId = newId();
	try {
		const url = new URL(request.url!, `http://${String(request.headers['x-baiyun-host'] ?? 'localhost')}`);
		const ctx = await contextOf(request, url, requestId);
		const { status, value } = await resultOf(ctx, findEndpoint(method, url.pathname.slice(PREFIX.length)), url, () => readJsonStream(request));
		send(response, status, { 'cache-control': ctx.actor.kind === 'anonymous' ? 'no-cache' : 'private, no-store' }, JSON.stringify(value));
	} catch (error) {
		const told = apiError({ requestId }, error instanceof TypeError && (error as { code?: string }).code === 'ERR_INVALID_URL' ? new AppError('platform.notFound', { status: 404 }) : error);
		send(response, told.status, Object.fromEntries(told.headers), await told.text());
	}
	observe(method, '/api/v1/[...path]', response.statusCode, (performance.now() - began) / 1000);
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
	response.writeHead(status, {
		'content-type': 'application/json; charset=utf-8',
		'content-length': Buffer.byteLength(body),
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'same-origin',
		...headers
	});
	response.end(body);
}

async function contextOf(request: IncomingMessage, url: URL, requestId: string): Promise<Ctx> {
	const cookies = readCookies(request.headers.cookie);
	const lang = url.searchParams.get('lang') ?? cookies.get('lang');
	const subdistrict = await subdistrictOf(url.hostname);
	const ctx: Ctx = {
		actor: anonymous,
		subdistrictId: subdistrict?.id ?? '',
		clock: systemClock,
		locale: isLocale(lang) ? lang : preferredLocale(request.headers['accept-language']),
		requestId,
		ip: addressOf(request)
	};
	const { authorization } = request.headers;
	if (authorization) {
		const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
		const known = token ? await actorOfToken(token) : null;
		if (!known) throw new AppError('platform.badToken', { status: 401 });
		return { ...ctx, actor: known.actor, subdistrictId: known.subdistrictId };
	}
	if (!subdistrict) throw new AppError('platform.notFound', { status: 404, params: { what: 'subdistrict' } });
	const session = cookies.get(SESSION_COOKIE);
	return session ? { ...ctx, actor: await actorOfSession(session, subdistrict.id) } : ctx;
}

function readCookies(header: string | undefined): Map<string, string> {
	const found = new Map<string, string>();
	for (const part of header?.split(';') ?? []) {
		const at = part.indexOf('=');
		if (at > 0) found.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
	}
	return found;
}

/** As SvelteKit's adapter reads it: the header that ADDRESS_HEADER names (the last hop's), else the connection's. */
function addressOf(request: IncomingMessage): string | null {
	const name = process.env.ADDRESS_HEADER?.toLowerCase();
	const told = name ? request.headers[name] : undefined;
	if (typeof told === 'string') return told.split(',').at(-1)!.trim();
	return request.socket.remoteAddress ?? null;
}
