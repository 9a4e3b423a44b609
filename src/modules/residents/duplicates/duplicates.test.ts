import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { followTheRegister } from '#modules/care/care.listen.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { idCheckDigit } from '#platform/text/index.ts';
import { systemCtx } from '#platform/jobs.ts';
import { testDwellings, testHousehold } from '../household/household.testing.ts';
import { writeTx } from '#platform/db/tx.ts';
import { addGroupFact, addPerson, addTie, correctFields, decideDifferent, listPairs, looksOf, mergePair, moveIn, openPage, pairView, reopenPair, retentionForecast, runRetention, unmerge } from '../index.ts';
import { removeFor } from '../privacy/erasure.ts';
import { startingPurposes } from '../privacy/purposes.data.ts';
import { followRecords } from './duplicates.jobs.ts';
import { findDuplicates } from './find.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
let head: ReturnType<typeof testCtx>;
let doors: string[];
beforeAll(async () => {
	followTheRegister();
	followRecords();
	here = await testSubdistrict();
	worker = testCtx(here.id, { ...person('worker', here.communities[0]), id: newId() });
	head = testCtx(here.id, { ...person('head', here.communities[0]), id: newId() });
	doors = (await testDwellings(here.id, here.communities[0], 6)).dwellingIds;
	await ownerPool().query(`INSERT INTO residents.group_type (subdistrict_id, code, name, name_en, sensitivity) VALUES ($1, 'dibao', '低保', 'x', 'money'), ($1, 'tekun', '特困', 'x', 'money')`, [here.id]);
});

let order = 100;
const idOf = (birth: string) => {
	order += 2;
	const first = `999999${birth.replaceAll('-', '')}${order}`;
	return first + idCheckDigit(first);
};
const add = (fields: Record<string, string>) => addPerson(worker, { communityId: here.communities[0], fields });
const find = (everybody = true) => findDuplicates(systemCtx(here.id, 'test'), { everybody });
const pairOf = async (a: string, b: string) => (await ownerPool().query<{ id: string; score: number; reasons: string[]; state: string }>('SELECT id, score, reasons, state FROM residents.duplicate WHERE person_a = least($1::uuid, $2::uuid) AND person_b = greatest($1::uuid, $2::uuid)', [a, b])).rows[0];
const row = async (id: string) => (await ownerPool().query('SELECT * FROM residents.person WHERE id = $1', [id])).rows[0];
const versions = async (...ids: string[]) => Object.fromEntries(await Promise.all(ids.map(async (id) => [id, (await row(id)).version as number])));
const live = async (id: string, householdId: string, relation = '99') => moveIn(worker, { householdId, on: '2020-01-01', members: [{ personId: id, relation, residence: 'other' }] } as never);
/** Two records that are found, and their pair. */
async function pair(one: Record<string, string>, two: Record<string, string>) {
	const [a, b] = [(await add(one)).id, (await add(two)).id];
	await find();
	return { a, b, id: (await pairOf(a, b))!.id };
}
const merge = async ({ a, b, id }: { a: string; b: string; id: string }, more: object = {}) => mergePair(head, { id, keepId: a, versions: await versions(a, b), ...more });

/** Every row that hangs on these people, without what a change always raises. */
async function everything(ids: string[]) {
	const ask = async (text: string) => (await ownerPool().query(text, [ids])).rows.map((each: Record<string, unknown>) => Object.fromEntries(Object.entries(each).filter(([key]) => key !== 'version' && key !== 'changed_at')));
	return {
		people: await ask('SELECT * FROM residents.person WHERE id = any($1) ORDER BY id'),
		statements: await ask('SELECT * FROM residents.statement WHERE person_id = any($1) ORDER BY id'),
		memberships: await ask('SELECT * FROM residents.membership WHERE person_id = any($1) ORDER BY id'),
		households: await ask('SELECT h.* FROM residents.household h WHERE EXISTS (SELECT 1 FROM residents.membership m WHERE m.household_id = h.id AND m.person_id = any($1)) ORDER BY id'),
		relations: await ask('SELECT * FROM residents.relation WHERE person_id = any($1) OR other_id = any($1) ORDER BY id'),
		facts: await ask('SELECT * FROM residents.group_fact WHERE person_id = any($1) ORDER BY id'),
		consents: await ask('SELECT * FROM residents.consent WHERE person_id = any($1) ORDER BY id'),
		plans: await ask('SELECT * FROM care.plan WHERE person_id = any($1) ORDER BY id'),
		doors: await ask('SELECT * FROM care.door WHERE person_id = any($1) ORDER BY id'),
		visits: await ask('SELECT * FROM care.visit WHERE person_id = any($1) ORDER BY id')
	};
}

