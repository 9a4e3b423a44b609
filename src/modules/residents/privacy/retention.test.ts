import { beforeAll, describe, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { onEvent } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { systemCtx } from '#platform/jobs.ts';
import { addGroupFact, addPerson, addTie, correctFields, endGroupFact, linkAtCounter, openPage, ownRecord, personConsents, recordConsent, retentionForecast, retentionRuns, runRetention, savePurpose, setOwnConsent, setWithdrawalGrace, withdrawalGrace, type PersonPage } from '../index.ts';
import { residents } from '../manifest.ts';
import './erasure.events.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
/** what happens the next time something goes, as if somebody were at work meanwhile */
let meanwhile: (() => Promise<unknown>) | null = null;
/** what other modules were told of */
const told: { personId: string; fields: readonly string[] }[] = [];
beforeAll(() => {
	onEvent<'residents.purposeEnded', 'residents'>('residents.purposeEnded', async ({ personId, fields, removed }, { ctx }) => {
		// Files that run after this one in the same worker are not told of.
		if (ctx.subdistrictId !== here.id) return;
		told.push({ personId, fields });
		const now = meanwhile;
		meanwhile = null;
		await now?.();
		if (fields.includes('assessment')) removed?.(2);
	});
});
beforeAll(async () => {
	here = await testSubdistrict();
	await writeTx<string, void>(systemCtx(here.id, 'test'), (tx) => residents.install!(tx));
});

const at = (day: string, actor: Parameters<typeof testCtx>[1] = { ...person('worker', here.communities[0]), id: newId(), name: '张伟' }) => testCtx(here.id, actor, `${day}T04:00:00Z`);
const admin = (day = '2026-01-10') => at(day, { ...person('security_admin'), id: newId(), name: '罗静' });
const auditor = (day: string) => at(day, person('audit_admin'));
const night = (day: string) => runRetention({ ...systemCtx(here.id, 'test'), clock: at(day).clock });
const somebody = async (birthDate = '1950-03-07') => (await addPerson(at('2026-01-10'), { communityId: here.communities[0], fields: { name: '王秀兰', birthDate, ethnicity: '01' } })).id;
const agree = (personId: string, day: string, purpose = 'health') => recordConsent(at(day), { personId, purpose, agree: true, way: 'counter' });
const takeBack = (personId: string, day: string, purpose = 'health') => recordConsent(at(day), { personId, purpose, agree: false, way: 'counter' });
const disabled = (personId: string, day: string) => addGroupFact(at(day), { personId, code: 'disabled', kind: '61', grade: '2', fromOn: day, certificate: '99999919500307001361' });
const facts = async (personId: string) => (await ownerPool().query<{ code: string }>('SELECT code FROM residents.group_fact WHERE person_id = $1 ORDER BY code', [personId])).rows.map(({ code }) => code);
const purposeOf = async (code: string) => (await ownerPool().query('SELECT version, fields, active FROM residents.purpose WHERE subdistrict_id = $1 AND code = $2', [here.id, code])).rows[0] as { version: number; fields: string[]; active: boolean };

describe('a consent that was taken back', () => {
	test('leaves a month to change one’s mind, and then what rested on it goes, is counted, and said to the person', async () => {
		const id = await somebody();
		await agree(id, '2026-01-10');
		await disabled(id, '2026-01-10');
		await addGroupFact(at('2026-01-10'), { personId: id, code: 'dibao', fromOn: '2026-01-10' });
		const me = (day: string) => at(day, { ...person('resident'), id: account });
		const account = newId();
		await linkAtCounter(at('2026-01-10'), { personId: id, userId: account, actsAs: 'self' });
		expect((await ownRecord(me('2026-01-11'), { personId: id })).graceDays).toBe(30);
		await setOwnConsent(me('2026-01-11'), { personId: id, purpose: 'health', agree: false });
		const own = async (day: string) => (await ownRecord(me(day), { personId: id })).purposes.find(({ code }) => code === 'health')!.consent!;
		expect(await own('2026-01-12')).toMatchObject({ withdrawnBy: 'self', removeOn: '2026-02-10', removedAt: null });

		const forecast = await retentionForecast(auditor('2026-01-20'), {});
		expect(forecast.coming.filter(({ rule }) => rule === 'withdrawn')).toEqual([{ rule: 'withdrawn', purpose: 'health', on: '2026-02-10', people: 1, count: 1 }]);
		expect(forecast.staying.filter(({ why }) => why === 'grace')).toEqual([{ why: 'grace', of: 'health', people: 1, from: '2026-02-10', until: '2026-02-10' }]);

		expect(await night('2026-02-09')).toEqual([]);
		expect(await facts(id)).toEqual(['dibao', 'disabled']);
		told.length = 0;
		expect(await night('2026-02-10')).toEqual([{ rule: 'withdrawn', purpose: 'health', people: 1, count: 3 }]);
		expect(await facts(id)).toEqual(['dibao']);
		expect(told).toEqual([{ personId: id, fields: ['group:health', 'assessment'] }]);
		expect((await own('2026-02-11')).removedAt).not.toBeNull();
		// What rests on another ground is untouched, and the record does not change from night to night.
		const { version } = (await openPage(at('2026-02-11'), id)) as PersonPage;
		expect(await night('2026-02-11')).toEqual([]);
		expect(((await openPage(at('2026-02-11'), id)) as PersonPage).version).toBe(version);
		// Agreed to again, it begins anew.
		await agree(id, '2026-03-01');
		await disabled(id, '2026-03-01');
		await night('2026-06-01');
		expect(await facts(id)).toEqual(['dibao', 'disabled']);
	});

	test('given again in time keeps everything', async () => {
		const id = await somebody();
		await agree(id, '2026-01-10');
		await disabled(id, '2026-01-10');
		await takeBack(id, '2026-01-11');
		await agree(id, '2026-02-09');
		await night('2026-05-01');
		expect(await facts(id)).toEqual(['disabled']);
		const lines = (await personConsents(at('2026-05-01'), { personId: id })).purposes.find(({ code }) => code === 'health')!.consents;
		expect(lines.map(({ withdrawnAt, removeOn }) => [withdrawnAt === null, removeOn])).toEqual([[true, null], [false, null]]);
	});

	test('removes nothing that another purpose needs by law; once that one needs it no more, it goes', async () => {
		const id = await somebody();
		await agree(id, '2026-01-10');
		await disabled(id, '2026-01-10');
		await takeBack(id, '2026-01-11');
		await ownerPool().query(`UPDATE residents.purpose SET fields = fields || '{group:health}' WHERE subdistrict_id = $1 AND code = 'assistance'`, [here.id]);
		await night('2026-05-01');
		expect(await facts(id)).toEqual(['disabled']);
		expect((await retentionForecast(auditor('2026-05-01'), {})).staying.filter(({ why }) => why === 'other_purpose')).toEqual([{ why: 'other_purpose', of: 'health', people: 1, from: null, until: null }]);
		await ownerPool().query(`UPDATE residents.purpose SET fields = array_remove(fields, 'group:health') WHERE subdistrict_id = $1 AND code = 'assistance'`, [here.id]);
		await night('2026-05-02');
		expect(await facts(id)).toEqual([]);
	});

	test('that ended because the purpose changed is asked for anew, and removes nothing', async () => {
		const id = await somebody();
		await agree(id, '2026-05-10');
		await disabled(id, '2026-05-10');
		const before = await purposeOf('health');
		await savePurpose(admin('2026-05-11'), { code: 'health', version: before.version, name: '健康', nameEn: '', explanation: '照护', explanationEn: '', basis: 'consent', source: '', fields: before.fields as [], keepMonths: 36, keepFrom: 'ended', active: true, consentAnew: true, why: '改了' });
		await night('2026-12-01');
		expect(await facts(id)).toEqual(['disabled']);
		// Who is asked and says no is told a day as well, and may change their mind until then.
		const account = newId();
		await linkAtCounter(at('2026-12-01'), { personId: id, userId: account, actsAs: 'self' });
		const no = (day: string) => setOwnConsent(at(day, { ...person('resident'), id: account }), { personId: id, purpose: 'health', agree: false });
		await no('2026-12-02');
		const [line] = (await personConsents(at('2026-12-02'), { personId: id })).purposes.find(({ code }) => code === 'health')!.consents;
		expect(line).toMatchObject({ withdrawnBy: 'self', withdrawnAt: at('2026-12-02').clock.now(), removeOn: '2027-01-01', removedAt: null });
		await expect(no('2026-12-03')).rejects.toMatchObject({ code: 'residents.noConsent' });
		await night('2027-01-01');
		expect(await facts(id)).toEqual([]);
	});

	test('also a single field goes, with every word that was said of it', async () => {
		const id = await somebody();
		await ownerPool().query(`UPDATE residents.purpose SET basis = 'consent', needs_consent = true WHERE subdistrict_id = $1 AND code = 'background'`, [here.id]);
		await agree(id, '2026-06-01', 'background');
		await correctFields(at('2026-06-01'), { id, version: ((await openPage(at('2026-06-01'), id)) as PersonPage).version, fields: { education: '70' } });
		await takeBack(id, '2026-06-02', 'background');
		expect((await night('2026-07-02')).find(({ purpose }) => purpose === 'background')).toEqual({ rule: 'withdrawn', purpose: 'background', people: 1, count: 2 });
		const { rows } = await ownerPool().query('SELECT education, name, birth_date FROM residents.person WHERE id = $1', [id]);
		expect(rows).toEqual([{ education: null, name: '王秀兰', birth_date: '1950-03-07' }]);
		await ownerPool().query(`UPDATE residents.purpose SET basis = 'public_interest', needs_consent = false WHERE subdistrict_id = $1 AND code = 'background'`, [here.id]);
	});

	test('the days of grace are the subdistrict’s, marked until it settles them, and hold for who takes back from then on', async () => {
		const [before, after] = [await somebody(), await somebody()];
		for (const id of [before, after]) await agree(id, '2026-08-01');
		await takeBack(before, '2026-08-02');
		expect(await withdrawalGrace(auditor('2026-08-02'), {})).toEqual({ days: 30, isDefault: true });
		await expect(setWithdrawalGrace(auditor('2026-08-02'), { days: 10 })).rejects.toMatchObject({ status: 403 });
		for (const days of [0, 91, 'x']) await expect(setWithdrawalGrace(admin(), { days })).rejects.toMatchObject({ fields: [{ path: 'days', code: 'residents.graceWrong' }] });
		await setWithdrawalGrace(admin('2026-08-03'), { days: '10' });
		expect(await withdrawalGrace(auditor('2026-08-03'), {})).toEqual({ days: 10, isDefault: false });
		await takeBack(after, '2026-08-03');
		const dayOf = async (id: string) => (await personConsents(at('2026-08-04'), { personId: id })).purposes.find(({ code }) => code === 'health')!.consents[0]!.removeOn;
		expect([await dayOf(before), await dayOf(after)]).toEqual(['2026-09-01', '2026-08-13']);
	});
});

describe('time that is over', () => {
	test('takes of somebody who left what no purpose with more time needs, once and not every night', async () => {
		const id = await somebody();
		await addGroupFact(at('2026-01-10'), { personId: id, code: 'dibao', fromOn: '2026-01-10' });
		await ownerPool().query(`UPDATE residents.purpose SET fields = fields || '{sex,birthDate}' WHERE subdistrict_id = $1 AND code = 'assistance'`, [here.id]);
		await ownerPool().query(`UPDATE residents.person SET left_on = '2026-01-15' WHERE id = $1`, [id]);
		await night('2026-12-02');
		const of = async () => (await ownerPool().query('SELECT ethnicity, birth_date, version FROM residents.person WHERE id = $1', [id])).rows[0];
		const before = await of();
		const coming = (await retentionForecast(auditor('2028-01-10'), {})).coming.filter(({ on }) => on === '2028-01-15');
		expect(coming).toEqual([{ rule: 'left', purpose: 'background', on: '2028-01-15', people: 1, count: 1 }, { rule: 'left', purpose: 'care', on: '2028-01-15', people: 1, count: null }]);
		await night('2028-01-14');
		expect(await of()).toEqual(before);
		told.length = 0;
		expect((await night('2028-01-16')).filter(({ rule }) => rule === 'left')).toEqual([{ rule: 'left', purpose: 'background', people: 1, count: 1 }]);
		// Others are told of what went and of what they hold, not of purposes that have nothing.
		expect(told.filter(({ personId }) => personId === id).map(({ fields }) => fields)).toEqual([['ethnicity', 'education', 'marital', 'workplace'], ['care']]);
		const after = await of();
		expect([after.ethnicity, after.birth_date]).toEqual([null, '1950-03-07']);
		await night('2028-01-17');
		told.length = 0;
		await night('2028-01-18');
		await night('2028-01-19');
		expect((await of()).version).toBe(after.version);
		expect(told.filter(({ personId }) => personId === id)).toEqual([]);
		// When the last purpose is over, everything goes.
		expect((await night('2031-01-20')).filter(({ rule }) => rule === 'anonymised')).toEqual([{ rule: 'anonymised', purpose: null, people: 1, count: 1 }]);
		expect((await of()).birth_date).toBeNull();
		await ownerPool().query(`UPDATE residents.purpose SET fields = '{group:money}' WHERE subdistrict_id = $1 AND code = 'assistance'`, [here.id]);
	});

	test('is over on its day at the ends of months too, and what is written down afterwards goes the next night', async () => {
		const id = await somebody();
		await ownerPool().query(`UPDATE residents.purpose SET keep_months = 6 WHERE subdistrict_id = $1 AND code = 'background'`, [here.id]);
		await ownerPool().query(`UPDATE residents.person SET left_on = '2031-08-31' WHERE id = $1`, [id]);
		await night('2032-02-28');
		expect((await retentionForecast(auditor('2032-02-28'), {})).coming).toContainEqual({ rule: 'left', purpose: 'background', on: '2032-02-29', people: 1, count: 1 });
		expect((await night('2032-02-29')).filter(({ rule }) => rule === 'left')).toContainEqual({ rule: 'left', purpose: 'background', people: 1, count: 1 });
		await night('2032-12-01');
		await night('2032-12-02');
		await addTie(at('2032-12-02'), { personId: id, kind: 'emergency', name: '林美珍', phone: '12000000088' });
		await ownerPool().query(`UPDATE residents.person SET changed_at = '2026-01-01' WHERE id = $1`, [id]);
		expect((await night('2032-12-03')).filter(({ rule }) => rule === 'left')).toEqual([{ rule: 'left', purpose: 'contacts', people: 1, count: 1 }]);
		await ownerPool().query(`UPDATE residents.purpose SET keep_months = 24 WHERE subdistrict_id = $1 AND code = 'background'`, [here.id]);
	});

	test('takes nothing of who came back or agreed while the night ran', async () => {
		const [first, back, agreed] = [await somebody(), await somebody(), await somebody()];
		await ownerPool().query(`UPDATE residents.purpose SET fields = fields || '{ethnicity}', keep_months = 120 WHERE subdistrict_id = $1 AND code = 'health'`, [here.id]);
		await ownerPool().query(`UPDATE residents.person SET left_on = '2031-01-10' WHERE id = ANY($1)`, [[first, back, agreed]]);
		meanwhile = async () => {
			await ownerPool().query('UPDATE residents.person SET left_on = NULL WHERE id = $1', [back]);
			await agree(agreed, '2033-01-10');
		};
		await night('2033-01-10');
		const { rows } = await ownerPool().query('SELECT ethnicity, birth_date IS NOT NULL AS birth FROM residents.person WHERE id = ANY($1) ORDER BY id', [[first, back, agreed]]);
		expect(rows).toEqual([{ ethnicity: null, birth: false }, { ethnicity: '01', birth: true }, { ethnicity: '01', birth: false }]);
		await ownerPool().query(`UPDATE residents.purpose SET fields = array_remove(fields, 'ethnicity'), keep_months = 36 WHERE subdistrict_id = $1 AND code = 'health'`, [here.id]);
	});

	test('takes nothing that somebody was told they can have back by agreeing again', async () => {
		const id = await somebody();
		await ownerPool().query(`UPDATE residents.purpose SET fields = fields || '{ethnicity}', keep_months = 120 WHERE subdistrict_id = $1 AND code = 'health'`, [here.id]);
		await agree(id, '2030-01-10');
		await ownerPool().query(`UPDATE residents.person SET left_on = '2031-01-15' WHERE id = $1`, [id]);
		await takeBack(id, '2033-01-10');
		await ownerPool().query(`UPDATE residents.consent SET remove_on = '2033-02-09' WHERE person_id = $1`, [id]);
		const ethnicity = async () => (await ownerPool().query('SELECT ethnicity FROM residents.person WHERE id = $1', [id])).rows[0].ethnicity;
		for (const day of ['2033-01-15', '2033-01-16', '2033-01-17']) await night(day);
		expect(await ethnicity()).toBe('01');
		// Nobody agreed: what the time of the other purpose is over for goes with the days of grace.
		expect(await night('2033-02-09')).toContainEqual({ rule: 'withdrawn', purpose: 'health', people: 1, count: 3 });
		expect(await ethnicity()).toBeNull();
		await ownerPool().query(`UPDATE residents.purpose SET fields = array_remove(fields, 'ethnicity'), keep_months = 36 WHERE subdistrict_id = $1 AND code = 'health'`, [here.id]);
	});

	test('takes ended groups by the purpose that holds them longest, and none that one without an end holds', async () => {
		const id = await somebody();
		const { id: fact } = await addGroupFact(at('2026-01-10'), { personId: id, code: 'dibao', fromOn: '2026-01-10' });
		await endGroupFact(at('2026-02-01'), { id: fact, on: '2026-02-01', reason: 'ended' });
		await ownerPool().query(`UPDATE residents.purpose SET fields = fields || '{group:money}' WHERE subdistrict_id = $1 AND code = 'register'`, [here.id]);
		await night('2035-01-01');
		expect(await facts(id)).toEqual(['dibao']);
		await ownerPool().query(`UPDATE residents.purpose SET fields = array_remove(fields, 'group:money') WHERE subdistrict_id = $1 AND code = 'register'`, [here.id]);
		expect((await retentionForecast(auditor('2035-01-02'), {})).coming.filter(({ rule }) => rule === 'ended')).toEqual([{ rule: 'ended', purpose: 'assistance', on: null, people: 1, count: 1 }]);
		expect((await night('2035-01-02')).filter(({ rule }) => rule === 'ended')).toEqual([{ rule: 'ended', purpose: 'assistance', people: 1, count: 1 }]);
		expect(await facts(id)).toEqual([]);
	});

	test('counts from when something was written down where the purpose says so; a newer word stands, and the base of the register is never so', async () => {
		const id = await somebody();
		const { version } = await purposeOf('background');
		const set = (code: string, v: number, fields: string[]) => savePurpose(admin('2026-01-11'), { code, version: v, name: '了解情况', nameEn: '', explanation: '就业', explanationEn: '', basis: 'public_interest', source: '', fields: fields as [], keepMonths: 12, keepFrom: 'recorded', active: true, why: '只留一年' });
		await expect(set('background', version, ['phone', 'education'])).rejects.toMatchObject({ fields: [{ path: 'keepFrom', code: 'residents.keepRecordedCore' }] });
		await set('background', version, ['ethnicity', 'education', 'marital', 'workplace']);
		const change = async (day: string, fields: Record<string, string>) => correctFields(at(day), { id, version: ((await openPage(at(day), id)) as PersonPage).version, fields });
		await change('2036-01-10', { education: '70', marital: '20' });
		await change('2036-09-10', { education: '20' });
		await night('2036-12-01');
		const of = async () => (await ownerPool().query('SELECT education, marital FROM residents.person WHERE id = $1', [id])).rows[0];
		expect(await of()).toEqual({ education: '20', marital: '20' });
		const ahead = (await retentionForecast(auditor('2036-12-30'), {})).coming.filter(({ rule, on }) => rule === 'recorded' && on === '2037-01-11');
		expect(ahead).toEqual([{ rule: 'recorded', purpose: 'background', on: '2037-01-11', people: 2, count: 2 }]);
		expect((await night('2037-01-11')).filter(({ rule }) => rule === 'recorded')).toEqual([{ rule: 'recorded', purpose: 'background', people: 2, count: 2 }]);
		expect(await of()).toEqual({ education: '20', marital: null });
	});
});

test('every night is written down, read by who oversees, page by page; a missed night is said', async () => {
	const all: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof retentionRuns>> = await retentionRuns(auditor('2037-01-12'), { cursor, limit: 5 });
		all.push(...page.items.map(({ id }) => id));
		cursor = page.next;
	} while (cursor);
	const { rows } = await ownerPool().query<{ n: number; some: number }>(`SELECT count(*)::int AS n, count(*) FILTER (WHERE removed <> '[]')::int AS some FROM residents.retention_run WHERE subdistrict_id = $1`, [here.id]);
	expect(new Set(all).size).toBe(rows[0]!.n);
	expect((await retentionRuns(auditor('2037-01-12'), { something: true, limit: 100 })).items).toHaveLength(rows[0]!.some);
	expect((await retentionRuns(auditor('2037-01-12'), {})).late).toBe(false);
	expect((await retentionRuns(auditor('2037-01-14'), {})).late).toBe(true);
	for (const role of ['worker', 'head', 'resident', 'system_admin'] as const) {
		await expect(retentionRuns(at('2037-01-12', person(role, here.communities[0])), {})).rejects.toMatchObject({ status: 403 });
		await expect(retentionForecast(at('2037-01-12', person(role, here.communities[0])), {})).rejects.toMatchObject({ status: 403 });
	}
	// The log and the forecast name nobody.
	expect(JSON.stringify([await retentionRuns(auditor('2037-01-12'), { limit: 100 }), await retentionForecast(auditor('2037-01-12'), {})])).not.toContain('王秀兰');
});
