/**
 * Four things and no more: built files come from the cache (their names change with their content); the patrol's page and
 * those of visits and attendance open without a network, from a copy in which nobody's name stands; when another page cannot be
 * fetched, static/offline.html is shown; and what waits sealed on the phone is sent when there is a network. No other page
 * and no answer is ever kept: they hold personal data, and a phone may be shared.
 *
 * SvelteKit registers it from the script that hydrates a page. Residents' pages have none (0 bytes of script), so only
 * staff's devices (desk, patrol) get it; residents can put the site on their home screen all the same, for which
 * browsers ask for nothing but the manifest. See docs/adr/0010-service-worker-for-staff-only.md.
 */
import { immutable } from '$app/manifest';
import { self } from '$app/service-worker';
import { ARRIVALS_SYNC, sendArrivals } from '#modules/activities/ui/phone/queue.ts';
import { sendEnvelopes, VISITS_SYNC } from '#modules/care/ui/visits/phone/queue.ts';

const OFFLINE = '/offline.html';
const VISITS = '/phone/visits';
const ATTENDANCE = '/phone/attendance';
/** Pages that open without a network, and the address at which each is rendered without a name. */
const KEPT: Record<string, string> = { '/desk/patrol': '/desk/patrol?shell', [VISITS]: VISITS, [ATTENDANCE]: ATTENDANCE };
/** On a bad line a page that does not come is as good as none. */
const PATIENCE_MS = 5_000;
/** Changes with every build, because the names of the built files do. */
const CACHE = `built-${hash(immutable.map((file) => file.path).join())}`;

const built = new Set(immutable.map((file) => new URL(file.path, self.location.href).pathname));
const isBuilt = (path: string): boolean => built.has(path) || path.includes('/_app/immutable/');

self.addEventListener('install', (event) => {
	event.waitUntil(
		caches
			.open(CACHE)
			.then((cache) => cache.add(new Request(OFFLINE, { cache: 'reload' })))
			.then(() => self.skipWaiting())
	);
});

self.addEventListener('activate', (event) => {
	event.waitUntil(renew().then(() => self.clients.claim()));
});

/** Puts this build's copies in the place of the last one's. The old ones stay while a kept page cannot be fetched anew. */
async function renew(): Promise<void> {
	const old = (await caches.keys()).filter((name) => name.startsWith('built-') && name !== CACHE);
	const had = await Promise.all(Object.keys(KEPT).map(async (page) => ((await Promise.all(old.map(async (name) => (await caches.open(name)).match(page)))).some(Boolean) ? [page] : [])));
	const kept = await Promise.all(had.flat().map((page) => keep(page).catch(() => false)));
	if (kept.includes(false)) return;
	await Promise.all(old.map((name) => caches.delete(name)));
}

// A kept page asks for this whenever it has been opened, so that what is kept is as new as the last network.
self.addEventListener('message', (event) => {
	const page = typeof event.data === 'string' && event.data.startsWith('keep:') ? event.data.slice(5) : '';
	if (page in KEPT) event.waitUntil(keep(page).catch(() => false));
});

/** Keeps a page and every built file that it names. @returns false when somebody has to sign in first */
async function keep(page: string): Promise<boolean> {
	const response = await fetch(KEPT[page]!, { credentials: 'same-origin', redirect: 'manual' });
	if (!response.ok) return false;
	const html = await response.clone().text();
	const files = new Set([...html.matchAll(/["'(]([^"'()\s]*\/_app\/immutable\/[^"'()\s]+)["')]/g)].map((match) => new URL(match[1]!, new URL(page, self.location.href)).pathname));
	const cache = await caches.open(CACHE);
	await Promise.all([...files].map(async (file) => (await caches.match(file)) ?? cache.add(file)));
	await cache.put(page, response);
	return true;
}

/** What waits here is sent by whatever wakes us: the browser's own sync where it has one, else the next page that is opened, whoever signed in. */
async function sendWaiting(): Promise<void> {
	const sent = await Promise.all([sendEnvelopes(), sendArrivals()]);
	if (sent.some(({ left }) => left)) throw new Error('something still waits');
}
self.addEventListener('sync', (event) => {
	if ([VISITS_SYNC, ARRIVALS_SYNC].includes((event as Event & { tag: string }).tag)) (event as ExtendableEvent).waitUntil(sendWaiting());
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.method !== 'GET') return;
	const url = new URL(request.url);
	if (url.origin !== self.location.origin) return;
	if (isBuilt(url.pathname)) event.respondWith(cached(request));
	else if (request.mode === 'navigate') {
		event.respondWith(url.pathname in KEPT ? kept(request, url.pathname) : fetch(request).catch(() => instead(url.pathname)));
		event.waitUntil(sendWaiting().catch(() => {}));
	}
});

/** From the cache, filled on first use: an installation does not load the whole desk at once over a slow line. */
async function cached(request: Request): Promise<Response> {
	const known = await caches.match(request);
	if (known) return known;
	const response = await fetch(request);
	if (response.ok) await (await caches.open(CACHE)).put(request, response.clone());
	return response;
}

/** The page itself while the network answers in time, its copy otherwise. */
async function kept(request: Request, page: string): Promise<Response> {
	const copy = await caches.match(page);
	if (!copy) return fetch(request).catch(offline);
	const late = new Promise<Response>((give) => setTimeout(() => give(copy), PATIENCE_MS));
	return Promise.race([fetch(request).catch(() => copy), late]);
}

/** Whoever asks for today's visits without a network means the list that was taken along. */
const instead = async (path: string): Promise<Response> => (path === '/desk/visits' && (await caches.match(VISITS)) ? Response.redirect(VISITS) : offline());

const offline = async (): Promise<Response> => (await caches.match(OFFLINE)) ?? Response.error();

/** FNV-1a, 32 bits: enough to tell one build from the next. */
function hash(text: string): string {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	return (value >>> 0).toString(36);
}