describe('finding', () => {
	test.each([
		['the same name and birth date', { name: '章一山', birthDate: '1950-02-03' }, { name: '章一山', birthDate: '1950-02-03' }, ['sameName', 'sameBirth']],
		['another character, the same sound', { name: '章二珊', birthDate: '1950-02-04' }, { name: '张二珊', birthDate: '1950-02-04' }, ['sameSound', 'sameBirth']],
		['the same telephone and name', { name: '章三山', phone: '12000003001' }, { name: '章三山', phone: '12000003001' }, ['sameName', 'samePhone']],
		['day and month swapped', { name: '章四山', birthDate: '1950-02-05' }, { name: '章四山', birthDate: '1950-05-02' }, ['sameName', 'nearBirth']],
		['only the year known', { name: '章五山', birthDate: '1950-02-06' }, { name: '章五山', birthDate: '1950' }, ['sameName', 'nearBirth']]
	])('%s', async (_, one, two, reasons) => {
		const { a, b } = await pair(one, two);
		expect((await pairOf(a, b))!.reasons.sort()).toEqual(reasons.sort());
	});

	test('two numbers of the state are two people, unless door or telephone say otherwise', async () => {
		const [a, b] = [(await add({ name: '章六山', idNumber: idOf('1950-03-01') })).id, (await add({ name: '章六山', idNumber: idOf('1950-03-01') })).id];
		const home = await testHousehold(here.id, here.communities[0], doors[0]);
		await find();
		expect(await pairOf(a, b)).toBeUndefined();
		await live(a, home);
		await live(b, home);
		await find(false);
		expect((await pairOf(a, b))!.reasons).toContain('idsDiffer');
	});

	test('a pair that was said to be two people never comes back, also after one of them was merged with a third', async () => {
		const { a, b, id } = await pair({ name: '章七山', birthDate: '1950-04-01' }, { name: '章七山', birthDate: '1950-04-01' });
		await expect(decideDifferent(head, { id, note: '' })).rejects.toMatchObject({ fields: [{ path: 'note', code: 'residents.differentWhy' }] });
		await decideDifferent(head, { id, note: '是堂兄弟' });
		await find();
		expect((await pairOf(a, b))!.state).toBe('different');
		const c = (await add({ name: '章七山', birthDate: '1950-04-01' })).id;
		await find();
		const third = (await pairOf(a, c))!;
		// The record with which b was compared is gone into c's now.
		await mergePair(head, { id: third.id, keepId: c, versions: await versions(a, c) });
		await ownerPool().query('DELETE FROM residents.duplicate WHERE person_a = least($1::uuid, $2::uuid) AND person_b = greatest($1::uuid, $2::uuid)', [b, c]);
		await find();
		expect(await pairOf(b, c)).toBeUndefined();
		await reopenPair(head, { id });
		await find();
		expect(await pairOf(b, c)).toMatchObject({ state: 'open' });
	});

	test('what no longer looks alike is no pair any more', async () => {
		const { a, b } = await pair({ name: '章八山', birthDate: '1950-05-01' }, { name: '章八山', birthDate: '1950-05-01' });
		await correctFields(worker, { id: b, version: (await row(b)).version, fields: { name: '李完全', birthDate: '1991-01-09' } });
		await find();
		expect(await pairOf(a, b)).toBeUndefined();
	});
});

