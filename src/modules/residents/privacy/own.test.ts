import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import type { Actor } from '#platform/context.ts';
import { systemCtx } from '#platform/jobs.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { onEvent } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { lookupHash } from '#platform/secrets.ts';
import { idCheckDigit } from '#platform/text/index.ts';
import { pdfCharacters, pdfPageSizes, pdfTitle } from '../../../../tests/support/pdf.ts';
import { phoneColumns } from '#platform/phone.ts';
import { accountLinks, addPerson, answerSubjectRequest, askAtCounter, demandOwnData, auditLooks, lookAnomalies, askOwn, copyForPerson, endLink, linkByPhone, ownRecordPdf, linkAtCounter, linkOwn, myLinks, ownRecord, recordConsent, runRetention, setOwnConsent, subjectRequests, unlinkOwn } from '../index.ts';
import { installPurposes } from './purposes.ts';

useDatabase();

const PHONE = '12000008888';
const idOf = (birth: string, order: string) => {
	const first = `999999${birth.replaceAll('-', '')}${order}`;
	return first + idCheckDigit(first);
};
let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
const resident = (phone = PHONE): Actor => ({ kind: 'user', id: newId(), name: '120****8888', grants: [{ role: 'resident', communityId: null, organizationId: null }], scopes: [], phoneHash: lookupHash('phone', phone) });

beforeAll(async () => {
	here = await testSubdistrict();
	worker = testCtx(here.id, { ...person('worker', here.communities[0]), id: newId(), name: '张伟' });
	await writeTx<'residents', void>(systemCtx(here.id, 'test'), installPurposes);
	for (const [code, sensitivity] of [['dibao', 'money'], ['illness', 'health']]) await ownerPool().query(`INSERT INTO residents.group_type (subdistrict_id, code, name, name_en, sensitivity) VALUES ($1, $2, $2, $2, $3)`, [here.id, code, sensitivity]);
});

let order = 100;
async function somebody(fields: Record<string, string> = {}) {
	const idNumber = idOf('1950-03-07', String((order += 2)));
	const { id } = await addPerson(worker, { communityId: here.communities[0], fields: { name: '王秀兰', idNumber, phone: PHONE, ethnicity: '01', ...fields } });
	return { id, idNumber };
}
async function guardianOf(personId: string, other: string, position: number, kind = 'guardian'): Promise<string> {
	const id = newId();
	await ownerPool().query('INSERT INTO residents.relation (subdistrict_id, id, person_id, kind, other_id, position, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, now())', [here.id, id, personId, kind, other, position]);
	return id;
}
const fact = (personId: string, code: string, until: string | null = null) =>
	ownerPool().query(`INSERT INTO residents.group_fact (subdistrict_id, id, person_id, code, from_on, until_on, source_kind, recorded_at) VALUES ($1, $2, $3, $4, '2015-01-01', $5, 'desk', now())`, [here.id, newId(), personId, code, until]);

test('an account is tied to a record by name, ID number and the proved telephone together; what does not fit is one answer', async () => {
	const { id, idNumber } = await somebody();
	const me = testCtx(here.id, resident());
	for (const given of [{ name: '王秀', idNumber }, { name: '王秀兰', idNumber: idOf('1950-03-07', '996') }]) await expect(linkOwn(me, given)).rejects.toMatchObject({ code: 'residents.noRecordFits', status: 404 });
	await expect(linkOwn(testCtx(here.id, resident('12000007777')), { name: '王秀兰', idNumber })).rejects.toMatchObject({ code: 'residents.noRecordFits' });
	await expect(linkOwn(me, { name: '王秀兰', idNumber: '12' })).rejects.toMatchObject({ fields: [{ path: 'idNumber', code: 'residents.idNumber.length' }] });
	expect(await linkOwn(me, { name: '王 秀兰', idNumber: idNumber.toLowerCase() })).toMatchObject({ personId: id });
	expect(await myLinks(me, {})).toEqual([{ personId: id, name: '王秀兰', actsAs: 'self' }]);
	await unlinkOwn(me, { personId: id });
	await expect(ownRecord(me, { personId: id })).rejects.toMatchObject({ status: 404 });
	const guesser = testCtx(here.id, resident());
	for (let i = 0; i < 5; i++) await linkOwn(guesser, { name: '猜', idNumber }).catch(() => {});
	await expect(linkOwn(guesser, { name: '王秀兰', idNumber })).rejects.toMatchObject({ code: 'platform.tooMany' });
});

