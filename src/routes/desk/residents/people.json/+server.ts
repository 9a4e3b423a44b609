import { mayOpen, searchPeople } from '#modules/residents/index.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** A few people of the register whom the words being typed may mean, as the caller may see them. By POST: a name stands in no address. */
export const POST: RequestHandler = async ({ locals: { ctx }, request }) => {
	try {
		const { words } = (await request.json()) as { words?: unknown };
		const { items } = await searchPeople(ctx, { words: String(words ?? ''), limit: 8 });
		return Response.json(items.filter(({ seeing, died }) => mayOpen(seeing) && !died), { headers: { 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(ctx, error);
	}
};
