import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { systemCtx } from '#platform/jobs.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { addPerson, addTie, personConsents, purposeSettings, recordConsent, savePurpose } from '../index.ts';
import { installPurposes, type Purpose } from './purposes.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
let admin: ReturnType<typeof testCtx>;

beforeAll(async () => {
	here = await testSubdistrict();
	worker = testCtx(here.id, { ...person('worker', here.communities[0]), id: newId(), name: '张伟' });
	admin = testCtx(here.id, { ...person('security_admin'), id: newId(), name: '安全管理员' });
	await writeTx<'residents', void>(systemCtx(here.id, 'test'), installPurposes);
});

const settings = async (code: string) => (await purposeSettings(admin, {})).find(({ purpose }) => purpose.code === code)!;
const save = async (code: string, change: Partial<Purpose> & { consentAnew?: boolean; why?: string }) => {
	const { needsConsent: _, validFrom: __, ...now } = (await settings(code)).purpose;
	return savePurpose(admin, { why: '测试', ...now, ...change } as Parameters<typeof savePurpose>[1]);
};
const somebody = async (name: string, birthDate = '1950-03-07') => (await addPerson(worker, { communityId: here.communities[0], fields: { name, birthDate } })).id;
const of = async (personId: string, code: string) => (await personConsents(worker, { personId })).purposes.find((each) => each.code === code)!.consents;

test('a change of a purpose is dated, says why and who, and the earlier state stays', async () => {
	expect((await settings('care')).versions.map(({ version, changed }) => [version, changed])).toEqual([[1, []]]);
	await save('care', { keepMonths: 12, explanation: '多久来看您一次。', why: '缩短保存期限' });
	const { purpose, versions } = await settings('care');
	expect(purpose).toMatchObject({ keepMonths: 12, version: 2, validFrom: '2026-11-24' });
	expect(versions[0]).toMatchObject({ version: 2, why: '缩短保存期限', by: '安全管理员', changed: ['explanation', 'keepMonths'] });
	const { rows } = await ownerPool().query(`SELECT state->>'keepMonths' AS months FROM residents.purpose_version WHERE subdistrict_id = $1 AND code = 'care' ORDER BY version`, [here.id]);
	expect(rows.map(({ months }) => months)).toEqual(['24', '12']);
	const audit = await ownerPool().query(`SELECT reason FROM platform.audit_log WHERE subdistrict_id = $1 AND action = 'residents.savePurpose' AND subject_id = 'care'`, [here.id]);
	expect(audit.rows).toEqual([{ reason: '缩短保存期限' }]);
	// The version that somebody else saw is not theirs to overwrite.
	await expect(save('care', { version: 1 })).rejects.toMatchObject({ code: 'residents.purposeMoved' });
});

test('only what rests on consent asks for it, and the base of the register never does', async () => {
	await save('background', { basis: 'consent' });
	expect((await settings('background')).purpose.needsConsent).toBe(true);
	await save('background', { basis: 'public_interest' });
	expect((await settings('background')).purpose.needsConsent).toBe(false);
	for (const change of [{ active: false }, { basis: 'consent' as const }, { fields: ['name'] }]) await expect(save('register', change)).rejects.toMatchObject({ fields: [{ path: 'fields', code: 'residents.coreUncovered' }] });
	// Another purpose that names it is enough.
	const base = (await settings('register')).purpose.fields;
	await save('register', { code: 'census', version: 0, name: '人口普查', fields: base });
	await save('register', { active: false });
	await expect(save('census', { active: false })).rejects.toMatchObject({ fields: [{ code: 'residents.coreUncovered' }] });
	await save('register', { active: true });
	await expect(save('register', { version: 0 })).rejects.toMatchObject({ fields: [{ path: 'code', code: 'residents.purposeThere' }] });
});

test('who agreed to less is asked again: more data ends the consents, a better wording does not', async () => {
	const [a, b] = [await somebody('甲'), await somebody('乙')];
	for (const personId of [a, b]) await recordConsent(worker, { personId, purpose: 'health', agree: true, way: 'counter' });
	await recordConsent(worker, { personId: b, purpose: 'health', agree: false, way: 'paper', note: '撤回书 3' });
	expect((await save('health', { explanation: '残疾、重病、失能情况，用来安排照护。' })).ended).toBe(0);
	expect(await save('health', { fields: [...(await settings('health')).purpose.fields, 'workplace'] })).toMatchObject({ ended: 1 });
	expect((await of(a, 'health'))[0]).toMatchObject({ withdrawnBy: 'changed', version: 1 });
	expect((await of(b, 'health'))[0]).toMatchObject({ withdrawnBy: 'staff', withdrawnByName: '张伟', withdrawnNote: '撤回书 3' });
	await recordConsent(worker, { personId: a, purpose: 'health', agree: true, way: 'phone' });
	expect((await of(a, 'health')).map(({ withdrawnAt, version }) => [withdrawnAt === null, version])).toEqual([[true, 3], [false, 1]]);
	expect((await save('health', { consentAnew: true })).ended).toBe(1);
});

