import { closeOpenSpan, openSpans } from '#modules/volunteers/index.ts';
import { text } from '#modules/volunteers/volunteers.forms.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const list = await openSpans(locals.ctx, { cursor: url.searchParams.get('cursor'), limit: 50 });
	return { lines: list.items, next: list.next };
};

export const actions: Actions = {
	close: async ({ locals, request }) => {
		let minutes = 0;
		const result = await formAction(request, async (values) => void ({ minutes } = await closeOpenSpan(locals.ctx, { id: text(values.id), out: text(values.out), reason: text(values.reason) })));
		return 'done' in result ? { minutes } : result;
	}
};
