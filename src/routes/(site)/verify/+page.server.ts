import { publicisedCertificates } from '#modules/volunteers/index.ts';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The form leads to the page of its number; below it, what is public now. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const number = url.searchParams.get('number')?.replace(/\s/g, '').slice(0, 40);
	if (number) redirect(303, `/verify/${encodeURIComponent(number)}`);
	const list = await publicisedCertificates(locals.ctx, { cursor: url.searchParams.get('cursor'), limit: 30 });
	return { certificates: list.items, next: list.next };
};
