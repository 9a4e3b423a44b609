import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { systemCtx } from '#platform/jobs.ts';
import { addGroupFact, addPerson, addTie, assessImpact, exportGroup, exportPeople, impactRecord, printImpact, purposeSettings, recordConsent, reveal, savePurpose } from '../index.ts';
import { residents } from '../manifest.ts';
import { isSealed, sightOf, VIEWERS } from './sight.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
let admin: ReturnType<typeof testCtx>;
let ids: string[];
beforeAll(async () => {
	here = await testSubdistrict();
	worker = testCtx(here.id, { ...person('worker', here.communities[0]), id: newId(), name: '张伟' });
	admin = testCtx(here.id, { ...person('security_admin'), id: newId(), name: '罗静' });
	await writeTx<string, void>(systemCtx(here.id, 'test'), (tx) => residents.install!(tx));
	ids = [];
	for (const fields of [{ name: '王秀兰', birthDate: '1950-03-07', phone: '12000001111' }, { name: '小明', birthDate: '2018-05-05' }, { name: '李强', ethnicity: '01' }]) ids.push((await addPerson(worker, { communityId: here.communities[0], fields })).id);
	await recordConsent(worker, { personId: ids[0]!, purpose: 'health', agree: true, way: 'counter' });
	await addGroupFact(worker, { personId: ids[0]!, code: 'illness', fromOn: '2026-01-01' });
	await addTie(worker, { personId: ids[1]!, kind: 'guardian', name: '李芳', phone: '12000002222' });
	await recordConsent(worker, { personId: ids[1]!, purpose: 'children', agree: true, way: 'counter' });
	await addGroupFact(worker, { personId: ids[1]!, code: 'child_in_need', fromOn: '2026-01-01' });
	await reveal(worker, { id: ids[0]!, fieldGroup: 'health', reasonCode: 'apply_for' });
});

const OTHERS = [{ covers: 'assessment', people: 4, readers: ['worker'] as const, sealed: true }, { covers: 'care', people: 2, readers: ['worker'] as const, sealed: true }];
const of = async (code: string, as = admin) => (await impactRecord(as, { code, others: OTHERS }))[0]!;
const JUDGED = { necessity: '办理补贴必须核对残疾类别和等级。', risk: '泄露会使当事人受到歧视或被诈骗。', measures: '遮盖、事由、留痕已经启用，另规定抽查。', outside: '', conclusion: 'fits' as const, assessor: '罗静', assessedOn: '2026-11-24' };
const judge = (change: Partial<Parameters<typeof assessImpact>[1]> = {}) => assessImpact(admin, { code: 'health', purposeVersion: 1, after: 0, others: OTHERS, ...JUDGED, ...change });

test('counts the people whose data is held, now, with the children among them and what other modules hold', async () => {
	const register = await of('register');
	expect([register.people, register.children]).toEqual([3, 1]);
	expect(Object.fromEntries(register.handled.map(({ covers, people }) => [covers, people]))).toMatchObject({ name: 3, birthDate: 2, phone: 1, idNumber: 0, 'group:address': 0 });
	expect((await of('background')).handled.find(({ covers }) => covers === 'ethnicity')!.people).toBe(1);
	expect(await of('children')).toMatchObject({ people: 1, children: 1, agreed: 1, because: ['sensitive', 'children'] });
	expect(await of('contacts')).toMatchObject({ people: 1, because: ['children'] });
	const health = await of('health');
	expect(health).toMatchObject({ people: 4, agreed: 1, because: ['sensitive'], lastYear: { reveals: 1, exports: 0 } });
	expect(health.handled.map(({ covers, people, sensitive, sealed, readers }) => [covers, people, sensitive, sealed, readers])).toEqual([['group:health', 1, true, true, []], ['assessment', 4, true, true, ['worker']]]);
	// An erased person counts no more.
	await ownerPool().query('UPDATE residents.person SET erased_at = now() WHERE id = $1', [ids[2]]);
	expect((await of('register')).people).toBe(2);
});

