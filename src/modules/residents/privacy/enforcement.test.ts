import { beforeAll, describe, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { systemCtx } from '#platform/jobs.ts';
import { addGroupFact, addPerson, correctFields, correctGroupFact, endGroupFact, exportGroup, groupCount, groupList, groupsOfPerson, groupsOverview, groupStandings, groupTags, milestones, openPage, ownRecord, linkAtCounter, recordConsent, reopenGroupFact, reveal, revealedGroups, searchPeople, withheldFor, type PersonPage } from '../index.ts';
import { countPeople, readLines } from '../forms/form.values.ts';
import { residents } from '../manifest.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
beforeAll(async () => {
	here = await testSubdistrict();
	worker = testCtx(here.id, { ...person('worker', here.communities[0]), id: newId(), name: '张伟' });
	await writeTx<string, void>(systemCtx(here.id, 'test'), (tx) => residents.install!(tx));
});

const somebody = async (birthDate = '1950-03-07') => (await addPerson(worker, { communityId: here.communities[0], fields: { name: '王秀兰', birthDate } })).id;
const say = (personId: string, agree: boolean, purpose = 'health') => recordConsent(worker, { personId, purpose, agree, way: 'counter' });
const disabled = (personId: string) => addGroupFact(worker, { personId, code: 'disabled', kind: '61', grade: '2', fromOn: '2026-01-01', expiresOn: '2026-12-20', certificate: '99999919500307001361' });
const page = async (personId: string) => (await openPage(worker, personId)) as PersonPage;

describe('what rests on consent', () => {
	test('is not taken without it, and what law or public duty needs is', async () => {
		const id = await somebody();
		await expect(disabled(id)).rejects.toMatchObject({ code: 'residents.consentMissing', status: 409 });
		await expect(addGroupFact(worker, { personId: id, code: 'child_in_need', fromOn: '2026-01-01' })).rejects.toMatchObject({ code: 'residents.consentMissing' });
		await addGroupFact(worker, { personId: id, code: 'dibao', fromOn: '2026-01-01' });
		await addGroupFact(worker, { personId: id, code: 'unemployed', fromOn: '2026-01-01' });
		await say(id, true);
		const fact = await disabled(id);
		await endGroupFact(worker, { id: fact.id, on: '2026-11-01', reason: 'ended' });
		await say(id, false);
		await expect(reopenGroupFact(worker, { id: fact.id })).rejects.toMatchObject({ code: 'residents.consentMissing' });
		await expect(correctGroupFact(worker, { id: fact.id, grade: '1' })).rejects.toMatchObject({ code: 'residents.consentMissing' });
	});

	test('is shown nowhere to anybody else once the consent is taken back, counted nowhere, and opened by no reason', async () => {
		const id = await somebody();
		await say(id, true);
		await disabled(id);
		const seen = async () => ({
			page: (await page(id)).groups.recorded.map(({ code }) => code),
			facts: (await groupsOfPerson(worker, { personId: id })).recorded.map(({ code }) => code),
			list: (await groupList(worker, { code: 'disabled' })).items.some((line) => line.person.id === id),
			overview: (await groupsOverview(worker, {})).recorded.find(({ code }) => code === 'disabled')!.count,
			count: await groupCount(worker, { code: 'disabled' }),
			tags: (await groupTags(worker, { ids: [id] })).get(id)?.recorded.length ?? 0,
			standing: (await groupStandings(worker, { communityId: here.communities[0], groups: ['disabled'] })).some(({ personId }) => personId === id),
			calendar: (await milestones(worker, { from: '2026-12-01', to: '2026-12-31', kinds: ['expires'] })).length,
			search: (await searchPeople(worker, { words: '', group: 'disabled' })).items.length,
			export: (await exportGroup(worker, { code: 'disabled', reasonCode: 'apply_for' })).items.length,
			form: await writeTx<'residents', unknown>(worker, async (tx) => [
				await countPeople(tx, 'disabled', 'all', '2026-11-24'),
				(await readLines(tx, { of: 'people', group: null, columns: [{ column: 1, source: 'name' }, { column: 2, source: 'disability' }, { column: 3, source: 'groups' }] as never }, { communities: [], byId: new Map() } as never, 'all', '2026-11-24')).find(({ key }) => key === id)!.values.slice(1)
			])
		});
		expect(await seen()).toEqual({ page: ['disabled'], facts: ['disabled'], list: true, overview: 1, count: 1, tags: 1, standing: true, calendar: 1, search: 1, export: 1, form: [1, ['视力残疾二级', '残疾']] });
		await reveal(worker, { id, fieldGroup: 'health', reasonCode: 'apply_for' });
		expect(await revealedGroups(worker, { id })).toEqual(['health']);
		await say(id, false);
		expect(await seen()).toEqual({ page: [], facts: [], list: false, overview: 0, count: 0, tags: 0, standing: false, calendar: 0, search: 0, export: 0, form: [0, [null, null]] });
		expect(await revealedGroups(worker, { id })).toEqual([]);
		await expect(reveal(worker, { id, fieldGroup: 'health', reasonCode: 'emergency' })).rejects.toMatchObject({ code: 'residents.consentMissing' });
		const { withheld, revealable, levels } = await page(id);
		expect([withheld['group:health'], withheld['group:child'], withheld.political, levels.health]).toEqual(['health', 'children', null, 'none']);
		expect(revealable).not.toContain('health');
		expect(await withheldFor(worker, { id })).toMatchObject({ assessment: 'health' });
		// It is theirs: they still see what is written of them.
		const me = testCtx(here.id, { ...person('resident'), id: newId() });
		await linkAtCounter(worker, { personId: id, userId: me.actor.id!, actsAs: 'self' });
		expect((await ownRecord(me, { personId: id })).groups.map(({ code }) => code)).toEqual(['disabled']);
		await say(id, true);
		expect((await seen()).count).toBe(1);
	});

	test('is taken and shown where another purpose needs it by law', async () => {
		const id = await somebody('1960-02-02');
		await ownerPool().query(`UPDATE residents.purpose SET fields = fields || '{group:health}' WHERE subdistrict_id = $1 AND code = 'assistance'`, [here.id]);
		await disabled(id);
		expect((await page(id)).groups.recorded.map(({ code }) => code)).toEqual(['disabled']);
		// To be assessed rests on consent still.
		expect(await withheldFor(worker, { id })).toMatchObject({ assessment: 'health' });
		await ownerPool().query(`UPDATE residents.purpose SET fields = array_remove(fields, 'group:health') WHERE subdistrict_id = $1 AND code = 'assistance'`, [here.id]);
		expect((await page(id)).groups.recorded).toEqual([]);
	});

	test('may be a single field, and what no purpose needs any more is neither taken nor shown', async () => {
		const id = await somebody();
		await correctFields(worker, { id, version: (await page(id)).version, fields: { ethnicity: '01', education: '70' } });
		await ownerPool().query(`UPDATE residents.purpose SET basis = 'consent', needs_consent = true WHERE subdistrict_id = $1 AND code = 'background'`, [here.id]);
		const without = await page(id);
		expect([without.fields.ethnicity, without.said.ethnicity, without.withheld.ethnicity]).toEqual([{ value: null, masked: true }, [], 'background']);
		await expect(correctFields(worker, { id, version: without.version, fields: { marital: '20' } })).rejects.toMatchObject({ fields: [{ path: 'marital', code: 'residents.consentMissing' }] });
		await expect(addPerson(worker, { communityId: here.communities[0], fields: { name: '新来的', marital: '20' } })).rejects.toMatchObject({ fields: [{ code: 'residents.consentMissing' }] });
		await say(id, true, 'background');
		expect((await page(id)).fields.ethnicity.value).toBe('01');
		await ownerPool().query(`UPDATE residents.purpose SET active = false WHERE subdistrict_id = $1 AND code = 'background'`, [here.id]);
		const unneeded = await page(id);
		expect([unneeded.fields.ethnicity, unneeded.withheld.ethnicity]).toEqual([{ value: null, masked: true }, null]);
		await expect(correctFields(worker, { id, version: unneeded.version, fields: { marital: '20' } })).rejects.toMatchObject({ fields: [{ code: 'residents.noPurpose' }] });
		// Taking away needs no purpose.
		expect((await correctFields(worker, { id, version: unneeded.version, fields: { ethnicity: null } })).fields).toEqual(['ethnicity']);
	});
});
