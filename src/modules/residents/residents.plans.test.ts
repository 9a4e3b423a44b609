import { beforeAll, expect, it } from 'vitest';
import { newId } from '#platform/ids.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { lookupHash } from '#platform/secrets.ts';
import { idCheckDigit } from '#platform/text/index.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { asked, seqScans } from '../../../tests/support/plans.ts';
import { groupTags, looksOf, openPage, searchPeople, type SearchQuery } from './index.ts';

useDatabase();

/*
 * Every question of the pages of people is asked here of 20,000 people, its plan looked at, and refused if it walks through a big
 * table from end to end. Planned as the application, behind the tenant wall, where LIKE would use no index.
 */
const BIG = ['person', 'statement', 'look', 'relation', 'dwelling', 'group_fact'];
const PHONE = '12000000001';
const NUMBER = `99999919410307001${idCheckDigit('99999919410307001')}`;
let tenant: Awaited<ReturnType<typeof testSubdistrict>>;
let compoundId: string;
let somebody: string;

beforeAll(async () => {
	tenant = await testSubdistrict();
	const owner = ownerPool();
	const buildingId = newId();
	compoundId = newId();
	await owner.query('INSERT INTO areas.compound (subdistrict_id, id, community_id, name) VALUES ($1, $2, $3, $4)', [tenant.id, compoundId, tenant.communities[0], '红云苑']);
	await owner.query('INSERT INTO areas.building (subdistrict_id, id, compound_id, name, units, floors, doors_per_floor) VALUES ($1, $2, $3, $4, 2, 18, 4)', [tenant.id, buildingId, compoundId, '3号楼']);
	await owner.query(
		`INSERT INTO residents.dwelling (subdistrict_id, id, community_id, building_id, unit, floor, door, address, address_key)
		SELECT $1, gen_random_uuid(), $2, $3, 1 + n % 2, n / 100, 'd' || n, '红云苑3号楼' || n, '红云苑-3-' || (1 + n % 2) || '-d' || n FROM generate_series(1, 5000) n`,
		[tenant.id, tenant.communities[0], buildingId]
	);
	await owner.query(
		`WITH door AS (SELECT id, row_number() OVER () AS nth FROM residents.dwelling WHERE subdistrict_id = $1)
		INSERT INTO residents.person (subdistrict_id, id, name, name_masked, name_key, pinyin, initials, sex, birth_date, community_id, dwelling_id, phone_hash, phone_sealed, phone_masked, id_hash, id_sealed, id_masked, source_kind, created_at, changed_at)
		SELECT $1, gen_random_uuid(), x.name, '王**', x.name, x.sound, x.initials, '1', date '1930-01-01' + n * 2, ($2::uuid[])[1 + n % 2], door.id, CASE WHEN n = 7 THEN $3 ELSE 'p' || n END, 'x', 'x', CASE WHEN n = 7 THEN $4 ELSE 'i' || n END, 'x', 'x', 'import', now(), now()
		FROM generate_series(1, 20000) AS g(n)
		CROSS JOIN LATERAL (SELECT (ARRAY['王', '李', '张', '刘', '陈'])[1 + n % 5] || chr(19968 + n % 700) || chr(20000 + n % 300) AS name, (ARRAY['wang', 'li', 'zhang', 'liu', 'chen'])[1 + n % 5] || 'a' || n % 700 AS sound, (ARRAY['w', 'l', 'z', 'l', 'c'])[1 + n % 5] || chr(97 + n % 26) || chr(97 + n % 25) AS initials) x
		LEFT JOIN door ON door.nth = 1 + n % 5000`,
		[tenant.id, tenant.communities, lookupHash('phone', PHONE), lookupHash('id', NUMBER)]
	);
	await owner.query(
		`INSERT INTO residents.statement (subdistrict_id, id, person_id, field, value, source_kind, stated_on, chosen, recorded_at) SELECT subdistrict_id, gen_random_uuid(), id, 'name', name, 'import', '2026-01-01', true, now() FROM residents.person`
	);
	await owner.query(`INSERT INTO residents.relation (subdistrict_id, id, person_id, kind, name_sealed, phone_hash, recorded_at) SELECT subdistrict_id, gen_random_uuid(), id, 'emergency', 'x', phone_hash || 'r', now() FROM residents.person`);
	await owner.query(`INSERT INTO residents.look (subdistrict_id, id, person_id, at, what, by_id, by_name, by_role) SELECT subdistrict_id, gen_random_uuid(), id, now(), 'page', gen_random_uuid(), 'x', 'worker' FROM residents.person`);
	await owner.query(`INSERT INTO residents.group_type (subdistrict_id, code, name, name_en, sensitivity) VALUES ($1, 'dibao', '低保', 'x', 'money')`, [tenant.id]);
	await owner.query(`INSERT INTO residents.group_fact (subdistrict_id, id, person_id, code, from_on, source_kind, recorded_at) SELECT subdistrict_id, gen_random_uuid(), id, 'dibao', '2026-01-01', 'desk', now() FROM residents.person WHERE right(phone_hash, 1) = '3'`);
	await owner.query('ANALYZE');
	somebody = (await owner.query<{ id: string }>('SELECT id FROM residents.person WHERE phone_hash = $1', [lookupHash('phone', PHONE)])).rows[0]!.id;
}, 120_000);

const as = (role: 'worker' | 'manager') => testCtx(tenant.id, { ...person(role, role === 'worker' ? tenant.communities[1] : null), id: newId() });
const walks = async (run: () => Promise<unknown>) => {
	const questions = await asked(['residents'], run);
	expect(questions.length).toBeGreaterThan(0);
	return seqScans(tenant.id, questions, BIG);
};

it('would see a walk through the table', async () => {
	expect(await seqScans(tenant.id, [{ text: 'SELECT id FROM residents.person WHERE name LIKE $1', values: ['王%'] }], BIG)).toHaveLength(1);
});

const SEARCHES: [string, SearchQuery][] = [
	['everybody', {}],
	['a surname', { words: '王' }],
	['a name', { words: `王${String.fromCodePoint(19968 + 35)}` }],
	['initials', { words: 'wbc' }],
	['syllables', { words: 'wanga' }],
	['a telephone', { words: PHONE }],
	['an ID number', { words: NUMBER }],
	['a door', { words: '红云苑3-2-301' }],
	['a building', { words: '红云苑3号楼' }],
	['an age', { ageFrom: 80 }],
	['a compound', { compoundId: '' }],
	['a group', { group: 'dibao' }],
	['an age group', { group: 'age80' }],
	['the dead', { presence: 'died' }]
];
it.each(SEARCHES.flatMap(([what, input]) => (['worker', 'manager'] as const).map((role) => [what, role, input] as const)))('%s as %s walks through no big table, nor does the second page', async (_, role, input) => {
	const wanted = input.compoundId === '' ? { ...input, compoundId } : input;
	const ctx = as(role);
	expect(await walks(async () => {
		const { next } = await searchPeople(ctx, wanted);
		if (next) await searchPeople(ctx, { ...wanted, after: next });
	})).toEqual([]);
});

it('a page, its groups and its looks walk through no big table', async () => {
	const ctx = as('manager');
	expect(await walks(async () => [await openPage(ctx, somebody), await looksOf(ctx, { id: somebody }), await groupTags(ctx, { ids: [somebody] })])).toEqual([]);
});