test('who an account is, is told to whoever holds something of the account; a proxy is nobody new, and telling once is enough', async () => {
	const told: object[] = [];
	onEvent('residents.linked', async (link) => void told.push(link));
	const [own, atCounter] = [await somebody(), await somebody()];
	const [me, other, proxy] = [resident(), resident(), resident()];
	const mine = testCtx(here.id, me);
	for (let i = 0; i < 2; i++) await linkOwn(mine, { name: '王秀兰', idNumber: own.idNumber });
	await linkAtCounter(worker, { personId: atCounter.id, userId: proxy.id!, actsAs: 'proxy' });
	await linkAtCounter(worker, { personId: atCounter.id, userId: other.id!, actsAs: 'self' });
	expect(told).toEqual([{ personId: own.id, userId: me.id }, { personId: atCounter.id, userId: other.id }]);
});

test('the person sees all that is held, whole, with who looked; a proxy sees little, a stranger nothing', async () => {
	const { id, idNumber } = await somebody();
	await fact(id, 'dibao');
	// A record is not read whole because it can be printed: the person has to have asked for the paper.
	expect(await copyForPerson(worker, id)).toBeNull();
	await expect(demandOwnData(worker, { personId: id })).rejects.toMatchObject({ status: 404 });
	await askAtCounter(worker, { personId: id, kind: 'copy', way: 'counter' });
	expect((await copyForPerson(worker, id))?.values.find(({ field }) => field === 'idNumber')?.value).toBe(idNumber);
	await demandOwnData(worker, { personId: id });
	await expect(copyForPerson(testCtx(here.id, person('manager')), id)).rejects.toMatchObject({ status: 404 });
	await expect(copyForPerson(testCtx(here.id, person('worker', here.communities[1])), id)).rejects.toMatchObject({ status: 404 });
	const [me, child, stranger] = [resident(), resident(), resident()].map((actor) => testCtx(here.id, actor));
	await linkOwn(me!, { name: '王秀兰', idNumber });
	await linkAtCounter(worker, { personId: id, userId: child!.actor.id!, actsAs: 'proxy' });
	const mine = await ownRecord(me!, { personId: id });
	expect(mine.values.find(({ field }) => field === 'idNumber')?.value).toBe(idNumber);
	expect(mine.values.find(({ field }) => field === 'phone')?.value).toBe(PHONE);
	expect(mine.groups.map(({ code }) => code)).toEqual(['dibao']);
	expect(mine.looks.map(({ by, what }) => [by, what])).toEqual([['张伟', 'print']]);
	expect(mine.purposes.map(({ code }) => code)).toContain('health');
	const theirs = await ownRecord(child!, { personId: id });
	expect([theirs.groups, theirs.values.find(({ field }) => field === 'idNumber')?.value]).toEqual([[], mine.values.find(({ field }) => field === 'idNumber')!.value!.replace(/^(.{6}).*(.{4})$/, '$1********$2')]);
	await expect(ownRecord(stranger!, { personId: id })).rejects.toMatchObject({ status: 404 });
});

