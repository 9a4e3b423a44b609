import { beforeAll, describe, expect, test } from 'vitest';
import { addGroupFact, addPerson, recordConsent } from '#modules/residents/index.ts';
import { residents } from '#modules/residents/manifest.ts';
import type { Actor } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { systemCtx } from '#platform/jobs.ts';
import { unseal } from '#platform/secrets.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { answersOf, noFacts } from './assessment.testing.ts';
import { gbt42195 } from './forms/gbt-42195-2022.data.ts';
import { completeAssessment, correctAssessment, startAssessment } from './index.ts';
import { recordLevel } from './record-level.ts';

useDatabase();

let home: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: Actor;
beforeAll(async () => {
	home = await testSubdistrict();
	worker = { ...person('worker', home.communities[0]), id: newId(), name: '张伟' };
	await writeTx<string, void>(systemCtx(home.id, 'test'), (tx) => residents.install!(tx));
});

const as = (day: string) => testCtx(home.id, worker, `${day}T02:00:00Z`);
async function resident() {
	const { id } = await addPerson(as('2024-01-01'), { communityId: home.communities[0], fields: { name: '周桂兰' } });
	await recordConsent(as('2024-01-01'), { personId: id, purpose: 'health', agree: true, way: 'counter' });
	return id;
}

async function assess(personId: string, day: string, total: number): Promise<string> {
	const { id } = await startAssessment(as(day), { id: newId(), personId, formKey: gbt42195.key });
	await completeAssessment(as(day), { id, version: 1, answers: answersOf(gbt42195, total), facts: noFacts(gbt42195) });
	await run(personId, day);
	return id;
}

/** As the worker does, on that day. */
const run = (personId: string, day: string) => recordLevel({ ...systemCtx(home.id, 'job'), clock: as(day).clock }, personId, gbt42195.key);

/** What the register says of 失能, oldest first. */
async function facts(personId: string) {
	const { rows } = await ownerPool().query('SELECT * FROM residents.group_fact WHERE person_id = $1 ORDER BY from_on, recorded_at', [personId]);
	return rows.map((row) => [row.from_on, row.until_on, (JSON.parse(unseal(row.detail_sealed, 'health')) as { grade: string }).grade, row.end_reason]);
}

describe('the group that follows from a level', () => {
	test('begins, changes and ends with the assessments; running twice changes nothing', async () => {
		const personId = await resident();
		await assess(personId, '2024-03-01', 70);
		expect(await facts(personId)).toEqual([['2024-03-01', null, '1', null]]);
		await assess(personId, '2025-03-01', 40);
		await run(personId, '2025-03-02');
		expect(await facts(personId)).toEqual([
			['2024-03-01', '2025-03-01', '1', 'ended'],
			['2025-03-01', null, '3', null]
		]);
		await assess(personId, '2026-03-01', 90);
		await run(personId, '2026-03-02');
		expect((await facts(personId)).at(-1)).toEqual(['2025-03-01', '2026-03-01', '3', 'ended']);
	});

	test('names the assessor and the assessment as its source', async () => {
		const personId = await resident();
		const id = await assess(personId, '2026-03-01', 70);
		const { rows } = await ownerPool().query('SELECT source_kind, source_id, recorded_by, recorded_by_name, review_on FROM residents.group_fact WHERE person_id = $1', [personId]);
		expect(rows).toEqual([{ source_kind: 'form', source_id: id, recorded_by: worker.id, recorded_by_name: '张伟', review_on: '2027-03-01' }]);
	});

	test('a correction of the same day corrects the grade, or takes the group back', async () => {
		const personId = await resident();
		const first = await assess(personId, '2026-03-01', 70);
		const { id } = await correctAssessment(as('2026-03-01'), { id: newId(), of: first });
		await completeAssessment(as('2026-03-01'), { id, version: 1, answers: answersOf(gbt42195, 40) });
		await run(personId, '2026-03-01');
		expect(await facts(personId)).toEqual([['2026-03-01', null, '3', null]]);
		const { id: again } = await correctAssessment(as('2026-03-01'), { id: newId(), of: id });
		await completeAssessment(as('2026-03-01'), { id: again, version: 1, answers: answersOf(gbt42195, 90) });
		await run(personId, '2026-03-01');
		expect(await facts(personId)).toEqual([['2026-03-01', '2026-03-01', '3', 'mistake']]);
	});

	test('what somebody recorded later by hand stays', async () => {
		const personId = await resident();
		await addGroupFact(as('2026-04-01'), { personId, code: 'frail', grade: '2', fromOn: '2026-04-01' });
		await assess(personId, '2026-03-01', 30);
		expect(await facts(personId)).toEqual([['2026-04-01', null, '2', null]]);
	});

	test('the job is queued with the assessment and carries no level', async () => {
		const personId = await resident();
		await assess(personId, '2026-03-01', 30);
		const { rows } = await ownerPool().query(`SELECT payload::text FROM jobs._private_jobs WHERE payload->>'personId' = $1`, [personId]);
		expect(rows.map(({ payload }) => Object.keys(JSON.parse(payload)).sort())).toEqual([['formKey', 'personId', 'subdistrictId']]);
	});
});