test('what was taken out in a list counts where its data is held: of the register always, of what a group’s list opens too', async () => {
	const exportsOf = async (...codes: string[]) => Promise.all(codes.map(async (code) => (await of(code)).lastYear.exports));
	const head = testCtx(here.id, { ...person('head', here.communities[0]), id: newId(), name: '刘敏' });
	const before = await exportsOf('register', 'health', 'background');
	expect((await exportPeople(head, { words: '王秀兰', reasonCode: 'apply_for' })).items).toHaveLength(1);
	expect((await exportGroup(head, { code: 'illness', reasonCode: 'apply_for' })).items).toHaveLength(1);
	// The list of people names their groups too: 重病 stands beside her name in both.
	expect((await exportsOf('register', 'health', 'background')).map((n, i) => n - before[i]!)).toEqual([2, 2, 0]);
});

test('who sees what is read off the policy', () => {
	expect(sightOf('idNumber')).toMatchObject({ own_staff: { level: 'coarse', byReason: true }, manager: { level: 'coarse', byReason: true }, other_staff: { level: 'none', byReason: false }, self: { level: 'full', byReason: false } });
	expect(sightOf('group:health')).toMatchObject({ own_staff: { level: 'coarse', byReason: true }, program: { level: 'none', byReason: false } });
	expect(sightOf('assessment')).toBeNull();
	expect(VIEWERS.every((viewer) => sightOf('name')![viewer])).toBe(true);
	expect([isSealed('idNumber'), isSealed('phone'), isSealed('name')]).toEqual([true, true, false]);
});

test('a judgement is kept with the purpose and the number of its day; a changed purpose asks for another, and the old one stays', async () => {
	await expect(judge({ risk: '没有' })).rejects.toMatchObject({ fields: [{ path: 'risk', code: 'residents.sayMore' }] });
	await expect(judge({ assessedOn: '2026-11-25' })).rejects.toMatchObject({ fields: [{ path: 'assessedOn', code: 'residents.inTheFuture' }] });
	await judge();
	expect((await of('health')).judgements).toMatchObject([{ version: 1, purposeVersion: 1, people: 4, keptUntil: '2029-11-24', by: '罗静' }]);
	expect((await of('health')).outOfDate).toBe(false);
	// Somebody who had not seen it writes over nothing.
	await expect(judge()).rejects.toMatchObject({ code: 'residents.purposeMoved' });
	const { purpose } = (await purposeSettings(admin, {})).find((each) => each.purpose.code === 'health')!;
	const { needsConsent: _, validFrom: __, ...now } = purpose;
	await savePurpose(admin, { ...now, keepMonths: 24, why: '缩短' } as Parameters<typeof savePurpose>[1]);
	expect((await of('health')).outOfDate).toBe(true);
	await judge({ purposeVersion: 2, after: 1, outside: '委托区残联核对证件', conclusion: 'fits_with_measures' });
	const after = await of('health');
	expect([after.outOfDate, after.because, after.judgements.map(({ version, purposeVersion, conclusion }) => [version, purposeVersion, conclusion])]).toEqual([false, ['sensitive', 'outside'], [[2, 2, 'fits_with_measures'], [1, 1, 'fits']]]);
	await expect(ownerPool().query(`INSERT INTO residents.impact_assessment SELECT subdistrict_id, purpose, 9, purpose_version, people, necessity, risk, measures, outside, conclusion, assessor, assessed_on, assessed_on + interval '2 years', recorded_at FROM residents.impact_assessment WHERE version = 1`)).rejects.toThrow(/check/);
});

test('is read by who oversees, judged by manager and security administrator, and printed whole', async () => {
	const as = (role: Parameters<typeof person>[0], community: string | null = null) => testCtx(here.id, { ...person(role, community), id: newId() });
	await of('health', as('audit_admin'));
	for (const role of ['worker', 'head', 'system_admin', 'resident'] as const) await expect(of('health', as(role))).rejects.toMatchObject({ status: 403 });
	await expect(assessImpact(as('audit_admin'), { code: 'health', purposeVersion: 2, after: 2, others: [], ...JUDGED })).rejects.toMatchObject({ status: 403 });
	await expect(of('nothing')).rejects.toMatchObject({ status: 404 });
	const pdf = await printImpact(admin, await impactRecord(admin, { others: OTHERS }), { subdistrict: '云岭街道', zone: 'Asia/Shanghai' });
	expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});