test('consent is given once, taken back, and given for a child by a guardian only', async () => {
	const { id, idNumber } = await somebody();
	const me = testCtx(here.id, resident());
	await linkOwn(me, { name: '王秀兰', idNumber });
	await setOwnConsent(me, { personId: id, purpose: 'health', agree: true });
	await setOwnConsent(me, { personId: id, purpose: 'health', agree: true });
	const given = (await ownRecord(me, { personId: id })).purposes.find(({ code }) => code === 'health')!.consent;
	expect(given).toMatchObject({ way: 'web', withdrawnAt: null });
	await setOwnConsent(me, { personId: id, purpose: 'health', agree: false });
	await expect(setOwnConsent(me, { personId: id, purpose: 'health', agree: false })).rejects.toMatchObject({ code: 'residents.noConsent' });
	await expect(setOwnConsent(me, { personId: id, purpose: 'register', agree: true })).rejects.toMatchObject({ code: 'residents.noConsentNeeded' });
	const { id: child } = await addPerson(worker, { communityId: here.communities[0], fields: { name: '小明', birthDate: '2018-05-05' } });
	await expect(recordConsent(worker, { personId: child, purpose: 'children', agree: true, way: 'paper', note: '同意书 7' })).rejects.toMatchObject({ code: 'residents.guardianMissing' });
	await ownerPool().query(`INSERT INTO residents.relation (subdistrict_id, id, person_id, kind, other_id, recorded_at) VALUES ($1, $2, $3, 'guardian', $4, now())`, [here.id, newId(), child, id]);
	await recordConsent(worker, { personId: child, purpose: 'children', agree: true, way: 'paper', note: '同意书 7' });
	const { rows } = await ownerPool().query('SELECT given_by, guardian_relation_id IS NOT NULL AS named FROM residents.consent WHERE person_id = $1', [child]);
	expect(rows).toEqual([{ given_by: 'guardian', named: true }]);
});

test('what a guardian agrees to is the guardian’s word at any age, by their own tie; taking back is theirs too', async () => {
	const [{ id: old }, { id: daughter, idNumber }] = [await somebody({ phone: '12000006666' }), await somebody()];
	const guardian = testCtx(here.id, resident());
	await linkOwn(guardian, { name: '王秀兰', idNumber });
	// An account that acts as guardian speaks for a tie on record, or for nobody.
	await expect(linkAtCounter(worker, { personId: old, userId: guardian.actor.id!, actsAs: 'guardian' })).rejects.toMatchObject({ fields: [{ path: 'guardianId', code: 'residents.guardianNotOnRecord' }] });
	const son = (await somebody()).id;
	const [, tie] = [await guardianOf(old, son, 0), await guardianOf(old, daughter, 1)];
	await expect(linkAtCounter(worker, { personId: son, userId: guardian.actor.id!, actsAs: 'guardian', guardianId: tie })).rejects.toMatchObject({ code: 'residents.guardianNotOnRecord' });
	await linkAtCounter(worker, { personId: old, userId: guardian.actor.id!, actsAs: 'guardian', guardianId: tie });
	await setOwnConsent(guardian, { personId: old, purpose: 'health', agree: true });
	await setOwnConsent(guardian, { personId: old, purpose: 'health', agree: false });
	const { rows } = await ownerPool().query('SELECT c.given_by, r.other_id, c.withdrawn_by FROM residents.consent c LEFT JOIN residents.relation r ON r.id = c.guardian_relation_id WHERE c.person_id = $1', [old]);
	expect(rows).toEqual([{ given_by: 'guardian', other_id: daughter, withdrawn_by: 'guardian' }]);
});

