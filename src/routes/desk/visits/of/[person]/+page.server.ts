import { recordVisit, visitsTab } from '#modules/care/index.ts';
import { toldFrom } from '#modules/care/ui/visits/visit-values.ts';
import { openPage } from '#modules/residents/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const tab = await visitsTab(locals.ctx, params.person);
	// Looking at somebody's visits is looking at their record.
	await openPage(locals.ctx, tab.person.id);
	return tab;
};

export const actions: Actions = {
	record: ({ locals, params, request }) =>
		formAction(request, async (values) => {
			const { id, doorId, requests, pending } = await recordVisit(locals.ctx, toldFrom(values, { id: String(values.id), personId: params.person }));
			const more = new URLSearchParams({ done: id, ...(doorId && { door: doorId }), ...(requests.length && { requests: requests.join(' ') }), ...(pending && { pending: '1' }) });
			return `/desk/visits?${more}`;
		})
};
