import { beforeAll, describe, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { idCheckDigit } from '#platform/text/index.ts';
import { addPerson, moveIn, type SearchQuery, searchPeople } from '../index.ts';
import { testDwellings } from '../household/household.testing.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
let neighbour: ReturnType<typeof testCtx>;
let manager: ReturnType<typeof testCtx>;
let door: string;
let compound: string;

const NUMBER = `99999919410307001${idCheckDigit('99999919410307001')}`;
const NAMES = ['王建国', '王建军', '王小红', '汪建华', '张国强', '单雄信', '阿依古丽·买买提', 'John Smith', '欧阳娜娜'];

beforeAll(async () => {
	here = await testSubdistrict();
	worker = testCtx(here.id, person('worker', here.communities[0]));
	neighbour = testCtx(here.id, person('worker', here.communities[1]));
	manager = testCtx(here.id, person('manager'));
	for (const name of NAMES) await addPerson(worker, { communityId: here.communities[0], fields: { name } });
	const { id } = await addPerson(worker, { communityId: here.communities[0], fields: { name: '李秀英', idNumber: NUMBER, phone: '12000007777' } });
	await addPerson(neighbour, { communityId: here.communities[1], fields: { name: '王建国' } });
	const dwellings = await testDwellings(here.id, here.communities[0], 4);
	door = dwellings.dwellingIds[2]!;
	const { rows } = await ownerPool().query<{ name: string; address_key: string; door: string }>('SELECT c.name, d.address_key, d.door FROM residents.dwelling d JOIN areas.building b ON b.id = d.building_id JOIN areas.compound c ON c.id = b.compound_id WHERE d.id = $1', [door]);
	compound = rows[0]!.name;
	// The helper's doors bear another name than their compound's; here they are looked for by it.
	await ownerPool().query(`UPDATE residents.dwelling d SET address_key = $1 || '-1-1-' || d.door`, [compound]);
	await moveIn(worker, { dwellingId: door, on: '2020-01-01', members: [{ personId: id, relation: '02', residence: 'owner' }] });
});

const found = async (words: string, more: SearchQuery = {}, ctx = worker) => (await searchPeople(ctx, { words, ...more })).items.map(({ name }) => name);

describe('people are found', () => {
	test.each([
		['王建国', ['王建国']],
		['王建', ['王建军', '王建国']],
		[' 王 ', ['王小红', '王建军', '王建国']],
		['wjg', ['王建国']],
		['wangjian', ['汪建华', '王建国', '王建军']],
		['Wang Jian Guo', ['王建国']],
		['shanxiongxin', ['单雄信']],
		['oynn', ['欧阳娜娜']],
		['john', ['John Smith']],
		['阿依古丽', ['阿依古丽·买买提']],
		['120 0000 7777', ['李秀英']],
		[NUMBER.toLowerCase(), ['李秀英']],
		['12000007778', []],
		['nobody', []],
		['!!', []]
	])('by %s', async (words, names) => expect([...(await found(words))].sort()).toEqual([...names].sort()));

	test('by the address, with the compound’s name or without it', async () => {
		for (const words of [compound, `${compound}1号楼`, `${compound}1-1-201`, '1-1-201', '一号楼201室']) expect([words, await found(words)]).toEqual([words, ['李秀英']]);
		expect(await found(`${compound}1-1-102`)).toEqual([]);
	});

	test('and a number that can be none is said to be wrong', async () => {
		const wrong = NUMBER.slice(0, 17) + (NUMBER[17] === '1' ? '2' : '1');
		expect(await searchPeople(worker, { words: wrong })).toMatchObject({ items: [], by: 'badIdNumber', problem: 'residents.idNumber.checkDigit' });
	});

	test('page by page, without one left out or told twice, by whatever was looked for', async () => {
		for (const words of ['', '王', 'wang', 'w']) {
			const all = (await searchPeople(worker, { words })).items.map(({ id }) => id);
			const seen: string[] = [];
			let after: string | null = null;
			do {
				const page: Awaited<ReturnType<typeof searchPeople>> = await searchPeople(worker, { words, after, limit: 1 });
				seen.push(...page.items.map(({ id }) => id));
				after = page.next;
				// A key in an address tells nobody's name.
				if (after) expect(after).toMatch(/^[a-z]\.[0-9a-f-]{36}$/);
			} while (after);
			expect([words, seen]).toEqual([words, all]);
		}
	});
});

describe('within the scope', () => {
	test('a worker finds the own community’s people; others only by a whole number, masked', async () => {
		expect(await found('王建国', {}, neighbour)).toEqual(['王建国']);
		expect(await found('李秀英', {}, neighbour)).toEqual([]);
		const [other] = (await searchPeople(neighbour, { words: NUMBER })).items;
		expect(other).toMatchObject({ name: '李**', communityId: here.communities[0], age: null, phone: '', address: '', seeing: 'other_staff' });
		expect((await searchPeople(neighbour, { words: '12000007777' })).items).toHaveLength(1);
		expect(await found('', { communityId: here.communities[0] }, neighbour)).toEqual([]);
	});

	test('a manager finds everybody, masked', async () => {
		expect(await found('王建国', {}, manager)).toEqual(['王**', '王**']);
	});

	test('whoever has no part in the register is refused', async () => {
		for (const role of ['contact', 'resident', 'audit_admin', 'system_admin'] as const) await expect(searchPeople(testCtx(here.id, person(role)), {})).rejects.toMatchObject({ status: 403 });
	});
});

test('filters: age, compound, who left', async () => {
	expect(await found('', { ageFrom: 80 })).toEqual(['李秀英']);
	expect(await found('', { ageTo: 80 })).toEqual([]);
	expect(await found('', { group: 'age80' })).toEqual(['李秀英']);
	expect(await found('', { group: 'living_alone' })).toEqual(['李秀英']);
	expect(await found('', { group: 'dibao' })).toEqual([]);
	expect(await found('', { presence: 'died' })).toEqual([]);
	const { rows } = await ownerPool().query<{ id: string }>('SELECT id FROM areas.compound WHERE name = $1', [compound]);
	expect(await found('', { compoundId: rows[0]!.id })).toEqual(['李秀英']);
});