describe('merging', () => {
	test('keeps what was chosen with its source, and the gone record leads to the kept one', async () => {
		const number = idOf('1951-01-01');
		const two = await pair({ name: '白一山', birthDate: '1951-01-01', phone: '12000004001', workplace: '纺织厂' }, { name: '白一山', idNumber: number, phone: '12000004002' });
		const merged = await merge(two, { fields: { phone: two.b } });
		expect(merged.fields.sort()).toEqual(['idNumber', 'phone', 'sex']);
		expect(await row(two.a)).toMatchObject({ phone_masked: '120****4002', id_masked: `999999********${number.slice(-4)}`, workplace: '纺织厂' });
		expect(await openPage(head, two.b)).toEqual({ mergedInto: two.a });
		const page = await openPage(head, two.a);
		expect('said' in page && page.said.phone.map(({ chosen, pinned }) => [chosen, pinned])).toEqual([[true, expect.any(Boolean)], [false, false]]);
		expect((await looksOf(head, { id: two.a })).items.length).toBeGreaterThan(0);
	});

	test('needs somebody who answers for both records', async () => {
		const two = await pair({ name: '白二山', birthDate: '1951-01-02' }, { name: '白二山', birthDate: '1951-01-02' });
		await expect(mergePair(worker, { id: two.id, keepId: two.a, versions: {} })).rejects.toMatchObject({ status: 403 });
		await expect(mergePair(testCtx(here.id, person('head', here.communities[1])), { id: two.id, keepId: two.a, versions: {} })).rejects.toMatchObject({ status: 404 });
		await expect(mergePair(head, { id: two.id, keepId: two.a, versions: { [two.a]: 1, [two.b]: 7 } })).rejects.toMatchObject({ code: 'residents.recordMoved' });
	});

	test('of two merges at once that share a record one is done', async () => {
		const ids = [];
		for (let i = 0; i < 3; i++) ids.push((await add({ name: '白三山', birthDate: '1951-01-03' })).id);
		await find();
		const [a, b, c] = ids as [string, string, string];
		const seen = await versions(a, b, c);
		const both = await Promise.allSettled([mergePair(head, { id: (await pairOf(a, b))!.id, keepId: a, versions: seen }), mergePair(head, { id: (await pairOf(b, c))!.id, keepId: c, versions: seen })]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect((await ownerPool().query('SELECT 1 FROM residents.person WHERE id = any($1) AND merged_into IS NOT NULL', [ids])).rowCount).toBe(1);
	});

	test('two open plans become one, a door is never closed by it', async () => {
		const two = await pair({ name: '白四山', birthDate: '1951-01-04' }, { name: '白四山', birthDate: '1951-01-04' });
		for (const [id, last] of [[two.a, '2026-01-01'], [two.b, '2026-03-01']] as const)
			await ownerPool().query(`INSERT INTO care.plan (subdistrict_id, id, person_id, community_id, visit_days, last_on, from_on, changed_at) VALUES ($1, gen_random_uuid(), $2, $3, 30, $4, '2025-01-01', now())`, [here.id, id, here.communities[0], last]);
		const door = (id: string) => ownerPool().query(`INSERT INTO care.door (subdistrict_id, id, person_id, community_id, source, opened_at, step) VALUES ($1, gen_random_uuid(), $2, $3, 'visit', now(), 'call')`, [here.id, id, here.communities[0]]);
		await door(two.a);
		await door(two.b);
		await expect(merge(two)).rejects.toMatchObject({ code: 'care.twoDoorsOpen' });
		await ownerPool().query('DELETE FROM care.door WHERE person_id = $1', [two.a]);
		const before = await everything([two.a, two.b]);
		const { mergeId } = await merge(two);
		expect((await ownerPool().query('SELECT last_on FROM care.plan WHERE person_id = $1 AND until_on IS NULL', [two.a])).rows).toEqual([{ last_on: '2026-03-01' }]);
		expect((await ownerPool().query('SELECT 1 FROM care.door WHERE person_id = $1', [two.a])).rowCount).toBe(1);
		await unmerge(head, { mergeId });
		expect(await everything([two.a, two.b])).toEqual(before);
	});
});

describe('the work-list', () => {
	test('shows a pair to who answers for both records, masked as the policy says, and counts what was decided', async () => {
		const two = await pair({ name: '红一山', birthDate: '1954-01-01', phone: '12000006001', workplace: '一厂' }, { name: '红一山', birthDate: '1954-01-01', phone: '12000006002' });
		const view = await pairView(head, { id: two.id });
		expect(view).toMatchObject({ personIds: [two.a, two.b], differ: ['phone'], only: { workplace: two.a }, homesDiffer: false });
		const stranger = testCtx(here.id, person('head', here.communities[1]));
		await expect(pairView(stranger, { id: two.id })).rejects.toMatchObject({ status: 404 });
		expect((await listPairs(stranger, {})).items).toEqual([]);
		const seen = (await listPairs(testCtx(here.id, person('manager')), {})).items.find(({ id }) => id === two.id)!;
		expect(seen.people.map(({ name }) => name)).toEqual(['红**', '红**']);
		const before = (await listPairs(head, {})).counts;
		const { mergeId } = await merge(two);
		const after = await listPairs(head, { decided: true });
		expect(after.counts).toEqual({ all: before.all, decided: before.decided + 1 });
		expect(after.items.find(({ id }) => id === two.id)).toMatchObject({ state: 'merged', merge: { id: mergeId, keptId: two.a }, decidedBy: head.actor.name });
	});

	test('pages through all pairs by key', async () => {
		const ids: string[] = [];
		for (let after: string | null = null, n = 0; n < 9; n++) {
			const page: Awaited<ReturnType<typeof listPairs>> = await listPairs(head, { after });
			ids.push(...page.items.map(({ id }) => id));
			if ((after = page.next) === null) break;
		}
		const { counts } = await listPairs(head, {});
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.length).toBe(counts.all - counts.decided);
	});
});

