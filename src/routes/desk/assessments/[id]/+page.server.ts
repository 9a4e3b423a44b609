import { redirect } from '@sveltejs/kit';
import { correctAssessment, formVersion, getAssessment } from '#modules/care/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	if (!isId(params.id)) throw notFound('assessment');
	const { person, assessment, before, correctedBy } = await getAssessment(locals.ctx, { id: params.id });
	if (assessment.mine) redirect(303, `/desk/assessments/${assessment.id}/fill`);
	const earlier = before?.content ? { form: formVersion(before.formKey, before.formVersion), filled: before.content.filled, on: before.assessedOn } : null;
	return { person, assessment, before: earlier, correctedBy, form: formVersion(assessment.formKey, assessment.formVersion), newId: newId(), done: url.searchParams.has('done') };
};

export const actions: Actions = {
	correct: ({ locals, params, request }) =>
		formAction(request, async (values) => {
			const { id } = await correctAssessment(locals.ctx, { id: String(values.id), of: params.id });
			return `/desk/assessments/${id}/fill`;
		})
};
