import { dwellingPage, findMember, moveInByForm, retireDwelling } from '#modules/residents/index.ts';
import { newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({ dwelling: await dwellingPage(locals.ctx, { id: params.id }), ids: { person: newId(), household: newId() } });

export const actions: Actions = {
	find: async ({ locals, request }) => {
		let found: Awaited<ReturnType<typeof findMember>> = [];
		let words = '';
		const result = await formAction(request, async (values) => {
			words = String(values.words ?? '');
			found = await findMember(locals.ctx, values);
		});
		return 'done' in result ? { found, words } : result;
	},
	moveIn: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const { communityId } = await dwellingPage(locals.ctx, { id: params.id });
			const { householdId } = await moveInByForm(locals.ctx, values, { dwellingId: params.id }, communityId);
			return `/desk/residents/household/${householdId}?changed`;
		}),
	retire: ({ locals, request, params }) =>
		formAction(request, async () => {
			const { buildingId } = await retireDwelling(locals.ctx, { id: params.id, retired: true });
			return `/desk/residents/building/${buildingId}`;
		})
};
