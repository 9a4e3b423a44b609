import { acceptHeldVisit, heldVisits, refuseHeldVisit } from '#modules/care/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({ held: await heldVisits(locals.ctx), done: url.searchParams.get('done') });

export const actions: Actions = {
	accept: ({ locals, request }) =>
		formAction(request, async ({ id }) => {
			await acceptHeldVisit(locals.ctx, String(id));
			return '/desk/visits/held?done=accepted';
		}),
	refuse: ({ locals, request }) =>
		formAction(request, async ({ id }) => {
			await refuseHeldVisit(locals.ctx, String(id));
			return '/desk/visits/held?done=refused';
		})
};
