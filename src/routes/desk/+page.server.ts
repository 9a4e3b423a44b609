import { redirect } from '@sveltejs/kit';
import { hasRole } from '#platform/context.ts';
import type { PageServerLoad } from './$types';

/** The desk opens on what waits for the caller: cases for those who handle them, offers for contacts, else the first page of the rail. */
export const load: PageServerLoad = async ({ locals, parent }) => {
	const { actor } = locals.ctx;
	if (hasRole(actor, 'head', 'manager')) redirect(303, '/desk/requests?queue=to_accept');
	if (hasRole(actor, 'worker')) redirect(303, '/desk/requests?queue=mine');
	if (hasRole(actor, 'contact')) redirect(303, '/desk/offers');
	const { rail } = await parent();
	redirect(303, rail[0]?.items[0]?.href ?? '/desk/account');
};
