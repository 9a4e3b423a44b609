import { land, mayEditWithin, permissions, retire, saveCommunity, saveCompound, saveGrid } from '#modules/areas/index.ts';
import { mayCall } from '#platform/access.ts';
import { notFound } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx } = locals;
	const all = await land(ctx);
	const community = all.communities.find((each) => each.id === params.id);
	if (!community) throw notFound('community');
	return {
		community,
		grids: all.grids.filter((each) => each.communityId === community.id),
		compounds: all.compounds
			.filter((each) => each.communityId === community.id)
			.map((compound) => {
				const buildings = all.buildingsOf.get(compound.id) ?? [];
				return { ...compound, buildings: buildings.length, dwellings: buildings.reduce((sum, each) => sum + each.units * each.floors * each.doorsPerFloor, 0) };
			}),
		may: { edit: mayCall(ctx.actor, permissions.edit), within: mayEditWithin(ctx.actor, community.id) },
		done: url.searchParams.has('done')
	};
};

export const actions: Actions = {
	community: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await saveCommunity(locals.ctx, { ...values, id: params.id } as never);
			return `/desk/areas/community/${params.id}?done`;
		}),
	grid: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await saveGrid(locals.ctx, { ...values, communityId: params.id } as never);
			return `/desk/areas/community/${params.id}?done`;
		}),
	compound: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const { id } = await saveCompound(locals.ctx, { ...values, communityId: params.id } as never);
			return `/desk/areas/compound/${id}?done`;
		}),
	retire: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const kind = values.kind === 'grid' ? 'grid' : 'community';
			await retire(locals.ctx, { kind, id: kind === 'grid' ? String(values.id ?? '') : params.id, retired: true });
			return kind === 'grid' ? `/desk/areas/community/${params.id}?done` : '/desk/areas?done';
		})
};
