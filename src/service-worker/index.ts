/**
 * Three things and no more: built files come from the cache (their names change with their content); the patrol's page
 * opens without a network, from a copy in which nobody's name stands (`/desk/patrol?shell`); and when another page cannot
 * be fetched, static/offline.html is shown. No other page and no answer is ever kept: they hold personal data, and a
 * phone may be shared.
 *
 * SvelteKit registers it from the script that hydrates a page. Residents' pages have none (0 bytes of script), so only
 * staff's devices (desk, patrol) get it; residents can put the site on their home screen all the same, for which
 * browsers ask for nothing but the manifest. See docs/adr/0010-service-worker-for-staff-only.md.
 */
import { immutable } from '$app/manifest';
import { self } from '$app/service-worker';

const OFFLINE = '/offline.html';
const PATROL = '/desk/patrol';
const PATROL_SHELL = '/desk/patrol?shell';
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

/** Puts this build's copies in the place of the last one's. The old ones stay while the patrol's page cannot be fetched anew. */
async function renew(): Promise<void> {
	const old = (await caches.keys()).filter((name) => name.startsWith('built-') && name !== CACHE);
	const hadPatrol = (await Promise.all(old.map(async (name) => (await caches.open(name)).match(PATROL)))).some(Boolean);
	if (hadPatrol && !(await keepPatrol().catch(() => false))) return;
	await Promise.all(old.map((name) => caches.delete(name)));
}

// The patrol's page asks for this whenever it has been opened, so that what is kept is as new as the last network.
self.addEventListener('message', (event) => {
	if (event.data === 'keep-patrol') event.waitUntil(keepPatrol().catch(() => false));
});

/** Keeps the patrol's page and every built file that it names. @returns false when somebody has to sign in first */
async function keepPatrol(): Promise<boolean> {
	const response = await fetch(PATROL_SHELL, { credentials: 'same-origin', redirect: 'manual' });
	if (!response.ok) return false;
	const html = await response.clone().text();
	const files = new Set([...html.matchAll(/["'(]([^"'()\s]*\/_app\/immutable\/[^"'()\s]+)["')]/g)].map((match) => new URL(match[1]!, new URL(PATROL, self.location.href)).pathname));
	const cache = await caches.open(CACHE);
	await Promise.all([...files].map(async (file) => (await caches.match(file)) ?? cache.add(file)));
	await cache.put(PATROL, response);
	return true;
}

self.addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.method !== 'GET') return;
	const url = new URL(request.url);
	if (url.origin !== self.location.origin) return;
	if (isBuilt(url.pathname)) event.respondWith(cached(request));
	else if (request.mode === 'navigate') event.respondWith(url.pathname === PATROL ? patrol(request) : fetch(request).catch(offline));
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
async function patrol(request: Request): Promise<Response> {
	const copy = await caches.match(PATROL);
	if (!copy) return fetch(request).catch(offline);
	const late = new Promise<Response>((give) => setTimeout(() => give(copy), PATIENCE_MS));
	return Promise.race([fetch(request).catch(() => copy), late]);
}

const offline = async (): Promise<Response> => (await caches.match(OFFLINE)) ?? Response.error();

/** FNV-1a, 32 bits: enough to tell one build from the next. */
function hash(text: string): string {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	return (value >>> 0).toString(36);
}
