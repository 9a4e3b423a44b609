import * as v from 'valibot';
import { endpoint } from '#platform/web/api.ts';
import { addressText, findAddress } from './areas.address.ts';
import { areaNames, land } from './areas.land.ts';
import { listCommunities } from './areas.queries.ts';

const nullableNumber = v.nullable(v.number());

/** Public: what stands on every notice board. */
export const api = [
	endpoint({
		method: 'GET',
		path: '/communities',
		summary: 'The communities of the subdistrict',
		tag: 'areas',
		access: 'public',
		response: v.object({
			items: v.array(
				v.object({
					id: v.pipe(v.string(), v.uuid()),
					code: v.string(),
					name: v.string(),
					nameEn: v.string(),
					address: v.string(),
					deskPhone: v.string(),
					lon: nullableNumber,
					lat: nullableNumber
				})
			)
		}),
		handle: async (ctx) => ({ items: await listCommunities(ctx, {}) })
	}),
	endpoint({
		method: 'GET',
		path: '/addresses',
		summary: 'Addresses as people say them, best first: compound, building, entrance, door',
		tag: 'areas',
		access: 'public',
		query: v.object({ q: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)) }),
		response: v.object({
			items: v.array(
				v.object({
					text: v.string(),
					communityId: v.string(),
					communityName: v.string(),
					compoundId: v.string(),
					buildingId: v.nullable(v.string()),
					unit: nullableNumber,
					door: v.nullable(v.string()),
					lon: nullableNumber,
					lat: nullableNumber
				})
			)
		}),
		handle: async (ctx, { query }) => {
			const nameOf = await areaNames(ctx);
			return {
				items: findAddress(await land(ctx), query.q).map((found) => ({
					text: addressText(found),
					communityId: found.communityId,
					communityName: nameOf(found.communityId),
					compoundId: found.compound.id,
					buildingId: found.building?.id ?? null,
					unit: found.unit,
					door: found.door,
					lon: (found.building ?? found.compound).lon,
					lat: (found.building ?? found.compound).lat
				}))
			};
		}
	})
];
