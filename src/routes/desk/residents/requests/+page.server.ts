import { answerSubjectRequest, listPurposes, subjectRequests } from '#modules/residents/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const which = url.searchParams.get('which') === 'answered' ? 'answered' : 'open';
	const [list, purposes] = await Promise.all([subjectRequests(ctx, { which, cursor: url.searchParams.get('cursor') }), listPurposes(ctx, {})]);
	return { which, lines: list.items, next: list.next, purposes: Object.fromEntries(purposes.map(({ code, name, nameEn }) => [code, (ctx.locale === 'en' && nameEn) || name])) };
};

export const actions: Actions = {
	default: ({ locals, request }) =>
		formAction(request, async (values) => {
			await answerSubjectRequest(locals.ctx, { id: String(values.id ?? ''), grant: values.grant === 'yes', answer: String(values.answer ?? '') });
		})
};
