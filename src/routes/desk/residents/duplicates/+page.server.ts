import { areaNames } from '#modules/areas/index.ts';
import { listPairs, reopenPair, unmerge } from '#modules/residents/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const decided = url.searchParams.get('view') === 'decided';
	const after = url.searchParams.get('after');
	const [list, nameOf] = await Promise.all([listPairs(ctx, { decided, after: after && /^\d{1,15}\.[0-9a-f-]{36}$/.test(after) ? after : null }), areaNames(ctx)]);
	return { decided, after, ...list, items: list.items.map((line) => ({ ...line, communities: line.people.map(({ communityId }) => nameOf(communityId)) })), done: url.searchParams.get('done') };
};

const back = (done: string) => `/desk/residents/duplicates?view=decided&done=${done}`;

export const actions: Actions = {
	undo: ({ locals, request }) =>
		formAction(request, async (values) => {
			await unmerge(locals.ctx, { mergeId: String(values.merge ?? '') });
			return back('undone');
		}),
	reopen: ({ locals, request }) =>
		formAction(request, async (values) => {
			await reopenPair(locals.ctx, { id: String(values.pair ?? '') });
			return back('reopened');
		})
};