test('a guardian without a record of their own is named by the tie that the desk linked; of several nobody is named by guess; and it ends with the tie', async () => {
	const { id: ward } = await addPerson(worker, { communityId: here.communities[0], fields: { name: '小明', birthDate: '2010-05-05' } });
	const [father, mother] = [await guardianOf(ward, (await somebody()).id, 0, 'parent'), await guardianOf(ward, (await somebody()).id, 1, 'parent')];
	const account = testCtx(here.id, resident());
	await linkAtCounter(worker, { personId: ward, userId: account.actor.id!, actsAs: 'guardian', guardianId: mother });
	await setOwnConsent(account, { personId: ward, purpose: 'children', agree: true });
	const given = async () => (await ownerPool().query('SELECT guardian_relation_id AS tie FROM residents.consent WHERE person_id = $1 AND withdrawn_at IS NULL', [ward])).rows.map(({ tie }) => tie);
	expect(await given()).toEqual([mother]);
	// A link from before ties were named, and two parents on record.
	await ownerPool().query('UPDATE residents.account_link SET guardian_relation_id = NULL WHERE person_id = $1', [ward]);
	await setOwnConsent(account, { personId: ward, purpose: 'children', agree: false });
	await expect(setOwnConsent(account, { personId: ward, purpose: 'children', agree: true })).rejects.toMatchObject({ code: 'residents.guardianUnclear' });
	await ownerPool().query('UPDATE residents.relation SET until_on = current_date WHERE id = $1', [father]);
	await setOwnConsent(account, { personId: ward, purpose: 'children', agree: true });
	expect(await given()).toEqual([mother]);
	// Of age on the fifth of May 2028; and whose tie ended sees nothing from then on.
	await ownerPool().query('UPDATE residents.account_link SET guardian_relation_id = $2 WHERE person_id = $1', [ward, mother]);
	const on = (day: string) => testCtx(here.id, account.actor, `${day}T04:00:00Z`);
	expect((await ownRecord(on('2028-05-04'), { personId: ward })).actsAs).toBe('guardian');
	await expect(ownRecord(on('2028-05-05'), { personId: ward })).rejects.toMatchObject({ status: 404 });
	expect(await myLinks(on('2028-05-05'), {})).toEqual([]);
	await ownerPool().query(`UPDATE residents.relation SET kind = 'guardian' WHERE id = $1`, [mother]);
	expect(await myLinks(on('2028-05-05'), {})).toHaveLength(1);
	await ownerPool().query('UPDATE residents.relation SET until_on = current_date WHERE id = $1', [mother]);
	await expect(ownRecord(account, { personId: ward })).rejects.toMatchObject({ status: 404 });
});

test('the desk lets an account see a record by the telephone it signs in with; the person sees whose accounts do, and stops them', async () => {
	const { id, idNumber } = await somebody();
	const me = testCtx(here.id, resident());
	await linkOwn(me, { name: '王秀兰', idNumber });
	const proxy = newId();
	const phone = phoneColumns('12000004321');
	await ownerPool().query(`INSERT INTO accounts."user" (subdistrict_id, id, kind, name, phone_hash, phone_sealed, phone_masked, created_at) VALUES ($1, $2, 'resident', '120****4321', $3, $4, $5, now())`, [here.id, proxy, phone.phone_hash, phone.phone_sealed, phone.phone_masked]);
	const let_ = (given: object, ctx = worker) => linkByPhone(ctx, { personId: id, phone: '120 0000 4321', actsAs: 'proxy', ...given });
	await expect(let_({ phone: '12000001234' })).rejects.toMatchObject({ code: 'residents.noAccount' });
	await expect(let_({ phone: '123' })).rejects.toMatchObject({ fields: [{ path: 'phone', code: 'platform.notAPhone' }] });
	// Who may not link anybody to this record learns of no account.
	for (const actor of [person('worker', here.communities[1]), person('manager'), person('resident')]) await expect(let_({ phone: '12000001234' }, testCtx(here.id, { ...actor, id: newId() }))).rejects.not.toMatchObject({ code: 'residents.noAccount' });
	await let_({});
	await expect(let_({})).rejects.toMatchObject({ code: 'residents.linkedAlready' });
	const seen = await accountLinks(me, id);
	expect(seen.map(({ actsAs, phone: masked, mine }) => [actsAs, masked, mine])).toEqual([['self', '', true], ['proxy', '120****4321', false]]);
	expect(await accountLinks(worker, id)).toHaveLength(2);
	const them = testCtx(here.id, { ...resident('12000004321'), id: proxy });
	expect((await ownRecord(them, { personId: id })).actsAs).toBe('proxy');
	for (const ctx of [them, testCtx(here.id, resident()), testCtx(here.id, { ...person('worker', here.communities[1]), id: newId() })]) {
		await expect(accountLinks(ctx, id)).rejects.toMatchObject({ status: 404 });
		await expect(endLink(ctx, { id: seen[1]!.id })).rejects.toMatchObject({ status: 404 });
	}
	await endLink(me, { id: seen[1]!.id });
	await expect(ownRecord(them, { personId: id })).rejects.toMatchObject({ status: 404 });
	await let_({});
	await endLink(worker, { id: (await accountLinks(worker, id))[1]!.id });
	expect(await accountLinks(me, id)).toHaveLength(1);
});

