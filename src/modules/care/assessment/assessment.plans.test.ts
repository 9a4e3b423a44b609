import { beforeAll, expect, it } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { seal } from '#platform/secrets.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { asked, seqScans } from '../../../../tests/support/plans.ts';
import { completeAssessment, getAssessment, listAssessments, saveAssessment, startAssessment } from './index.ts';

useDatabase();

/* Everybody of 20,000 assessed once; no page of one person may walk through the others. */
let tenant: Awaited<ReturnType<typeof testSubdistrict>>;
let someone: string;
let one: string;
const worker = () => testCtx(tenant.id, { ...person('worker', tenant.communities[0]), id: '01890000-0000-7000-8000-0000000000aa' });

beforeAll(async () => {
	tenant = await testSubdistrict();
	await ownerPool().query(
		`INSERT INTO residents.person (subdistrict_id, id, community_id, name, name_masked, name_key, source_kind, created_at, changed_at)
		SELECT $1, gen_random_uuid(), $2, '居民' || n, '居**', '居民' || n, 'import', now(), now() FROM generate_series(1, 20000) n`,
		[tenant.id, tenant.communities[0]]
	);
	await ownerPool().query(
		`INSERT INTO care.assessment (subdistrict_id, id, person_id, community_id, form_key, form_version, state, answers_sealed, result_sealed, assessed_on, started_at, completed_at)
		SELECT subdistrict_id, gen_random_uuid(), id, community_id, 'gbt-42195', '2022.1', 'complete', $2, $3, '2026-03-01', now(), now() FROM residents.person WHERE subdistrict_id = $1`,
		[tenant.id, seal('{"answers":{},"facts":{}}', 'health'), seal('{}', 'health')]
	);
	await ownerPool().query(
		`INSERT INTO residents.look (subdistrict_id, id, person_id, at, what, field_group, by_id, by_name, by_role, until_at)
		SELECT subdistrict_id, gen_random_uuid(), id, now(), 'reveal', 'health', gen_random_uuid(), '测试', 'worker', now() FROM residents.person WHERE subdistrict_id = $1`,
		[tenant.id]
	);
	await ownerPool().query('ANALYZE');
	({ id: one, person_id: someone } = (await ownerPool().query<{ id: string; person_id: string }>('SELECT id, person_id FROM care.assessment LIMIT 1')).rows[0]!);
}, 60_000);

it.each<[string, () => Promise<unknown>]>([
	['somebody’s assessments', () => listAssessments(worker(), { personId: someone })],
	['one assessment', () => getAssessment(worker(), { id: one })],
	[
		'beginning and answering',
		async () => {
			const { id } = await startAssessment(worker(), { id: newId(), personId: someone, formKey: 'gbt-42195' });
			await saveAssessment(worker(), { id, version: 1, answers: { eating: '4' } });
			await completeAssessment(worker(), { id, version: 2 }).catch(() => {});
		}
	]
])('%s walks through no big table', async (_, run) => {
	const questions = await asked(['care', 'residents'], run);
	expect(questions.length).toBeGreaterThan(1);
	expect(await seqScans(tenant.id, questions, ['assessment', 'person', 'look'])).toEqual([]);
});
