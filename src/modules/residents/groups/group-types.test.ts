import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { addGroupFact, addPerson, groupsOfPerson, groupTypeSettings, saveGroupType, type GroupTypeSettings } from '../index.ts';
import { installGroups } from './groups.install.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
let manager: ReturnType<typeof testCtx>;
beforeAll(async () => {
	here = await testSubdistrict();
	worker = testCtx(here.id, { ...person('worker', here.communities[0]), id: newId() });
	manager = testCtx(here.id, { ...person('manager'), id: newId() });
	await writeTx<'residents', void>(manager, installGroups);
});

const of = async (code: string) => (await groupTypeSettings(manager, {})).find((type) => type.code === code)!;
const save = async (code: string, change: Partial<GroupTypeSettings>) => {
	const now = await of(code);
	return saveGroupType(manager, { ...now, source: now.source ?? '', ...change } as Parameters<typeof saveGroupType>[1]);
};
const somebody = async () => (await addPerson(worker, { communityId: here.communities[0], fields: { name: '王秀兰' } })).id;

test('words, interval and options change; the next look is reckoned by the new interval, what is recorded stays', async () => {
	const [first, second] = [await somebody(), await somebody()];
	await addGroupFact(worker, { personId: first, code: 'unemployed', fromOn: '2026-11-01', kind: 'registered' });
	const { kinds } = await of('unemployed');
	await save('unemployed', { name: '登记失业', reviewMonths: 3, kinds: [...kinds.map((kind) => (kind.code === 'registered' ? { ...kind, name: '已登记' } : kind)), { code: null as never, name: '灵活就业', nameEn: '' }] });
	expect(await of('unemployed')).toMatchObject({ name: '登记失业', reviewMonths: 3, version: 2, kinds: [{ code: 'registered', name: '已登记' }, { code: 'hard_to_place' }, { code: 'o1', name: '灵活就业', nameEn: '灵活就业' }] });
	await addGroupFact(worker, { personId: second, code: 'unemployed', fromOn: '2026-11-01', kind: 'o1' });
	const fact = async (personId: string) => (await groupsOfPerson(worker, { personId })).recorded[0]!;
	expect([(await fact(first)).reviewOn, (await fact(first)).kind!.name, (await fact(second)).reviewOn, (await fact(second)).kind!.name]).toEqual(['2027-05-24', '已登记', '2027-02-24', '灵活就业']);
});

test('an option that somebody is recorded with cannot go, sealed or not; an unused one can', async () => {
	const id = await somebody();
	await addGroupFact(worker, { personId: id, code: 'disabled', kind: '61', grade: '2', fromOn: '2026-01-01' });
	const { kinds, grades } = await of('disabled');
	const without = (list: typeof kinds, code: string) => list.filter((each) => each.code !== code);
	await expect(save('disabled', { kinds: without(kinds, '61') })).rejects.toMatchObject({ fields: [{ path: 'kinds', code: 'residents.optionInUse' }] });
	await expect(save('disabled', { grades: grades.map((grade) => (grade.code === '2' ? { ...grade, name: '' } : grade)) })).rejects.toMatchObject({ fields: [{ path: 'grades', code: 'residents.optionInUse' }] });
	await save('disabled', { grades: without(grades, '4') });
	expect((await of('disabled')).grades.map(({ code }) => code)).toEqual(['1', '2', '3']);
});

test('a new group is made once, how closely it is kept does not change, and only the manager sets groups', async () => {
	const carer = { code: 'carer', version: 0, name: '照护者', nameEn: '', sensitivity: 'health' as const, source: '', reviewMonths: null, active: true, kinds: [], grades: [] };
	await saveGroupType(manager, carer);
	await expect(saveGroupType(manager, carer)).rejects.toMatchObject({ fields: [{ path: 'code', code: 'residents.purposeThere' }] });
	await expect(saveGroupType(manager, { ...carer, version: 7 })).rejects.toMatchObject({ code: 'residents.groupMoved' });
	await save('carer', { sensitivity: 'plain', active: false });
	expect(await of('carer')).toMatchObject({ sensitivity: 'health', active: false });
	await expect(saveGroupType(manager, { ...carer, code: 'age60' })).rejects.toMatchObject({ fields: [{ path: 'code' }] });
	await expect(saveGroupType(manager, { ...carer, code: 'other', reviewMonths: 0 })).rejects.toMatchObject({ fields: [{ path: 'reviewMonths', code: 'residents.reviewWrong' }] });
	await expect(saveGroupType(worker, { ...carer, code: 'other' })).rejects.toMatchObject({ status: 403 });
});
