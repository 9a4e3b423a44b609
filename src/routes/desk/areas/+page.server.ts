import { addressText, areaNames, findAddress, land, listRetired, mayEditWithin, permissions, retire, saveCommunity, saveOutline } from '#modules/areas/index.ts';
import { mayCall } from '#platform/access.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const all = await land(ctx);
	const nameOf = await areaNames(ctx);
	const words = url.searchParams.get('q') ?? '';
	const dwellings = new Map<string, number>();
	for (const building of all.buildings) dwellings.set(building.compoundId, (dwellings.get(building.compoundId) ?? 0) + building.units * building.floors * building.doorsPerFloor);
	const within = mayCall(ctx.actor, permissions.editWithin);
	return {
		outline: all.outline,
		communities: all.communities,
		compounds: all.compounds,
		counts: all.communities.map((community) => {
			const compounds = all.compounds.filter((each) => each.communityId === community.id);
			return {
				id: community.id,
				name: nameOf(community.id),
				code: community.code,
				grids: all.grids.filter((each) => each.communityId === community.id).length,
				compounds: compounds.length,
				buildings: compounds.reduce((sum, each) => sum + (all.buildingsOf.get(each.id)?.length ?? 0), 0),
				dwellings: compounds.reduce((sum, each) => sum + (dwellings.get(each.id) ?? 0), 0)
			};
		}),
		words,
		found: findAddress(all, words).map((each) => ({ text: addressText(each), community: nameOf(each.communityId), href: `/desk/areas/compound/${each.compound.id}${each.building ? `#${each.building.id}` : ''}` })),
		may: { edit: mayCall(ctx.actor, permissions.edit), within },
		retired: within ? (await listRetired(ctx, {})).map((line) => ({ ...line, at: formatDateTime(line.at, locals.subdistrict!.timeZone, ctx.locale) })) : [],
		done: url.searchParams.has('done'),
		own: all.communities.filter((each) => mayEditWithin(ctx.actor, each.id)).map((each) => each.id)
	};
};

export const actions: Actions = {
	community: ({ locals, request }) =>
		formAction(request, async (values) => {
			const { id } = await saveCommunity(locals.ctx, values as never);
			return `/desk/areas/community/${id}?done`;
		}),
	border: ({ locals, request }) =>
		formAction(request, async (values) => {
			await saveOutline(locals.ctx, values as never);
			return '/desk/areas?done';
		}),
	restore: ({ locals, request }) =>
		formAction(request, async (values) => {
			await retire(locals.ctx, { kind: values.kind as 'building', id: String(values.id ?? ''), retired: false });
			return '/desk/areas?done';
		})
};
