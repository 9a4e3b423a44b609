import { areaNames } from '#modules/areas/index.ts';
import { addDwelling, buildingBoard, layOutBuilding } from '#modules/residents/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const board = await buildingBoard(locals.ctx, { buildingId: params.id });
	const added = url.searchParams.get('added');
	return { board, community: (await areaNames(locals.ctx))(board.communityId), added: added === null ? null : Number(added) || 0 };
};

export const actions: Actions = {
	layOut: ({ locals, request, params }) =>
		formAction(request, async () => {
			const { added } = await layOutBuilding(locals.ctx, { buildingId: params.id });
			return `/desk/residents/building/${params.id}?added=${added}`;
		}),
	door: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await addDwelling(locals.ctx, { ...values, buildingId: params.id } as never);
			return `/desk/residents/building/${params.id}?added=1`;
		})
};
