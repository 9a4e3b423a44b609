/** For tests: people, doors and households written straight into the tables. */
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';

export interface TestPerson {
	name?: string;
	sex?: '0' | '1' | '2' | '9';
	born?: string | null;
	communityId?: string | null;
}

/** @returns ids in the order given */
export async function testPeople(subdistrictId: string, people: readonly TestPerson[]): Promise<string[]> {
	const rows = people.map(({ name = '测试', sex = '0', born = null, communityId = null }) => ({ id: newId(), name, sex, born, communityId }));
	await ownerPool().query(
		`INSERT INTO residents.person (subdistrict_id, id, name, name_masked, name_key, pinyin, sex, birth_date, community_id, source_kind, created_at, changed_at)
		SELECT $1, (r->>'id')::uuid, r->>'name', left(r->>'name', 1) || '*', r->>'name', r->>'name', r->>'sex', (r->>'born')::date, (r->>'communityId')::uuid, 'desk', now(), now() FROM json_array_elements($2) r`,
		[subdistrictId, JSON.stringify(rows)]
	);
	return rows.map(({ id }) => id);
}

/** A compound with one building of one unit, and `n` doors in it. @returns the dwellings' ids */
export async function testDwellings(subdistrictId: string, communityId: string, n: number): Promise<{ buildingId: string; dwellingIds: string[] }> {
	const [compoundId, buildingId] = [newId(), newId()];
	await ownerPool().query('INSERT INTO areas.compound (subdistrict_id, id, community_id, name) VALUES ($1, $2, $3, $4)', [subdistrictId, compoundId, communityId, `测试小区${compoundId.slice(-4)}`]);
	await ownerPool().query('INSERT INTO areas.building (subdistrict_id, id, compound_id, name, units, floors, doors_per_floor) VALUES ($1, $2, $3, $4, 1, $5, 2)', [subdistrictId, buildingId, compoundId, '1号楼', Math.ceil(n / 2)]);
	const { rows } = await ownerPool().query<{ id: string }>(
		`INSERT INTO residents.dwelling (subdistrict_id, id, community_id, building_id, unit, floor, door, address, address_key)
		SELECT $1, gen_random_uuid(), $2, $3, 1, 1 + i / 2, (1 + i / 2) || '0' || (1 + i % 2), '测试小区1号楼' || (1 + i / 2) || '0' || (1 + i % 2), '测试小区-1-1-' || (1 + i / 2) || '0' || (1 + i % 2) FROM generate_series(0, $4::int - 1) i RETURNING id`,
		[subdistrictId, communityId, buildingId, n]
	);
	return { buildingId, dwellingIds: rows.map(({ id }) => id) };
}

/** An empty open household. */
export async function testHousehold(subdistrictId: string, communityId: string, dwellingId: string | null = null, kind: 'family' | 'collective' = 'family'): Promise<string> {
	const id = newId();
	await ownerPool().query('INSERT INTO residents.household (subdistrict_id, id, community_id, dwelling_id, kind, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, now(), now())', [subdistrictId, id, communityId, dwellingId, kind]);
	return id;
}
