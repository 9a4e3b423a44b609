import { findAnything } from '#app/desk-nav.ts';
import type { RequestHandler } from './$types';

/** What the palette asks while somebody types. The words may be a phone number, so they travel in the body, never in an address. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const { words } = (await request.json()) as { words?: unknown };
	return Response.json(await findAnything(locals.ctx, String(words ?? '').slice(0, 100)), { headers: { 'cache-control': 'no-store' } });
};
