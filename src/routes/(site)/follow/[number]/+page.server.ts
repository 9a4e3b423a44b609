import { redirect } from '@sveltejs/kit';
import { followCase } from '#modules/requests/index.ts';
import { AppError } from '#platform/errors.ts';
import { remember } from '../../case/refs.ts';
import type { PageServerLoad } from './$types';

/**
 * The way in from a slip's code or a message (`followPath`): the key moves from the address into the cookie, so that it
 * is neither seen over a shoulder nor passed on with the page. Without a good key, the way is by number and phone.
 */
export const load: PageServerLoad = async (event) => {
	const { number } = event.params;
	const key = event.url.searchParams.get('k') ?? '';
	const byPhone = `/follow?number=${encodeURIComponent(number)}`;
	if (!/^[\w-]{22}$/.test(key)) redirect(303, byPhone);
	const found = await followCase(event.locals.ctx, { ref: { number, key } }).catch((error: unknown) => {
		if (error instanceof AppError && error.status < 429) return null;
		throw error;
	});
	if (!found) redirect(303, byPhone);
	remember(event, { number: found.number, key });
	redirect(303, `/case/${found.number}`);
};
