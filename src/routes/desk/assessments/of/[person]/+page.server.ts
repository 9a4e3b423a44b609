import { historyView, listAssessments, startAssessment } from '#modules/care/index.ts';
import { newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const list = await listAssessments(locals.ctx, { personId: params.person });
	const view = historyView(list, locals.ctx.locale);
	return { person: list.person, view, newIds: Object.fromEntries(view.offers.map(({ key }) => [key, newId()])) };
};

export const actions: Actions = {
	start: ({ locals, params, request }) =>
		formAction(request, async (values) => {
			const { id } = await startAssessment(locals.ctx, { ...values, personId: params.person } as Parameters<typeof startAssessment>[1]);
			return `/desk/assessments/${id}/fill`;
		})
};
