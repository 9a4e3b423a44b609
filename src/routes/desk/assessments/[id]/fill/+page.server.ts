import { redirect } from '@sveltejs/kit';
import { completeAssessment, dropAssessment, formVersion, getAssessment, saveAssessment } from '#modules/care/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!isId(params.id)) throw notFound('assessment');
	const { person, assessment, settled } = await getAssessment(locals.ctx, { id: params.id });
	if (!assessment.mine || !assessment.content) redirect(303, `/desk/assessments/${params.id}`);
	return { person, draft: { ...assessment, filled: assessment.content.filled }, settled, form: formVersion(assessment.formKey, assessment.formVersion) };
};

type Input = Parameters<typeof saveAssessment>[1];
const input = (id: string, values: Record<string, unknown>) => ({ ...values, id }) as Input;

export const actions: Actions = {
	/** Without script: one screen, and on to the next. */
	save: ({ locals, params, request }) =>
		formAction(request, async (values) => {
			await saveAssessment(locals.ctx, input(params.id, values));
			return `?part=${encodeURIComponent(String(values.next ?? ''))}`;
		}),
	complete: ({ locals, params, request }) =>
		formAction(request, async (values) => {
			await completeAssessment(locals.ctx, input(params.id, values));
			return `/desk/assessments/${params.id}?done=1`;
		}),
	drop: ({ locals, params, request }) =>
		formAction(request, async (values) => {
			const { line } = await dropAssessment(locals.ctx, input(params.id, values));
			return `/desk/residents/${line.personId}?tab=assessments`;
		})
};