test('a purpose that rested on something else meanwhile asks anew: what grew then is covered by no earlier consent', async () => {
	const personId = await somebody('戊');
	await save('party', { active: true });
	await recordConsent(worker, { personId, purpose: 'party', agree: true, way: 'counter' });
	expect((await save('party', { basis: 'public_interest' })).ended).toBe(0);
	await save('party', { fields: ['political', 'workplace'] });
	expect(await save('party', { basis: 'consent' })).toMatchObject({ ended: 1 });
	expect((await of(personId, 'party'))[0]).toMatchObject({ withdrawnBy: 'changed' });
	expect((await settings('party')).versions[0]).toMatchObject({ consentAnew: true });
});

test('a paper is named; a guardian agrees for a child, and may for who cannot decide alone', async () => {
	const [child, old] = [await somebody('小明', '2018-05-05'), await somebody('丙')];
	await expect(recordConsent(worker, { personId: old, purpose: 'health', agree: true, way: 'paper' })).rejects.toMatchObject({ fields: [{ path: 'note', code: 'residents.paperNote' }] });
	await expect(recordConsent(worker, { personId: old, purpose: 'health', agree: true, way: 'counter', giver: newId() })).rejects.toMatchObject({ code: 'residents.guardianMissing' });
	expect((await personConsents(worker, { personId: child })).guardianNeeded).toBe(true);
	for (const personId of [child, old]) await addTie(worker, { personId, kind: 'guardian', name: '李芳' });
	const { rows } = await ownerPool().query('SELECT id, person_id FROM residents.relation WHERE person_id = any($1)', [[child, old]]);
	const tieOf = (personId: string) => rows.find((row) => row.person_id === personId).id as string;
	await recordConsent(worker, { personId: child, purpose: 'children', agree: true, way: 'paper', note: '同意书 12' });
	await recordConsent(worker, { personId: old, purpose: 'health', agree: true, way: 'counter', giver: tieOf(old) });
	expect((await of(child, 'children'))[0]).toMatchObject({ givenBy: 'guardian', guardianRelationId: tieOf(child), by: '张伟', note: '同意书 12' });
	expect((await of(old, 'health'))[0]).toMatchObject({ givenBy: 'guardian', guardianRelationId: tieOf(old) });
	// Somebody else's guardian is nobody's here.
	await expect(recordConsent(worker, { personId: child, purpose: 'health', agree: true, way: 'counter', giver: tieOf(old) })).rejects.toMatchObject({ code: 'residents.guardianMissing' });
});

test('setting is for manager and security administrator, reading for the audit administrator too, and consents for who opens the record', async () => {
	const as = (role: Parameters<typeof person>[0], community: string | null = null) => testCtx(here.id, person(role, community));
	await purposeSettings(as('audit_admin'), {});
	const { needsConsent: _, validFrom: __, ...care } = (await settings('care')).purpose;
	for (const role of ['audit_admin', 'system_admin', 'worker', 'head'] as const) await expect(savePurpose(as(role), { ...care, why: '测试' } as never)).rejects.toMatchObject({ status: 403 });
	for (const role of ['worker', 'system_admin', 'resident'] as const) await expect(purposeSettings(as(role), {})).rejects.toMatchObject({ status: 403 });
	const personId = await somebody('丁');
	await expect(personConsents(as('worker', here.communities[1]), { personId })).rejects.toMatchObject({ status: 404 });
	await expect(recordConsent(as('worker', here.communities[1]), { personId, purpose: 'health', agree: true, way: 'counter' })).rejects.toMatchObject({ status: 403 });
	expect((await personConsents(as('manager'), { personId })).mayEdit).toBe(false);
});

test('every purpose of the beginning can be set as it stands', async () => {
	for (const { purpose } of await purposeSettings(admin, {})) await save(purpose.code, { why: '原样再存' });
});
