import { linkOwn, myLinks } from '#modules/residents/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ links: await myLinks(locals.ctx, {}) });

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const result = await formAction(request, async (values) => {
			const { personId } = await linkOwn(locals.ctx, { name: String(values.name ?? ''), idNumber: String(values.idNumber ?? '') });
			return `/my/record/${personId}?linked`;
		});
		// The number is compared and goes no further: it does not come back into the page either.
		if ('data' in result) delete result.data.problem.values.idNumber;
		return result;
	}
};
