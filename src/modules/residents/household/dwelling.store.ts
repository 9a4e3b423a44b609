/** Writes doors: all of a building at once, or the one that an address names. */
import { sql } from 'kysely';
import type { Land } from '#modules/areas/index.ts';
import type { Db, WriteTx } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { dwellingKey, dwellingText, readAddress, usualDoors, type Door, type ReadAddress } from './dwelling.address.ts';

type Tx = WriteTx<'residents'>;

/** The building with its compound. @throws platform.notFound for one that is not in use */
export function buildingOf(land: Land, buildingId: string) {
	const building = land.byId.get(buildingId);
	const compound = building && 'compoundId' in building ? land.byId.get(building.compoundId) : undefined;
	if (!building || !('compoundId' in building) || !compound || !('communityId' in compound) || !('aliases' in compound)) throw notFound('building');
	return { building, compound, communityId: compound.communityId };
}

/** Adds doors to a building; those that are there already stay as they are. @returns how many were added */
export async function addDwellings({ db, ctx }: Tx, land: Land, buildingId: string, doors: readonly (Door & { use?: string })[]): Promise<number> {
	const { building, compound, communityId } = buildingOf(land, buildingId);
	if (!doors.length) return 0;
	const rows = doors.map((door) => ({ id: newId(), unit: door.unit, floor: door.floor, door: door.door, use: door.use ?? 'home', address: dwellingText(compound, building, door), address_key: dwellingKey(compound, building, door) }));
	const { rows: added } = await sql`INSERT INTO residents.dwelling (subdistrict_id, id, community_id, building_id, unit, floor, door, use, address, address_key)
		SELECT ${ctx.subdistrictId}::uuid, n.id, ${communityId}::uuid, ${buildingId}::uuid, n.unit, n.floor, n.door, n.use, n.address, n.address_key FROM json_populate_recordset(NULL::residents.dwelling, ${JSON.stringify(rows)}::json) n
		ON CONFLICT (subdistrict_id, building_id, unit, door) DO NOTHING RETURNING id`.execute(db);
	return added.length;
}

/** Adds every door that a building has by its units, floors and doors to a floor. */
export const addUsualDwellings = (tx: Tx, land: Land, buildingId: string): Promise<number> => addDwellings(tx, land, buildingId, usualDoors(buildingOf(land, buildingId).building));

/** A door by its numbers, added if the register does not have it yet. @returns its id */
export async function ensureDwelling(tx: Tx, land: Land, buildingId: string, door: Door): Promise<string> {
	const find = () =>
		tx.db.selectFrom('residents.dwelling').select('id').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('building_id', '=', buildingId).where('unit', '=', door.unit).where('door', '=', door.door).executeTakeFirst();
	const known = await find();
	if (known) return known.id;
	await addDwellings(tx, land, buildingId, [door]);
	return (await find())!.id;
}

/** A written address with the doors of the register that it may mean. */
export interface MatchedAddress {
	read: ReadAddress | null;
	/** the one dwelling that is meant; null: none, or more than one may be */
	dwellingId: string | null;
	/** dwellings that may be meant, likeliest first */
	candidates: { id: string; address: string }[];
}

/**
 * Matches written addresses to the register's doors, in one question for all of them. A door that the words leave open
 * (without its unit, 东户) is certain where the register has only one of those that may be meant.
 */
export async function matchAddresses({ db, ctx }: { db: Db<'residents'>; ctx: { subdistrictId: string } }, land: Land, addresses: readonly string[], within?: { compoundId: string }): Promise<MatchedAddress[]> {
	const reads = addresses.map((words) => readAddress(land, words, within));
	const keysOf = (read: ReadAddress | null): string[] => (read?.building ? read.doors.map((door) => dwellingKey(read.compound, read.building!, door)) : []);
	const keys = [...new Set(reads.flatMap(keysOf))];
	const rows = keys.length
		? await db.selectFrom('residents.dwelling').select(['id', 'address', 'address_key as key', 'building_id as buildingId']).where('subdistrict_id', '=', ctx.subdistrictId).where('address_key', 'in', keys).where('retired_at', 'is', null).execute()
		: [];
	const byKey = Map.groupBy(rows, ({ key }) => key);
	return reads.map((read) => {
		// Two compounds may have one name; the building says which.
		const candidates = keysOf(read).flatMap((key) => (byKey.get(key) ?? []).filter(({ buildingId }) => buildingId === read!.building!.id)).map(({ id, address }) => ({ id, address }));
		const sided = read !== null && read.doors.length > 1 && read.unit !== null;
		return { read, candidates, dwellingId: candidates.length === 1 && !sided ? candidates[0]!.id : null };
	});
}
