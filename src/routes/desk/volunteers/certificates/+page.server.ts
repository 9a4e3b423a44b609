import { CERTIFICATE_STATES, listCertificates } from '#modules/volunteers/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const state = CERTIFICATE_STATES.find((each) => each === url.searchParams.get('state')) ?? null;
	const list = await listCertificates(locals.ctx, { state, cursor: url.searchParams.get('cursor'), limit: 50 });
	return { state, states: CERTIFICATE_STATES, lines: list.items, next: list.next };
};
