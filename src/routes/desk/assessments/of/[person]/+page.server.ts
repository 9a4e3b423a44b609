import { assessmentsTab, startAssessment } from '#modules/care/index.ts';
import { openPage } from '#modules/residents/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!isId(params.person)) throw notFound('person');
	const tab = await assessmentsTab(locals.ctx, params.person);
	// Looking at somebody's assessments is looking at their record.
	await openPage(locals.ctx, tab.person.id);
	return tab;
};

export const actions: Actions = {
	start: ({ locals, params, request }) =>
		formAction(request, async (values) => {
			const { id } = await startAssessment(locals.ctx, { ...values, personId: params.person } as Parameters<typeof startAssessment>[1]);
			return `/desk/assessments/${id}/fill`;
		})
};
