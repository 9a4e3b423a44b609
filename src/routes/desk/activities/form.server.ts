import { addressText, findAddress, land, listCommunities } from '#modules/areas/index.ts';
import { audienceGroups, keptBy, listKinds, usedPlaces, fieldOf, type FormContext } from '#modules/activities/index.ts';
import { organizationNames } from '#modules/directory/index.ts';
import { AppError } from '#platform/errors.ts';
import type { Ctx } from '#platform/context.ts';

/** What the form of an activity is understood with, and what it offers to choose. */
export async function formContext(ctx: Ctx, zone: string) {
	const [ground, organizations, communities, kinds, places, groups] = await Promise.all([land(ctx), organizationNames(ctx, {}), listCommunities(ctx, {}), listKinds(ctx, {}), usedPlaces(ctx, {}), audienceGroups(ctx)]);
	const kept = keptBy(ctx.actor);
	const context: FormContext = {
		zone,
		organizations,
		buildingOf: (address) => findAddress(ground, address, 1)[0]?.building?.id ?? null,
		addressOf(buildingId) {
			const building = ground.buildings.find(({ id }) => id === buildingId);
			const compound = building && ground.compounds.find(({ id }) => id === building.compoundId);
			return building && compound ? addressText({ communityId: compound.communityId, compound, building, unit: null, door: null, rest: '' }) : '';
		}
	};
	const named = communities.map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name }));
	return {
		context,
		choices: {
			kinds: kinds.filter(({ retired }) => !retired).map(({ code, name, nameEn }) => ({ value: code, label: (ctx.locale === 'en' && nameEn) || name })),
			communities: named,
			/** those that the caller may lead for */
			leading: named.filter(({ id }) => kept === 'all' || kept.includes(id)),
			whole: kept === 'all',
			organizations: organizations.map(({ name }) => name),
			places,
			groups: groups.map(({ code, name }) => ({ value: code, label: name }))
		}
	};
}
export type FormChoices = Awaited<ReturnType<typeof formContext>>['choices'];

/** A refusal of the use case under the names that the form's fields have. */
export async function underFields<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof AppError) for (const issue of error.fields) issue.path = fieldOf(issue.path);
		throw error;
	}
}
