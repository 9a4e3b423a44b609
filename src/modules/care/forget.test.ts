import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { forgetPerson } from './forget.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
beforeAll(async () => {
	here = await testSubdistrict();
});

/** Tables of care with sealed words that are not of one person: keys. */
const NOBODYS = ['care.visit_key'];

test('no sealed word about somebody is left in any table of care, whatever tables and columns there are', async () => {
	const ctx = testCtx(here.id, { ...person('worker', here.communities[0]), id: newId() });
	const { rows: columns } = await ownerPool().query<{ table: string; column: string }>(
		`SELECT format('%I.%I', table_schema, table_name) AS table, column_name AS column FROM information_schema.columns WHERE table_schema = 'care' AND column_name LIKE '%\\_sealed'`
	);
	const put = async (table: string, values: Record<string, unknown>) => {
		const all = { subdistrict_id: here.id, ...values };
		await ownerPool().query(`INSERT INTO ${table} (${Object.keys(all).join(', ')}) VALUES (${Object.keys(all).map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(all));
	};
	const at = '2026-01-05T02:00:00Z';
	const [one, other] = [newId(), newId()];
	for (const id of [one, other]) {
		const sealed = (name: string) => `v1.care-note.${name}`;
		await put('residents.person', { id, community_id: here.communities[0], name: '测试人', name_masked: '测**', name_key: '测试人', source_kind: 'desk', created_at: at, changed_at: at });
		const about = { person_id: id, community_id: here.communities[0] };
		const [visit, door] = [newId(), newId()];
		await put('care.plan', { id: newId(), ...about, visit_days: 7, goal_sealed: sealed('goal'), from_on: '2026-01-01', changed_at: at });
		await put('care.pairing', { id: newId(), person_id: id, partner_kind: 'neighbour', partner_name_sealed: sealed('name'), partner_phone_sealed: sealed('phone'), from_on: '2026-01-01', recorded_at: at });
		await put('care.visit', { id: visit, ...about, way: 'home', outcome: 'seen', visited_at: at, need_words_sealed: sealed('needs'), health_sealed: sealed('health'), note_sealed: sealed('note'), by_id: newId(), by_name: '甲', received_at: at });
		await put('care.visit_change', { visit_id: visit, client_id: newId(), field: 'note', version: 1, was_sealed: sealed('was'), by_id: newId(), by_name: '甲', at });
		await put('care.conflict', { id: newId(), subject_type: 'visit', subject_id: visit, ...about, field: 'note', base_sealed: sealed('base'), theirs_sealed: sealed('theirs'), mine_sealed: sealed('mine'), mine_by: newId(), mine_by_name: '甲', written_at: at, found_at: at });
		await put('care.visit_envelope', { id: newId(), ...about, author_id: newId(), author_name: '甲', reason: 'expired', visit_sealed: sealed('visit'), received_at: at });
		await put('care.door', { id: door, ...about, source: 'visit', opened_at: at, step: 'call', closed_at: at, closed_by: newId(), finding: 'well', closing_note_sealed: sealed('closing') });
		await put('care.door_event', { id: newId(), door_id: door, at, step: 'call', action: 'noted', who: '女儿', note_sealed: sealed('event') });
		await put('care.assessment', { id: newId(), ...about, form_key: 'x', form_version: '1', state: 'complete', answers_sealed: sealed('answers'), result_sealed: sealed('result'), assessed_on: '2026-01-05', started_at: at, completed_at: at });
	}
	const left = async () => {
		const counts: Record<string, number> = {};
		for (const { table, column } of columns.filter((each) => !NOBODYS.includes(each.table))) counts[`${table}.${column}`] = (await ownerPool().query<{ n: number }>(`SELECT count(${column})::int AS n FROM ${table}`)).rows[0]!.n;
		return counts;
	};
	const before = await left();
	// A sealed column that this test does not fill would prove nothing.
	expect(Object.entries(before).filter(([, n]) => n !== 2).map(([name]) => name)).toEqual([]);
	await writeTx<'care', number>(ctx, (tx) => forgetPerson(tx, one, ['care', 'assessment']));
	// The other's words are all there, the one's are gone.
	expect(Object.entries(await left()).filter(([, n]) => n !== 1)).toEqual([]);
	// That there was a visit stays.
	expect((await ownerPool().query('SELECT count(*)::int AS n FROM care.visit WHERE person_id = $1', [one])).rows[0].n).toBe(1);
	expect((await ownerPool().query(`SELECT until_on, end_reason FROM care.plan WHERE person_id = $1`, [one])).rows).toEqual([{ until_on: '2026-11-24', end_reason: 'erased' }]);
});
