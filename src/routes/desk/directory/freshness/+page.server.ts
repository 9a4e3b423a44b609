import { listDueChecks, outcomes, recordChecks, type Outcome } from '#modules/directory/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	found: await listDueChecks(locals.ctx, { limit: 30, after: url.searchParams.get('after') ?? undefined }),
	after: url.searchParams.get('after'),
	done: url.searchParams.has('done')
});

export const actions: Actions = {
	check: ({ request, locals }) =>
		formAction(request, async (values) => {
			await recordChecks(locals.ctx, {
				ids: [String(values.id ?? '')],
				outcome: outcomes.find((one): one is Outcome => one === values.outcome) ?? 'right',
				until: values.until as string | undefined,
				note: values.note as string | undefined
			});
			return '/desk/directory/freshness?done=1';
		})
};
