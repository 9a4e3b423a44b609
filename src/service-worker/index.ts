/**
 * Two things and no more: built files come from the cache (their names change with their content), and when a page
 * cannot be fetched, static/offline.html is shown. No page and no answer is ever kept: they hold personal data, and a
 * phone may be shared.
 *
 * SvelteKit registers it from the script that hydrates a page. Residents' pages have none (0 bytes of script), so only
 * staff's devices (desk, patrol) get it; residents can put the site on their home screen all the same, for which
 * browsers ask for nothing but the manifest. See docs/adr/0010-service-worker-for-staff-only.md.
 */
import { immutable } from '$app/manifest';
import { self } from '$app/service-worker';

const OFFLINE = '/offline.html';
/** Changes with every build, because the names of the built files do. */
const CACHE = `built-${hash(immutable.map((file) => file.path).join())}`;

self.addEventListener('install', (event) => {
	event.waitUntil(
		caches
			.open(CACHE)
			.then((cache) => cache.add(new Request(OFFLINE, { cache: 'reload' })))
			.then(() => self.skipWaiting())
	);
});

self.addEventListener('activate', (event) => {
	event.waitUntil(
		caches
			.keys()
			.then((names) => Promise.all(names.filter((name) => name.startsWith('built-') && name !== CACHE).map((name) => caches.delete(name))))
			.then(() => self.clients.claim())
	);
});

const built = new Set(immutable.map((file) => new URL(file.path, self.location.href).pathname));

self.addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.method !== 'GET') return;
	const url = new URL(request.url);
	if (url.origin !== self.location.origin) return;
	if (built.has(url.pathname)) event.respondWith(cached(request));
	else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(offline));
});

/** From the cache, filled on first use: an installation does not load the whole desk at once over a slow line. */
async function cached(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	const known = await cache.match(request);
	if (known) return known;
	const response = await fetch(request);
	if (response.ok) await cache.put(request, response.clone());
	return response;
}

const offline = async (): Promise<Response> => (await caches.match(OFFLINE)) ?? Response.error();

/** FNV-1a, 32 bits: enough to tell one build from the next. */
function hash(text: string): string {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	return (value >>> 0).toString(36);
}
