import { beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { systemCtx } from '#platform/jobs.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { ageOn } from '#platform/dates/index.ts';
import { newId } from '#platform/ids.ts';
import { writeTx } from '#platform/db/tx.ts';
import { installCare } from '../care.install.ts';
import { addPlan, changePlan, endPlan, pausePlan, reopenPlan } from '../plans/plan.usecases.ts';
import { careCounts, careList, plansOf } from '../plans/plan.queries.ts';
import { followCommunity } from './follow.ts';
import { startingRules } from './rules.data.ts';
import { rulesOn, standing, type CareRule } from './rules.model.ts';
import { careRules } from './rules.queries.ts';
import { changeRule, stopRule } from './rules.usecases.ts';

useDatabase();

const TODAY = '2026-11-24';
let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
const job = () => ({ ...systemCtx(here.id, 'test'), clock: worker.clock });
const RECORDED = ['tekun', 'dibao', 'disabled', 'illness', 'entitled', 'frail'];

async function somebody(birth: string | null, groups: readonly string[] = []): Promise<string> {
	const id = newId();
	await ownerPool().query(
		`INSERT INTO residents.person (subdistrict_id, id, community_id, name, name_masked, name_key, birth_date, source_kind, created_at, changed_at) VALUES ($1, $2, $3, '测试人', '测**', '测试人', $4, 'desk', now(), now())`,
		[here.id, id, here.communities[0], birth]
	);
	for (const code of groups) await ownerPool().query(`INSERT INTO residents.group_fact (subdistrict_id, id, person_id, code, from_on, source_kind, recorded_at) VALUES ($1, $2, $3, $4, '2020-01-01', 'desk', now())`, [here.id, newId(), id, code]);
	return id;
}
const planOf = async (personId: string) => (await plansOf(worker, { personId }))[0];

beforeAll(async () => {
	here = await testSubdistrict();
	worker = testCtx(here.id, { ...person('worker', here.communities[0]), id: newId() }, `${TODAY}T02:00:00Z`);
	for (const code of RECORDED) await ownerPool().query(`INSERT INTO residents.group_type (subdistrict_id, code, name, name_en, sensitivity) VALUES ($1, $2, $2, $2, 'plain') ON CONFLICT DO NOTHING`, [here.id, code]);
	await writeTx<'care', void>(systemCtx(here.id, 'test'), installCare);
});

test('the list is what the rules say of every person, and running it again changes nothing', async () => {
	const rules: CareRule[] = startingRules.map((rule) => ({ ...rule, communityId: null, validFrom: '2026-01-01', validUntil: null }));
	const people = fc.sample(fc.tuple(fc.integer({ min: 1920, max: 2020 }), fc.subarray(RECORDED)), { numRuns: 120, seed: 7 });
	const expected = new Map<string, string[]>();
	for (const [year, groups] of people) {
		const birth = `${year}-05-05`;
		const { reasons } = standing(rules.filter(({ code }) => !['alone', 'alone_80', 'empty_nest_80'].includes(code)), { communityId: here.communities[0], age: ageOn(birth, TODAY), groups: new Set(groups) });
		expected.set(await somebody(birth, groups), reasons);
	}
	await somebody(null);
	const first = await followCommunity(job(), here.communities[0]);
	const wanted = [...expected].filter(([, reasons]) => reasons.length > 0);
	expect(first).toEqual({ added: wanted.length, changed: 0, loose: 0, ended: 0 });
	const { rows } = await ownerPool().query<{ person_id: string; reasons: string[] }>('SELECT person_id, reasons FROM care.plan WHERE until_on IS NULL');
	expect(new Map(rows.map(({ person_id, reasons }) => [person_id, [...reasons].sort()]))).toEqual(new Map(wanted.map(([id, reasons]) => [id, [...reasons].sort()])));
	expect(await followCommunity(job(), here.communities[0])).toEqual({ added: 0, changed: 0, loose: 0, ended: 0 });
	// First visits are spread over the week.
	const days = await ownerPool().query<{ next_on: string }>('SELECT DISTINCT next_on::text FROM care.plan');
	expect(days.rows.length).toBeGreaterThan(3);
});

test('a fact that ends leaves a plan for somebody to decide on; a death ends it; a rule that holds does not let anybody off', async () => {
	const [loose, dead, held] = [await somebody('1970-01-01', ['tekun']), await somebody('1970-01-01', ['tekun']), await somebody('1970-01-01', ['tekun'])];
	await followCommunity(job(), here.communities[0]);
	await ownerPool().query(`UPDATE residents.group_fact SET until_on = '2026-11-01' WHERE person_id = $1`, [loose]);
	await ownerPool().query(`UPDATE residents.person SET died_on = '2026-11-20' WHERE id = $1`, [dead]);
	expect(await followCommunity(job(), here.communities[0])).toMatchObject({ loose: 1, ended: 1 });
	expect((await planOf(dead))!).toMatchObject({ endReason: 'died', untilOn: TODAY });
	const ending = await careList(worker, { queue: 'ending' });
	expect(ending.items.map(({ personId }) => personId)).toEqual([loose]);
	await expect(endPlan(worker, { id: (await planOf(held))!.id, reason: '不想去了' })).rejects.toMatchObject({ code: 'care.ruleHolds' });
	const plan = (await planOf(loose))!;
	await endPlan(worker, { id: plan.id, reason: '已退出特困' });
	expect((await planOf(loose))!.untilOn).toBe(TODAY);
	await reopenPlan(worker, { id: plan.id });
	expect((await planOf(loose))!.untilOn).toBeNull();
});

test('somebody on the list by hand stays; another rhythm and a pause move the next visit', async () => {
	const id = await somebody('1990-01-01');
	await addPlan(worker, { personId: id, why: '刚出院，一个人带孩子', visitDays: 30 });
	await expect(addPlan(worker, { personId: id, why: '再加一次', visitDays: 7 })).rejects.toMatchObject({ code: 'care.onTheList' });
	await followCommunity(job(), here.communities[0]);
	const plan = (await planOf(id))!;
	expect([plan.reasons, plan.byHand, plan.untilOn]).toEqual([[], '刚出院，一个人带孩子', null]);
	const changed = await changePlan(worker, { id: plan.id, version: plan.version, visitDays: 3, goal: '先把复查约上' });
	expect((await planOf(id))!).toMatchObject({ visitDays: 3, goal: '先把复查约上', version: changed.version });
	await expect(changePlan(worker, { id: plan.id, version: plan.version, visitDays: 5 })).rejects.toMatchObject({ code: 'care.planMoved' });
	await pausePlan(worker, { id: plan.id, until: '2026-12-20', reason: '去女儿家' });
	expect((await planOf(id))!).toMatchObject({ due: 'paused', nextOn: '2026-12-20', pauseReason: '去女儿家' });
	const { rows } = await ownerPool().query('SELECT goal_sealed FROM care.plan WHERE id = $1', [plan.id]);
	expect(rows[0].goal_sealed).toMatch(/^v1\.care-note\./);
});

test('counts are what the lists hold; another community sees none of it', async () => {
	const { queues, reasons } = await careCounts(worker, {});
	for (const queue of ['all', 'due', 'unassigned', 'paused', 'ending'] as const) expect((await careList(worker, { queue, limit: 200 })).items.length, queue).toBe(Math.min(200, queues[queue]));
	for (const { code, count } of reasons) expect((await careList(worker, { reason: code, limit: 200 })).items.length, code).toBe(count);
	const other = testCtx(here.id, { ...person('worker', here.communities[1]), id: newId() });
	expect((await careCounts(other, {})).queues.all).toBe(0);
	const [somePlan] = (await careList(worker, { limit: 1 })).items;
	expect(await plansOf(other, { personId: somePlan!.personId })).toEqual([]);
	await expect(pausePlan(other, { id: somePlan!.id, until: null })).rejects.toMatchObject({ status: 404 });
});

test('a rule changes from a day on, and the days before keep what was', async () => {
	const manager = testCtx(here.id, { ...person('manager'), id: newId() }, `${TODAY}T02:00:00Z`);
	const rule = (await careRules(manager, {})).find(({ code }) => code === 'tekun')!;
	await expect(changeRule(worker, { id: rule.id, version: rule.version, visitDays: 7, from: TODAY, source: '测试' })).rejects.toMatchObject({ status: 403 });
	await expect(changeRule(manager, { id: rule.id, version: rule.version, visitDays: 7, from: '2026-11-23', source: '测试' })).rejects.toMatchObject({ fields: [{ path: 'from', code: 'care.ruleBackdated' }] });
	await changeRule(manager, { id: rule.id, version: rule.version, visitDays: 7, from: '2026-12-01', source: '街道方案' });
	const rules = await careRules(manager, {});
	const days = (day: string) => rulesOn(rules, day, here.communities[0]).find(({ code }) => code === 'tekun')?.visitDays;
	expect([days('2026-11-30'), days('2026-12-01')]).toEqual([14, 7]);
	await stopRule(manager, { id: rules.find(({ code, validUntil }) => code === 'tekun' && validUntil === null)!.id, on: '2026-12-31' });
	const after = await careRules(manager, {});
	expect([rulesOn(after, '2026-12-31', null), rulesOn(after, '2027-01-01', null)].map((inForce) => inForce.some(({ code }) => code === 'tekun'))).toEqual([true, false]);
});