describe('undoing', () => {
	test('is refused when the record was changed since, or merged on', async () => {
		const two = await pair({ name: '黑一山', birthDate: '1952-01-01' }, { name: '黑一山', birthDate: '1952-01-01' });
		const { mergeId } = await merge(two);
		await correctFields(worker, { id: two.a, version: (await row(two.a)).version, fields: { workplace: '钢厂' } });
		await expect(unmerge(head, { mergeId })).rejects.toMatchObject({ code: 'residents.cannotUnmerge' });
	});

	test('leaves with the kept record what came since and contradicts nothing', async () => {
		const two = await pair({ name: '黑二山', birthDate: '1952-01-02' }, { name: '黑二山', birthDate: '1952-01-02' });
		const { mergeId } = await merge(two);
		await addGroupFact(worker, { personId: two.a, code: 'dibao', fromOn: '2026-01-01' } as never);
		await unmerge(head, { mergeId });
		expect((await ownerPool().query('SELECT person_id FROM residents.group_fact WHERE person_id = any($1)', [[two.a, two.b]])).rows).toEqual([{ person_id: two.a }]);
		expect(await pairOf(two.a, two.b)).toMatchObject({ state: 'open' });
		await expect(unmerge(head, { mergeId })).rejects.toMatchObject({ status: 404 });
	});

	test('is not over by a purpose of which the register holds nothing', async () => {
		const two = await pair({ name: '黑四山', birthDate: '1952-01-04' }, { name: '黑四山', birthDate: '1952-01-04' });
		const { mergeId } = await merge(two);
		const health = startingPurposes.find(({ code }) => code === 'health')!;
		await writeTx<'residents', unknown>(systemCtx(here.id, 'test'), (tx) => removeFor(tx, { id: two.a, goneOn: null }, [{ ...health, fields: [] }, { ...health, fields: ['workplace'] }, { ...health, fields: ['group:health', 'assessment'] }], false));
		await unmerge(head, { mergeId });
	});

	test('is over when the person was forgotten, and nothing of them is left under the other id', async () => {
		const two = await pair({ name: '黑三山', birthDate: '1952-01-03', phone: '12000007001' }, { name: '黑三山', birthDate: '1952-01-03', phone: '12000007002', workplace: '老厂' });
		const { mergeId } = await merge(two);
		await writeTx<'residents', void>(systemCtx(here.id, 'test'), async (tx) => {
			await tx.emit('residents.purposeEnded', { personId: two.a, fields: ['phone', 'workplace'] });
		});
		expect(await row(two.b)).toMatchObject({ name: '黑三山', phone_sealed: null, phone_hash: null, phone_masked: null, workplace: '' });
		await expect(unmerge(head, { mergeId })).rejects.toMatchObject({ code: 'residents.cannotUnmerge' });
		await writeTx<'residents', void>(systemCtx(here.id, 'test'), (tx) => tx.emit('residents.erased', { personId: two.a }));
		expect(await row(two.b)).toMatchObject({ name_key: '', birth_date: null, erased_at: expect.anything() });
	});

	test('is over after two years: the nightly job takes the snapshot, the merge stands', async () => {
		const some = await pair({ name: '尹金花', birthDate: '1948-05-06' }, { name: '尹金花', birthDate: '1948-05-06' });
		const { mergeId } = await merge(some);
		const job = (at: string) => runRetention({ ...systemCtx(here.id, 'test'), clock: testCtx(here.id, worker.actor, at).clock });
		const merges = (removed: readonly { rule: string; count: number | null }[]) => removed.find(({ rule }) => rule === 'merges')?.count ?? 0;
		expect(merges(await job('2028-11-20T02:00:00Z'))).toBe(0);
		const { coming } = await retentionForecast(testCtx(here.id, person('audit_admin'), '2028-11-20T02:00:00Z'), {});
		expect(coming.filter(({ rule, on }) => rule === 'merges' && on !== null).length).toBeGreaterThan(0);
		expect(merges(await job('2028-11-26T02:00:00Z'))).toBeGreaterThan(0);
		expect(merges(await job('2028-11-26T02:00:00Z'))).toBe(0);
		await expect(unmerge(head, { mergeId })).rejects.toMatchObject({ code: 'residents.cannotUnmerge' });
		expect((await row(some.b)).merged_into).toBe(some.a);
	});

	test('merge, then undo: every row is as it was, whatever the two records hold', async () => {
		let n = 0;
		const side = fc.record({
			fields: fc.record({ phone: fc.constantFrom('12000005001', '12000005002'), workplace: fc.constantFrom('一厂', '二厂'), marital: fc.constantFrom('10', '20'), ethnicity: fc.constantFrom('01', '02'), formerName: fc.constantFrom('甲', '乙') }, { requiredKeys: [] }),
			numbered: fc.boolean(),
			home: fc.constantFrom(null, 0, 1),
			head: fc.boolean(),
			facts: fc.uniqueArray(fc.constantFrom('dibao', 'tekun')),
			tie: fc.constantFrom(null, 'friend', 'each other'),
			plan: fc.boolean(),
			bare: fc.boolean()
		});
		await fc.assert(
			fc.asyncProperty(fc.record({ one: side, two: side, chosen: fc.dictionary(fc.constantFrom('phone', 'workplace', 'marital', 'idNumber', 'formerName'), fc.boolean()), keepFirst: fc.boolean(), homeOfFirst: fc.option(fc.boolean(), { nil: undefined }) }), async ({ one, two, chosen, keepFirst, homeOfFirst }) => {
				n += 1;
				const name = `灰${String.fromCodePoint(0x4e00 + n)}山`;
				const homes = [await testHousehold(here.id, here.communities[0], doors[2]), await testHousehold(here.id, here.communities[0], doors[3])];
				const friend = (await add({ name: `友${n}` })).id;
				const ids: string[] = [];
				for (const each of [one, two]) ids.push((await add({ ...(each.fields as Record<string, string>), name, birthDate: '1953-01-01', ...(each.numbered ? { idNumber: idOf('1953-01-01') } : {}) })).id);
				const [a, b] = ids as [string, string];
				for (const [i, each] of [one, two].entries()) {
					const id = ids[i]!;
					const sole = each.head && !(i === 1 && one.head && one.home === two.home);
					if (each.home !== null) await live(id, homes[each.home]!, sole ? '02' : '99');
					for (const code of each.facts) await addGroupFact(worker, { personId: id, code, fromOn: '2026-01-01' } as never);
					if (each.tie) await addTie(worker, { personId: id, kind: 'emergency', otherId: each.tie === 'friend' ? friend : ids[1 - i] } as never);
					if (each.plan) await ownerPool().query(`INSERT INTO care.plan (subdistrict_id, id, person_id, community_id, visit_days, from_on, changed_at) VALUES ($1, gen_random_uuid(), $2, $3, 30, '2025-01-01', now())`, [here.id, id, here.communities[0]]);
					// From before statements were kept.
					if (each.bare) await ownerPool().query('DELETE FROM residents.statement WHERE person_id = $1', [id]);
				}
				const id = newId();
				await ownerPool().query(`INSERT INTO residents.duplicate (subdistrict_id, id, person_a, person_b, score, reasons, found_at) VALUES ($1, $2, least($3::uuid, $4::uuid), greatest($3::uuid, $4::uuid), 60, '{}', now())`, [here.id, id, a, b]);
				const before = await everything([a, b]);
				const of = (first: boolean) => (first ? a : b);
				const { mergeId } = await mergePair(head, { id, keepId: of(keepFirst), versions: await versions(a, b), fields: Object.fromEntries(Object.entries(chosen).map(([field, first]) => [field, of(first)])), homeOf: homeOfFirst === undefined ? undefined : of(homeOfFirst) });
				const [kept, gone] = [await row(of(keepFirst)), await row(of(!keepFirst))];
				expect(gone).toMatchObject({ merged_into: kept.id, household_id: null });
				expect(kept.household_id === null).toBe(one.home === null && two.home === null);
				for (const table of ['statement', 'membership', 'group_fact']) expect((await ownerPool().query(`SELECT 1 FROM residents.${table} WHERE person_id = $1`, [gone.id])).rowCount, table).toBe(0);
				const open = (await ownerPool().query('SELECT field, count(*)::int AS n FROM residents.statement WHERE person_id = $1 AND chosen GROUP BY field', [kept.id])).rows;
				expect(open.every((each: { n: number }) => each.n === 1)).toBe(true);
				for (const [first, each] of [[true, one], [false, two]] as const) if (chosen.workplace === first && each.fields.workplace) expect(kept.workplace).toBe(each.fields.workplace);
				await unmerge(head, { mergeId });
				expect(await everything([a, b])).toEqual(before);
			}),
			{ numRuns: 25 }
		);
	}, 120_000);
});
