import { findDoors } from '#modules/residents/index.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** Doors that the address being typed may mean, with who lives behind them. By POST: an address stands in no address. */
export const POST: RequestHandler = async ({ locals: { ctx }, request }) => {
	try {
		const { words } = (await request.json()) as { words?: unknown };
		return Response.json(await findDoors(ctx, { words: String(words ?? '') }), { headers: { 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(ctx, error);
	}
};