test('an erasure removes what may go, says what law keeps, and leaves a number of who left long ago', async () => {
	const { id, idNumber } = await somebody();
	await fact(id, 'dibao');
	await fact(id, 'illness');
	const me = testCtx(here.id, resident());
	await linkOwn(me, { name: '王秀兰', idNumber });
	await askOwn(me, { personId: id, kind: 'erase' });
	const again = await askOwn(me, { personId: id, kind: 'erase' });
	const other = testCtx(here.id, { ...person('worker', here.communities[1]), id: newId() });
	expect((await subjectRequests(other, {})).items).toEqual([]);
	await expect(answerSubjectRequest(other, { id: again.id, grant: true, answer: '同意' })).rejects.toMatchObject({ status: 404 });
	expect((await subjectRequests(worker, {})).items.filter(({ kind }) => kind === 'erase').map((line) => line.id)).toEqual([again.id]);
	expect(await answerSubjectRequest(worker, { id: again.id, grant: true, answer: '可以删除的已删除' })).toMatchObject({ state: 'partly' });
	const left = await ownRecord(me, { personId: id });
	expect([left.groups.map(({ code }) => code), left.values.some(({ field }) => field === 'ethnicity'), left.values.some(({ field }) => field === 'idNumber')]).toEqual([['dibao'], false, true]);
	expect((await subjectRequests(worker, { which: 'answered' })).items[0]!.kept).toEqual([{ purpose: 'register', why: 'lives_here', until: null }, { purpose: 'assistance', why: 'lives_here', until: null }]);
	await expect(answerSubjectRequest(worker, { id: again.id, grant: false, answer: '不再处理' })).rejects.toMatchObject({ code: 'residents.answeredAlready' });
});

test('the nightly job forgets who left when every purpose is over, and says what it did, night by night', async () => {
	const [old, recent] = [await somebody(), await somebody()];
	await ownerPool().query(`UPDATE residents.person SET left_on = '2019-01-01' WHERE id = $1`, [old.id]);
	await ownerPool().query(`UPDATE residents.person SET left_on = '2026-10-01' WHERE id = $1`, [recent.id]);
	await fact(recent.id, 'illness', '2020-01-01');
	const job = { ...systemCtx(here.id, 'test'), clock: worker.clock };
	const done = await runRetention(job);
	expect(done.find(({ purpose }) => purpose === 'health')).toEqual({ rule: 'ended', purpose: 'health', people: 1, count: 1 });
	expect(done.find(({ rule }) => rule === 'anonymised')).toEqual({ rule: 'anonymised', purpose: null, people: 1, count: 1 });
	const { rows } = await ownerPool().query('SELECT name, id_hash, phone_sealed, birth_date, erased_at IS NOT NULL AS erased FROM residents.person WHERE id = $1', [old.id]);
	expect(rows).toEqual([{ name: '已删除', id_hash: null, phone_sealed: null, birth_date: null, erased: true }]);
	expect((await ownerPool().query('SELECT count(*)::int AS n FROM residents.statement WHERE person_id = $1', [old.id])).rows[0].n).toBe(0);
	expect((await ownerPool().query('SELECT name FROM residents.person WHERE id = $1', [recent.id])).rows).toEqual([{ name: '王秀兰' }]);
	expect(await runRetention(job)).toEqual([]);
	expect((await ownerPool().query('SELECT count(*)::int AS n FROM residents.retention_run WHERE subdistrict_id = $1', [here.id])).rows[0].n).toBe(2);
});

