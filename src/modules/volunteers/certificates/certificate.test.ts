import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { recordPaper } from '../hours/attendance.usecases.ts';
import { entriesOf } from '../hours/ledger.queries.ts';
import { correctEntry, recordEntry } from '../hours/ledger.usecases.ts';
import { changeVolunteer } from '../register/volunteer.usecases.ts';
import { getVolunteer } from '../register/volunteer.queries.ts';
import { setClocks, world, NOW, type World } from '../volunteers.testing.ts';
import { getCertificate, issuedPaper, myCertificates, publicisedCertificates, verifyCertificate } from './certificate.queries.ts';
import { acceptCertificate, applyFor, applyOwn, issueCertificate, refuseCertificate, revokeCertificate } from './certificate.usecases.ts';
import { printCertificate, printedLines } from './print-certificate.ts';

useDatabase();
let w: World;
beforeAll(async () => void (w = await world()));

const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', (error: { code?: string }) => error.code ?? String(error));
/** Valid in its check digit, of a region that is none. */
const ID = '999999198001011233';

/** Somebody with 120 minutes of service, a lecture, and an ID number of no region. */
async function served(idNumber = '') {
	const { id: shift } = await w.shift({ on: '2026-11-20' });
	const who = await w.volunteer({ idNumber, name: '李小红' });
	await recordPaper(w.head, { shiftId: shift, volunteerId: who.id, in: '10:00', out: '12:00' });
	await recordEntry(w.head, { volunteerId: who.id, kind: 'lecture', minutes: 500, on: '2026-11-21', title: '讲座' });
	return who;
}

test('applied for, accepted, issued: it says service alone, and the same for ever', async () => {
	const who = await served(ID);
	const { id } = await applyOwn(who.ctx, { purpose: '升学' });
	expect(await code(applyOwn(who.ctx, {}))).toBe('volunteers.appliedAlready');
	expect(await code(issueCertificate(w.head, { id, responsible: '刘敏' }))).toBe('volunteers.certificateMoved');
	await acceptCertificate(w.head, { id });
	const { number } = await issueCertificate(w.head, { id, responsible: '刘敏' });
	expect(number).toMatch(/^ZM\d{19}$/);
	const paper = await issuedPaper(who.ctx, { id });
	expect(paper.body).toMatchObject({ name: '李小红', idNumber: ID, minutes: 120, lines: [{ onDay: '2026-11-20', minutes: 120 }] });
	// What is corrected later does not change what was issued.
	const [line] = (await entriesOf(w.head, { volunteerId: who.id, kind: 'service' })).items;
	await correctEntry(w.head, { id: line!.id, minutes: 60, reason: '早走了一小时' });
	expect((await issuedPaper(who.ctx, { id })).body.minutes).toBe(120);
	expect((await getVolunteer(w.head, { id: who.id })).totals.service).toBe(60);
	const { pdf } = await printCertificate(who.ctx, id, 'https://x.example');
	expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
	expect((await myCertificates(who.ctx, {})).map(({ state }) => state)).toEqual(['issued']);
});

test('the paper is offered to whoever gets it: the head who certifies, not the worker who reads the list', async () => {
	const who = await served('999999198001011292');
	const { id } = await applyFor(w.head, { volunteerId: who.id });
	await acceptCertificate(w.head, { id });
	const mayPrint = async (ctx: typeof w.head) => [(await getCertificate(ctx, { id })).mayPrint, await code(issuedPaper(ctx, { id }))];
	const worker = testCtx(w.id, { ...person('worker', w.communities[0]), id: newId() }, NOW);
	expect(await mayPrint(w.head)).toEqual([false, 'platform.notFound']);
	await issueCertificate(w.head, { id, responsible: '刘敏' });
	expect([await mayPrint(w.head), await mayPrint(worker)]).toEqual([[true, 'ok'], [false, 'platform.notFound']]);
});

test('anybody may verify by number: range, hours and state, no name, no document; revoked is seen at once', async () => {
	const who = await served('999999198001011276');
	const nobody = testCtx(w.id);
	const { id } = await applyFor(w.head, { volunteerId: who.id });
	await acceptCertificate(w.head, { id });
	const { number } = await issueCertificate(w.head, { id, responsible: '刘敏' });
	const found = await verifyCertificate(nobody, { number: ` ${number.toLowerCase()} ` });
	expect(found).toMatchObject({ number, state: 'public', minutes: 120, lines: 1, rangeFrom: '2026-11-20', rangeTo: '2026-11-20', publicisedUntil: '2026-12-01' });
	expect(JSON.stringify(found)).not.toMatch(/李小红|999999|volunteer/i);
	expect(JSON.stringify(await publicisedCertificates(nobody, {}))).not.toMatch(/李小红/);
	expect((await publicisedCertificates(nobody, {})).items.map((one) => one.number)).toContain(number);
	setClocks('2026-12-02T02:00:00Z', nobody, w.head);
	expect((await verifyCertificate(nobody, { number }))?.state).toBe('valid');
	await revokeCertificate(w.head, { id, reason: '公示期内有异议' });
	expect((await verifyCertificate(nobody, { number }))?.state).toBe('revoked');
	expect(await verifyCertificate(nobody, { number: 'ZM0000000000000000000' })).toBeNull();
	setClocks(NOW, w.head);
});

test('without service nothing is applied for, without a document nothing is issued', async () => {
	const idle = await w.volunteer();
	await recordEntry(w.head, { volunteerId: idle.id, kind: 'lecture', minutes: 500, on: '2026-11-21', title: '讲座' });
	expect(await code(applyOwn(idle.ctx, {}))).toBe('volunteers.nothingServed');
	const who = await served();
	const { id } = await applyOwn(who.ctx, {});
	await acceptCertificate(w.head, { id });
	expect(await code(issueCertificate(w.head, { id, responsible: '刘敏' }))).toBe('volunteers.noDocument');
	const one = await getVolunteer(w.head, { id: who.id });
	expect(await code(changeVolunteer(w.head, { id: who.id, version: one.version, communityId: w.communities[0], name: '李小红', idNumber: '123', state: 'active' }))).toBe('platform.invalidInput');
	await refuseCertificate(w.head, { id, reason: '本人撤回申请' });
	expect((await getCertificate(w.head, { id })).state).toBe('refused');
});

test('the application cannot change a snapshot, and others cannot read somebody’s paper', async () => {
	const { rows } = await ownerPool().query(`SELECT has_table_privilege('baiyun_app', 'volunteers.certificate_snapshot', 'UPDATE') AS may`);
	expect(rows[0].may).toBe(false);
	const [{ certificate_id: id }] = (await ownerPool().query<{ certificate_id: string }>('SELECT certificate_id FROM volunteers.certificate_snapshot LIMIT 1')).rows as [{ certificate_id: string }];
	const stranger = await w.volunteer();
	expect(await code(issuedPaper(stranger.ctx, { id }))).toBe('platform.notFound');
	expect(await code(issuedPaper(testCtx(w.id, { ...person('head', w.communities[1]), id: newId() }), { id }))).toBe('platform.notFound');
});

test('many lines are printed by month, and their minutes stay the same', () => {
	const lines = Array.from({ length: 100 }, (_, i) => ({ onDay: `2026-${String(1 + (i % 10)).padStart(2, '0')}-05`, title: i % 2 ? '巡逻' : '清洁', place: '小区', minutes: 60 + i }));
	const printed = printedLines(lines, 'zh', (n) => `（${n} 次）`);
	expect(printed.length).toBeLessThanOrEqual(40);
	expect(printed.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(lines.reduce((sum, { minutes }) => sum + minutes, 0));
});
