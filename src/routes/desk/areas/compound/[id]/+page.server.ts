import { addBuildings, editableCommunities, land, mayEditWithin, retire, saveBuilding, saveCompound } from '#modules/areas/index.ts';
import { notFound } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx } = locals;
	const all = await land(ctx);
	const compound = all.compounds.find((each) => each.id === params.id);
	if (!compound) throw notFound('compound');
	const own = editableCommunities(ctx.actor);
	const communities = all.communities.filter((each) => own === 'all' || own.includes(each.id));
	return {
		compound,
		community: all.communities.find((each) => each.id === compound.communityId)!,
		communities,
		grids: all.grids.filter((grid) => communities.some((each) => each.id === grid.communityId)),
		grid: all.grids.find((each) => each.id === compound.gridId) ?? null,
		buildings: all.buildingsOf.get(compound.id) ?? [],
		may: mayEditWithin(ctx.actor, compound.communityId),
		done: url.searchParams.has('done'),
		added: url.searchParams.has('added') ? Number(url.searchParams.get('added')) : null
	};
};

const back = (id: string) => `/desk/areas/compound/${id}?done`;

export const actions: Actions = {
	compound: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await saveCompound(locals.ctx, { ...values, id: params.id } as never);
			return back(params.id);
		}),
	building: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await saveBuilding(locals.ctx, { ...values, compoundId: params.id } as never);
			return back(params.id);
		}),
	buildings: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const { added } = await addBuildings(locals.ctx, { ...values, compoundId: params.id } as never);
			return `/desk/areas/compound/${params.id}?added=${added}`;
		}),
	retire: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const kind = values.kind === 'building' ? 'building' : 'compound';
			await retire(locals.ctx, { kind, id: kind === 'building' ? String(values.id ?? '') : params.id, retired: true });
			return kind === 'building' ? back(params.id) : '/desk/areas?done';
		})
};
