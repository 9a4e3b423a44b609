import { assessmentsTab, startAssessment } from '#modules/care/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => assessmentsTab(locals.ctx, params.person);

export const actions: Actions = {
	start: ({ locals, params, request }) =>
		formAction(request, async (values) => {
			const { id } = await startAssessment(locals.ctx, { ...values, personId: params.person } as Parameters<typeof startAssessment>[1]);
			return `/desk/assessments/${id}/fill`;
		})
};
