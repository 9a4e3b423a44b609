import { redirect } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { boot } from '#app/boot.ts';
import { offerDirectApi } from '#app/direct-api.ts';
import { problemText } from '#app/problems.ts';
import { actorOfSession, SESSION_COOKIE } from '#platform/accounts/index.ts';
import { systemClock } from '#platform/clock.ts';
import { anonymous, isStaff } from '#platform/context.ts';
import { AppError } from '#platform/errors.ts';
import { isLocale, preferredLocale, type Locale } from '#platform/i18n.ts';
import { newId } from '#platform/ids.ts';
import { observe } from '#platform/metrics.ts';
import { subdistrictOf } from '#platform/tenant.ts';

export const init: ServerInit = async () => {
	await boot();
	offerDirectApi();
};

const YEAR = 365 * 24 * 3600;
/** Answer without a tenant: alive or not, and the pages that make the first tenant. */
const WITHOUT_TENANT = /^\/(healthz|readyz|metrics|setup)(\/|$)/;

export const handle: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	const { cookies, url, request } = event;
	const path = url.pathname;
	const subdistrict = WITHOUT_TENANT.test(path) ? await subdistrictOf(url.hostname).catch(() => null) : await subdistrictOf(url.hostname);

	// `?lang=en` and `?senior=1` are links on every page; they are remembered without an account, over plain http too.
	const remembered = { path: '/', maxAge: YEAR, httpOnly: true, secure: url.protocol === 'https:' };
	const lang = url.searchParams.get('lang');
	if (isLocale(lang)) cookies.set('lang', lang, remembered);
	const senior = url.searchParams.get('senior');
	if (senior === '1' || senior === '0') cookies.set('senior', senior, remembered);
	const chosen = cookies.get('lang');
	const locale = isLocale(lang) ? lang : isLocale(chosen) ? chosen : preferredLocale(request.headers.get('accept-language'));

	event.locals.subdistrict = subdistrict;
	event.locals.senior = (senior ?? cookies.get('senior')) === '1';
	event.locals.ctx = {
		actor: subdistrict ? await actorOfSession(cookies.get(SESSION_COOKIE), subdistrict.id) : anonymous,
		subdistrictId: subdistrict?.id ?? '',
		clock: systemClock,
		locale,
		requestId: newId(),
		ip: addressOf(event)
	};
	if (!subdistrict && !WITHOUT_TENANT.test(path)) redirect(303, '/setup');

	// The first wall; use cases ask again.
	const { actor } = event.locals.ctx;
	if (path === '/desk' || path.startsWith('/desk/')) {
		if (!isStaff(actor) && !actor.grants.some((grant) => grant.role === 'contact')) redirect(303, `/sign-in/staff?next=${encodeURIComponent(path + url.search)}`);
	} else if ((path === '/my' || path.startsWith('/my/')) && actor.kind !== 'user') {
		redirect(303, `/sign-in?next=${encodeURIComponent(path + url.search)}`);
	}

	// Pages of lists taken along are everybody's who holds the phone, and kept there: whoever is signed in does not stand on them.
	if (path === '/phone/visits' || path === '/phone/attendance') event.locals.ctx.actor = anonymous;
	// The copy of the patrol's page that a service worker keeps on a phone holds nobody's name (docs/adr/0010).
	if (path === '/desk/patrol' && url.searchParams.has('shell')) event.locals.ctx.actor = { ...actor, name: '' };

	// A page for somebody signed in is stored nowhere, so nobody will ask whether it has changed: it is kept out of the
	// framework's hands, which would go through it letter by letter for an ETag.
	let page: string | undefined;
	let response = await resolve(event, {
		transformPageChunk: ({ html }) => {
			if (actor.kind !== 'user') return named(html, locale, event.locals.senior).join('');
			page = html;
			return '';
		}
	});
	if (page !== undefined) response = withBody(response, named(page, locale, event.locals.senior));
	// What somebody saw signed in stays in no shared cache and not behind the back button of a counter's PC.
	if ((actor.kind === 'user' || /^\/(sign-|setup)/.test(path)) && !response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'same-origin');
	response.headers.set('x-frame-options', 'SAMEORIGIN');
	response.headers.set('permissions-policy', 'camera=(self), geolocation=(self), microphone=(self)');
	observe(request.method, event.route.id, response.status, (performance.now() - began) / 1000);
	return response;
};

export const handleError: HandleServerError = ({ kind, error, event }) => {
	const requestId = event.locals.ctx?.requestId ?? newId();
	const locale = event.locals.ctx?.locale ?? 'zh';
	const told = (code: string, params?: AppError['params']) => ({ code, requestId, text: problemText({ code, params }, locale) });
	// A refusal that a use case threw while a page loaded keeps its status and its code.
	if (error instanceof AppError) return { status: error.status, message: error.code, ...told(error.code, error.params) };
	if (kind === 'framework') return told(error.status === 404 ? 'platform.notFound' : error.status === 413 ? 'platform.tooLarge' : 'platform.unexpected');
	if (kind !== 'unknown') return { requestId };
	// The path is logged without its query, which may hold what somebody searched for.
	console.error(JSON.stringify({ level: 'error', requestId, path: event.url.pathname, error: String((error as Error)?.stack ?? error) }));
	return told('platform.unexpected');
};

/**
 * Language and mode on the page's first tag, and the rest of the page as it was: joined again, a long page would be copied
 * once more.
 */
function named(html: string, locale: Locale, senior: boolean): [string, string] {
	const end = Math.max(0, html.indexOf('<head'));
	return [html.slice(0, end).replace('%lang%', locale === 'zh' ? 'zh-CN' : 'en').replace('%mode%', senior ? 'senior' : 'standard'), html.slice(end)];
}

/** The answer with this page as its body. No page of ours is streamed, so what the framework made is empty. */
function withBody(response: Response, [first, rest]: [string, string]): Response {
	const start = Buffer.byteLength(first);
	const body = Buffer.allocUnsafeSlow(start + Buffer.byteLength(rest));
	body.write(first, 0);
	body.write(rest, start);
	const headers = new Headers(response.headers);
	headers.delete('etag');
	headers.set('content-length', String(body.length));
	return new Response(body, { status: response.status, headers });
}

function addressOf(event: { getClientAddress(): string }): string | null {
	try {
		return event.getClientAddress();
	} catch {
		return null;
	}
}
