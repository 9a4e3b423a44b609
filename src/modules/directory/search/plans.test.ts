import { beforeAll, expect, it } from 'vitest';
import { systemActor } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { testCtx, useDatabase } from '../../../../tests/support/db.ts';
import { testDirectory } from '../../../../tests/support/directory.ts';
import { asked, seqScans } from '../../../../tests/support/plans.ts';
import { countProposedAliases, getService, listAliases, listChanges, listChecks, listDueChecks, listEntries, listOrganizations, listRevisions, listSlots, seedServices, searchServices } from '../index.ts';
import { hsdsLists, hsdsOnes } from '../hsds/hsds.ts';

useDatabase();

/*
 * Every question of a page that lists or shows entries, asked of 4,000 of them; none may walk through a big table. Organisations
 * are some hundreds and sorted by pinyin each time; how many entries serve each term is counted over all of them by nature.
 */
const BIG = ['service', 'location', 'service_at_location', 'phone', 'schedule', 'opening', 'slot', 'booking', 'revision'];
const walks = async (run: () => Promise<unknown>) => {
	const questions = (await asked(['directory'], run)).filter(({ text }) => !text.includes('unnest(s.terms)'));
	expect(questions.length).toBeGreaterThan(0);
	return seqScans(d.id, questions, BIG);
};
let d: Awaited<ReturnType<typeof testDirectory>>;
let entry: { id: string; organizationId: string };
beforeAll(async () => {
	d = await testDirectory();
	await seedServices(testCtx(d.id, systemActor('test')), 4000);
	await ownerPool().query(
		`INSERT INTO directory.slot (subdistrict_id, id, service_id, starts_at, ends_at, places)
		SELECT subdistrict_id, gen_random_uuid(), id, now() + n * interval '1 hour', now() + (n + 1) * interval '1 hour', 2 FROM directory.service, generate_series(1, 5) n;
		INSERT INTO directory.revision (subdistrict_id, id, entity, entity_id, version, at, by_name, origin, changed) SELECT subdistrict_id, gen_random_uuid(), 'service', id, 1, now(), '', 'import', '{}' FROM directory.service;
		ANALYZE`
	);
	const { rows } = await ownerPool().query<typeof entry>(`SELECT id, organization_id AS "organizationId" FROM directory.service WHERE subdistrict_id = $1 ORDER BY id LIMIT 1`, [d.id]);
	entry = rows[0]!;
}, 120_000);

const hsds = { origin: 'http://here.invalid', place: '' };
const page = { page: 1, per_page: 20, search: '' };

it('would see a walk through the table', async () => {
	expect(await seqScans(d.id, [{ text: `SELECT * FROM directory.service WHERE alert <> $1`, values: ['x'] }], BIG)).toHaveLength(1);
});

it.each<[string, () => Promise<unknown>]>([
	['the directory by name', () => searchServices(d.visitor, {})],
	['its second page', async () => searchServices(d.visitor, { after: (await searchServices(d.visitor, {})).next! })],
	['by organisation', () => searchServices(d.visitor, { organization: entry.organizationId })],
	['near a position', () => searchServices(d.visitor, { lon: 103.6, lat: 26.2, within: 300 })],
	['one entry', () => getService(d.visitor, { id: entry.id })],
	['its times', () => listSlots(d.visitor, { serviceId: entry.id })],
	['organisations', () => listOrganizations(d.visitor, {})],
	['the desk’s list', () => listEntries(d.manager, {})],
	['the desk’s list by words', () => listEntries(d.manager, { q: '轮椅 出借' })],
	['the desk’s list of one organisation', () => listEntries(d.manager, { organization: entry.organizationId })],
	['what is to be checked', () => listDueChecks(d.manager, {})],
	['checks of an entry', () => listChecks(d.manager, { id: entry.id })],
	['history of an entry', () => listRevisions(d.manager, { entity: 'service', id: entry.id })],
	['changes that wait', () => listChanges(d.manager, {})],
	['aliases', async () => [await listAliases(d.manager, { status: 'proposed' }), await countProposedAliases(d.manager, {})]],
	['HSDS by words', () => hsdsLists.services!(d.visitor, { ...page, search: '轮椅 出借' } as never, hsds)],
	['HSDS of one organisation', () => hsdsLists.services!(d.visitor, { ...page, organization_id: entry.organizationId } as never, hsds)],
	['HSDS, one', () => hsdsOnes.services!(d.visitor, entry.id, hsds)]
])('%s walks through no big table', async (_, run) => {
	expect(await walks(run)).toEqual([]);
});
