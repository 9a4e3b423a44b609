/** Where a need is: what the sender chose or wrote, filled up from the land of the subdistrict as far as it can be known. */
import { areaAt, findAddress, land, type Building, type Compound } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { invalid } from '#platform/errors.ts';
import { seal } from '#platform/secrets.ts';
import { maskAddress } from '#platform/text/index.ts';
import { starNumbers } from '../case/words.ts';

export interface PlaceInput {
	communityId?: string | null;
	compoundId?: string | null;
	buildingId?: string | null;
	address: string;
	point?: { lon: number; lat: number } | null;
}

export interface Place {
	communityId: string | null;
	compound: Compound | null;
	building: Building | null;
	address: string;
	point: { lon: number; lat: number } | null;
}

/**
 * Building tells compound tells community; else a position, else the address as people say it.
 * @throws platform.invalidInput (422) with `place.communityId: requests.unknownCommunity` for ids that are not in use
 */
export async function resolvePlace(ctx: Ctx, input: PlaceInput): Promise<Place> {
	const all = await land(ctx);
	const unknown = (field: string) => invalid([{ path: `place.${field}`, code: 'requests.unknownCommunity' }]);
	let building = input.buildingId ? (all.buildings.find(({ id }) => id === input.buildingId) ?? null) : null;
	if (input.buildingId && !building) throw unknown('buildingId');
	const compoundId = building?.compoundId ?? input.compoundId;
	let compound = compoundId ? (all.compounds.find(({ id }) => id === compoundId) ?? null) : null;
	if (compoundId && !compound) throw unknown('compoundId');
	if (input.communityId && !all.communities.some(({ id }) => id === input.communityId)) throw unknown('communityId');

	const address = input.address.trim();
	let communityId = compound?.communityId ?? input.communityId ?? null;
	if (!compound && address) {
		const [said] = findAddress(all, address, 1);
		// What was chosen outranks what was written.
		if (said && (communityId === null || communityId === said.communityId)) {
			compound = said.compound;
			building ??= said.building;
			communityId = said.communityId;
		}
	}
	const point = input.point ?? (building && building.lon !== null && building.lat !== null ? { lon: building.lon, lat: building.lat } : null);
	if (communityId === null && input.point) communityId = (await areaAt(ctx, input.point)).communityId;
	return { communityId, compound, building, address, point };
}

/** The columns of a place. A public place is written out; of a personal one only the building is, the rest is sealed. */
export function placeColumns(place: Place, publicPlace: boolean) {
	const known = `${place.compound?.name ?? ''}${place.building?.name ?? ''}`;
	const whole = place.address || known;
	return {
		compound_id: place.compound?.id ?? null,
		building_id: place.building?.id ?? null,
		place_masked: starNumbers(publicPlace ? whole : known || maskAddress(place.address)),
		place_sealed: publicPlace || !place.address ? null : seal(place.address, 'contact'),
		lon: place.point?.lon ?? null,
		lat: place.point?.lat ?? null
	};
}
