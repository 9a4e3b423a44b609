import { beforeAll, expect, it } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { asked, seqScans } from '../../../../tests/support/plans.ts';
import { buildingBoard, groupCount, groupList, groupsOfPerson, groupsOverview, householdPage, householdsByPhone } from '../index.ts';
import { installGroups } from './groups.install.ts';

useDatabase();

/* Twenty communities' worth of people behind their doors; no list of one community may walk through all of them. */
let tenant: Awaited<ReturnType<typeof testSubdistrict>>;
let small: string;
let ids: Record<'person' | 'household' | 'building', string>;
beforeAll(async () => {
	tenant = await testSubdistrict();
	const [crowd, community] = tenant.communities;
	small = community;
	await writeTx<'residents', void>(testCtx(tenant.id, person('manager')), installGroups);
	const run = (text: string, values: unknown[] = []) => ownerPool().query(text, [tenant.id, ...values]);
	await run(`INSERT INTO areas.compound (subdistrict_id, id, community_id, name) SELECT $1, gen_random_uuid(), c, '苑' FROM unnest($2::uuid[]) c`, [[crowd, small]]);
	await run(`INSERT INTO areas.building (subdistrict_id, id, compound_id, name, units, floors, doors_per_floor) SELECT $1, gen_random_uuid(), id, '1号楼', 30, 99, 40 FROM areas.compound WHERE subdistrict_id = $1`);
	await run(
		`INSERT INTO residents.dwelling (subdistrict_id, id, community_id, building_id, unit, floor, door, address, address_key)
		SELECT $1, gen_random_uuid(), c.community_id, b.id, 1 + n / 1000, 1, 'd' || n, '苑1号楼' || n, '苑-1-1-' || n FROM areas.building b JOIN areas.compound c ON c.id = b.compound_id
		JOIN LATERAL generate_series(1, CASE WHEN c.community_id = $2 THEN 19800 ELSE 200 END) n ON true WHERE b.subdistrict_id = $1`,
		[crowd]
	);
	await run(`INSERT INTO residents.household (subdistrict_id, id, community_id, dwelling_id, created_at, changed_at) SELECT $1, gen_random_uuid(), community_id, id, now(), now() FROM residents.dwelling`);
	await run(
		`INSERT INTO residents.person (subdistrict_id, id, community_id, dwelling_id, household_id, name, name_masked, name_key, pinyin, birth_date, phone_hash, phone_sealed, phone_masked, source_kind, created_at, changed_at)
		SELECT $1, gen_random_uuid(), h.community_id, h.dwelling_id, h.id, '人' || n, '人*', '人' || n, md5(h.id::text || n), date '1930-01-01' + (random() * 33000)::int, md5(h.id::text || n), 'x', 'x', 'desk', now(), now()
		FROM residents.household h, generate_series(1, 2) n`
	);
	await run(`INSERT INTO residents.membership (subdistrict_id, id, household_id, person_id, relation, residence, from_on, recorded_at) SELECT $1, gen_random_uuid(), household_id, id, '99', 'owner', '2020-01-01', now() FROM residents.person`);
	await run(`INSERT INTO residents.group_fact (subdistrict_id, id, person_id, code, kind, from_on, review_on, source_kind, recorded_at) SELECT $1, gen_random_uuid(), id, (ARRAY['dibao', 'entitled', 'unemployed'])[1 + floor(random() * 3)::int], NULL, '2020-01-01', '2026-11-01', 'desk', now() FROM residents.person WHERE random() < 0.06`);
	await run(`INSERT INTO residents.relation (subdistrict_id, id, person_id, kind, other_id, phone_hash, phone_sealed, recorded_at) SELECT $1, gen_random_uuid(), p.id, 'child', q.id, md5(q.id::text), 'x', now() FROM residents.person p JOIN residents.person q ON q.household_id = p.household_id AND q.id > p.id`);
	await ownerPool().query('ANALYZE');
	const [row] = (await run(`SELECT p.id AS person, p.household_id AS household, d.building_id AS building FROM residents.person p JOIN residents.dwelling d ON d.id = p.dwelling_id WHERE p.subdistrict_id = $1 AND p.community_id = $2 LIMIT 1`, [small])).rows;
	ids = row;
}, 120_000);

const here = () => testCtx(tenant.id, person('worker', small));
const at = (code: string, more: object = {}) => groupList(here(), { code, communityId: small, ...more });

it.each<[string, () => Promise<unknown>]>([
	['60 and over', () => at('age60')],
	['60 and over, the second page', async () => at('age60', { cursor: (await at('age60')).next })],
	['under 14', () => at('under14')],
	['living alone', () => at('living_alone')],
	['empty nests', () => at('empty_nest')],
	['a recorded group', () => at('dibao')],
	['its second page', async () => at('dibao', { limit: 5, cursor: (await at('dibao', { limit: 5 })).next })],
	['due for review', () => at('dibao', { due: true })],
	['how many live alone', () => groupCount(here(), { code: 'living_alone', communityId: small })],
	['how many of a group', () => groupCount(here(), { code: 'dibao', communityId: small })],
	['the groups of a person', () => groupsOfPerson(here(), { personId: ids.person })],
	['a household', () => householdPage(here(), { id: ids.household })],
	['who may be calling', () => householdsByPhone(here(), { phone: '12000000001' })],
	['a building', () => buildingBoard(here(), { buildingId: ids.building })]
])('%s: no walk through everybody', async (_, run) => {
	const questions = await asked(['residents'], run);
	expect(questions.length).toBeGreaterThan(0);
	expect(await seqScans(tenant.id, questions, ['person', 'membership', 'dwelling', 'household', 'relation'])).toEqual([]);
});

it('the overview of a community too', async () => {
	expect(await seqScans(tenant.id, await asked(['residents'], () => groupsOverview(here(), { communityId: small })), ['person', 'membership', 'household'])).toEqual([]);
});