test('who keeps something and comes round every day does not stand before the others', async () => {
	// Six hundred who left three years ago and whose allowances are kept for five stand before one whose time is over.
	const { rows } = await ownerPool().query<{ id: string }>(
		`INSERT INTO residents.person (subdistrict_id, id, community_id, name, name_masked, name_key, source_kind, left_on, created_at, changed_at)
		SELECT $1, ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, $2, '留档', '留*', '留档', 'desk', '2023-11-01', now(), now() FROM generate_series(1, 600) i RETURNING id`,
		[here.id, here.communities[0]]
	);
	const { id } = await somebody();
	await ownerPool().query(`UPDATE residents.person SET left_on = '2015-01-01' WHERE id = $1`, [id]);
	await runRetention({ ...systemCtx(here.id, 'test'), clock: worker.clock });
	expect((await ownerPool().query('SELECT erased_at IS NOT NULL AS erased FROM residents.person WHERE id = $1', [id])).rows).toEqual([{ erased: true }]);
	expect((await ownerPool().query('SELECT count(*)::int AS n FROM residents.person WHERE erased_at IS NULL AND id = any($1::uuid[])', [rows.map((row) => row.id)])).rows[0].n).toBe(600);
});

test('the audit administrator sees looks and what is out of the ordinary, and nobody else does; never who was looked at', async () => {
	const auditor = testCtx(here.id, { ...person('audit_admin'), id: newId() });
	const { id } = await somebody();
	const [quiet, curious] = [newId(), newId()];
	const look = (by: string, at: string, what: string, out = false) =>
		ownerPool().query(`INSERT INTO residents.look (subdistrict_id, id, person_id, at, what, by_id, by_name, by_role, out_of_area) VALUES ($1, $2, $3, $4, $5, $6, $7, 'worker', $8)`, [here.id, newId(), id, at, what, by, by, out]);
	// Noon and eleven at night in Shanghai.
	await look(quiet, '2026-11-20T04:00:00Z', 'reveal');
	for (let i = 0; i < 30; i++) await look(curious, '2026-11-21T04:00:00Z', 'reveal');
	await look(curious, '2026-11-22T15:00:00Z', 'reveal', true);
	const found = (await lookAnomalies(auditor, {})).filter(({ byId }) => byId === quiet || byId === curious).map(({ kind, byId, day, count }) => [kind, byId === curious, day, count]);
	expect(found.sort()).toEqual([['many', true, '2026-11-21', 30], ['night', true, '2026-11-22', 1], ['out_of_area', true, '2026-11-22', 1]].sort());
	const night = await auditLooks(auditor, { odd: 'night', byId: curious });
	expect(night.items.map(({ atNight, outOfArea }) => [atNight, outOfArea])).toEqual([[true, true]]);
	expect(JSON.stringify(await auditLooks(auditor, { byId: curious }))).not.toContain('王秀兰');
	// Eleven at night on the 22nd in Shanghai is still the 22nd, wherever the server stands.
	expect((await auditLooks(auditor, { byId: curious, from: '2026-11-22', to: '2026-11-22' })).items).toHaveLength(1);
	expect((await auditLooks(auditor, { byId: curious, from: '2026-11-23', to: null })).items).toHaveLength(0);
	const all: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof auditLooks>> = await auditLooks(auditor, { byId: curious, cursor, limit: 7 });
		all.push(...page.items.map((each) => each.id));
		cursor = page.next;
	} while (cursor);
	expect(new Set(all).size).toBe(31);
	for (const role of ['worker', 'head', 'manager', 'system_admin', 'security_admin'] as const) await expect(auditLooks(testCtx(here.id, person(role, here.communities[0])), {})).rejects.toMatchObject({ status: 403 });
});

test('the whole of it comes as a PDF, in both languages', async () => {
	const { id, idNumber } = await somebody();
	await fact(id, 'dibao');
	const me = testCtx(here.id, resident());
	await linkOwn(me, { name: '王秀兰', idNumber });
	const record = await ownRecord(me, { personId: id });
	const held = [{ title: '走访', when: '2026年11月24日', lines: ['见到了', '# 膝盖疼 $x$'] }];
	for (const locale of ['zh', 'en'] as const) {
		const pdf = await ownRecordPdf({ ...me, locale }, record, held, { subdistrict: '测试街道', zone: 'Asia/Shanghai' });
		expect(pdfTitle(pdf)).toContain('王秀兰');
		expect(pdfPageSizes(pdf)[0]).toEqual([210, 297]);
		const printed = pdfCharacters(pdf);
		for (const character of `王秀兰膝盖疼#$${idNumber}`) expect(printed, character).toContain(character);
	}
});
