import { listConflicts, resolveConflict } from '#modules/care/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ conflicts: await listConflicts(locals.ctx) });

export const actions: Actions = {
	choose: ({ locals, request }) =>
		formAction(request, async ({ id, chosen, version }) => {
			await resolveConflict(locals.ctx, { id: String(id), chosen: chosen as 'mine', version: Number(version) });
			return '/desk/visits/conflicts';
		})
};
