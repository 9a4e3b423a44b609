import { feedbackForm, feedbackPath, giveFeedback } from '#modules/activities/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	if (!isId(params.attendance)) throw notFound('place');
	const key = url.searchParams.get('key');
	return { asked: await feedbackForm(locals.ctx, { attendanceId: params.attendance, key }), key, done: url.searchParams.has('done') };
};

export const actions: Actions = {
	default: ({ locals, params, request, url }) =>
		formAction(request, async (values) => {
			const key = url.searchParams.get('key');
			await giveFeedback(locals.ctx, { attendanceId: params.attendance, key, useful: values.useful as string, again: values.again as 'yes', words: typeof values.words === 'string' ? values.words : '' });
			return key ? `${feedbackPath(params.attendance)}&done=1` : `/activities/feedback/${params.attendance}?done=1`;
		})
};
