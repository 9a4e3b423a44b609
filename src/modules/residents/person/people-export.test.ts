import { PassThrough } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { readSheets } from '../import/import.file.ts';
import { addGroupFact, addPerson, exportPeople, peopleSheet } from '../index.ts';
import { installGroups } from '../groups/groups.install.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
const ids: string[] = [];
beforeAll(async () => {
	here = await testSubdistrict();
	worker = testCtx(here.id, { ...person('worker', here.communities[0]), id: newId(), name: '张伟' });
	await writeTx<'residents', void>(worker, installGroups);
	for (let i = 0; i < 130; i++) ids.push((await addPerson(worker, { communityId: here.communities[0], fields: { name: `王${'甲乙丙丁戊己庚辛壬癸'[i % 10]}`, birthDate: `${1940 + (i % 60)}-03-07`, phone: `1200000${String(1000 + i)}` } })).id);
	await addGroupFact(worker, { personId: ids[0]!, code: 'dibao', fromOn: '2026-01-01' });
	await addPerson(testCtx(here.id, { ...person('worker', here.communities[1]), id: newId() }), { communityId: here.communities[1], fields: { name: '外社区', phone: '12000009999' } });
});

async function rowsOf(request: Parameters<typeof peopleSheet>[1], ctx = worker): Promise<string[][]> {
	const pipe = new PassThrough();
	const chunks: Buffer[] = [];
	pipe.on('data', (chunk: Buffer) => chunks.push(chunk));
	const write = await peopleSheet(ctx, request);
	await write(pipe);
	const { sheets } = await readSheets(Buffer.concat(chunks));
	return sheets[0]!.rows.map((row) => row.map((cell) => String(cell ?? '')));
}
const looks = async (what = 'export') => (await ownerPool().query('SELECT count(*)::int AS n, max(reason_code) AS code, max(reason) AS reason FROM residents.look WHERE subdistrict_id = $1 AND what = $2', [here.id, what])).rows[0] as { n: number; code: string | null; reason: string };

test('wants a reason before anything goes out', async () => {
	await expect(peopleSheet(worker, {})).rejects.toMatchObject({ fields: [{ path: 'reason', code: 'residents.reasonMissing' }] });
	expect((await looks()).n).toBe(0);
});

test('is the whole list and what it shows, with a look on each record and who took it out in every row', async () => {
	const rows = await rowsOf({ reasonCode: 'visit', reason: '冬季走访' });
	const head = rows.findIndex((row) => row.includes('姓名'));
	const body = rows.slice(head + 1).filter((row) => row.some(Boolean));
	expect(body).toHaveLength(130);
	const at = (word: string) => rows[head]!.indexOf(word);
	expect(body.every((row) => row[at('导出人/时间')]!.startsWith('张伟 2026-11-24'))).toBe(true);
	expect(body.every((row) => /^120\*\*\*\*\d{4}$/.test(row[at('电话')]!))).toBe(true);
	expect(body.filter((row) => row[at('人群')]!.includes('低保'))).toHaveLength(1);
	expect(await looks()).toEqual({ n: 130, code: 'visit', reason: '冬季走访' });
	// Beside whose name 低保 stands, of them it was taken.
	const { rows: took } = await ownerPool().query(`SELECT person_id, took FROM residents.look WHERE subdistrict_id = $1 AND what = 'export' AND took <> '{}'`, [here.id]);
	expect(took).toEqual([{ person_id: ids[0], took: ['money'] }]);
});

test('takes the filters and words of the list, and nobody of another community', async () => {
	expect((await exportPeople(worker, { group: 'dibao', reasonCode: 'visit' })).items.map(({ id }) => id)).toEqual([ids[0]]);
	expect((await exportPeople(worker, { ageFrom: 80, reasonCode: 'visit' })).items.every(({ age }) => age! >= 80)).toBe(true);
	expect((await exportPeople(worker, { words: '王甲', reasonCode: 'visit' })).items.every(({ name }) => name === '王甲')).toBe(true);
	expect((await exportPeople(worker, { words: '12000009999', reasonCode: 'visit' })).items).toEqual([]);
	// A manager sees them masked, and so does the sheet.
	const manager = testCtx(here.id, { ...person('manager'), id: newId() });
	expect((await exportPeople(manager, { reasonCode: 'visit' })).items.every(({ name, age }) => name.endsWith('*') && age === null)).toBe(true);
	await expect(exportPeople(testCtx(here.id, person('resident')), { reasonCode: 'visit' })).rejects.toMatchObject({ status: 403 });
	// What was looked for stands in no log.
	const { rows } = await ownerPool().query(`SELECT detail::text AS detail, reason FROM platform.audit_log WHERE subdistrict_id = $1 AND action = 'residents.exportPeople'`, [here.id]);
	expect(rows.some(({ detail, reason }) => /王甲|12000009999/.test(`${detail}${reason}`))).toBe(false);
});
