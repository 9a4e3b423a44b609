import { beforeEach, describe, expect, it } from 'vitest';
import { testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { anonymous, systemActor, type Actor, type Role } from '#platform/context.ts';
import { writeTx } from '#platform/db/tx.ts';
import { factChanged } from '#platform/facts.ts';
import { newId } from '#platform/ids.ts';
import type { Measure } from '#platform/measure.ts';
import { adoptPlan, areasBoard, closePlan, draftPlan, findTarget, getPlan, getReport, groupScores, joinMeasures, listFrameworks, listPlans, makeReport, measureRecords, openMeasure, planToShow, publicBoard, readTargetForm, removeGoal, removeReport, reopenPlan, reportPdf, reportSheet, saveFramework, saveGoal, saveTarget, scoreboard, settle, takeBack, toDo, writeReport, yearBefore } from './index.ts';
import { typedTarget } from './plans/typed-target.ts';
import { installFrameworks } from './plans/frameworks.ts';
import { buffer } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import { readWorkbook } from '#platform/sheets/index.ts';

useDatabase();

const words = (text: string) => ({ zh: text, en: text });
let tenant: Awaited<ReturnType<typeof testSubdistrict>>;
let base: ReturnType<typeof testCtx>;
let manager: Actor;
let head: Actor;
let worker: Actor;
const as = (actor: Actor) => ({ ...base, actor });
const staff = (role: Role, name: string, communityId: string | null = null): Actor => ({ ...anonymous, kind: 'user', id: newId(), name, grants: [{ role, communityId, organizationId: null }] });

/** Days on which something was held, in the first community. */
let held: string[];
const count: Measure = {
	key: 'test.held',
	unit: 'count',
	adds: 'events',
	title: words('活动'),
	noun: words('场'),
	counted: words('办过的'),
	byDay: async (_tx, { from, to }) => [...new Set(held)].filter((day) => day >= from && day <= to).flatMap((day) => [null, tenant.communities[0]!].map((communityId) => ({ communityId, day, numerator: held.filter((each) => each === day).length }))),
	records: async (_ctx, { part }) => ({ items: part === 'numerator' ? held.map((day) => ({ id: day, href: '/', label: day, day })) : [], next: null })
};
const hold = (day: string) => writeTx<'plan', void>(as(systemActor('test')), async (tx) => (held.push(day), factChanged(tx, { measures: ['test.held'], days: [day] })));

beforeEach(async () => {
	tenant = await testSubdistrict();
	base = testCtx(tenant.id);
	manager = staff('manager', '周岚');
	head = staff('head', '刘敏', tenant.communities[0]);
	worker = staff('worker', '张伟', tenant.communities[0]);
	held = [];
	joinMeasures([count]);
	await writeTx<'plan', void>(as(systemActor('test')), installFrameworks);
});

const target = { title: '活动不少于 12 场', measure: 'test.held', rule: 'count' as const, aim: 12, points: 10, public: true, groups: ['six.civil'] };

/** A plan of this year with one goal and one target. */
async function planned(actor = manager, communityId: string | null = null) {
	const { planId } = await draftPlan(as(actor), { communityId, title: '2026 年计划', yearStart: '2026-01-01', from: 'empty' });
	await saveGoal(as(actor), { planId, edition: 1, title: '文化' });
	const goalId = (await getPlan(as(actor), { planId })).text.goals[0]!.id;
	const { edition } = await saveTarget(as(actor), { planId, edition: 2, goalId, ...target });
	return { planId, goalId, edition };
}

describe('writing a plan', () => {
	it('keeps every edition, refuses what was seen too long ago, and takes back one change after the other', async () => {
		const { planId, goalId, edition } = await planned();
		const first = (await getPlan(as(manager), { planId })).text.goals[0]!.targets[0]!;
		await saveTarget(as(manager), { planId, edition, goalId, targetId: first.id, ...target, aim: 20 });
		await expect(saveTarget(as(manager), { planId, edition, goalId, targetId: first.id, ...target, aim: 30 })).rejects.toMatchObject({ code: 'plan.moved', status: 409 });
		await removeGoal(as(manager), { planId, edition: 4, goalId });
		expect((await getPlan(as(manager), { planId })).text.goals).toEqual([]);
		const aims = async () => (await getPlan(as(manager), { planId })).text.goals.flatMap(({ targets }) => targets.map(({ aim }) => aim));
		await takeBack(as(manager), { planId, edition: 5 });
		expect(await aims()).toEqual([20]);
		await takeBack(as(manager), { planId, edition: 6 });
		expect(await aims()).toEqual([12]);
		await takeBack(as(manager), { planId, edition: 7 });
		await takeBack(as(manager), { planId, edition: 8 });
		await expect(takeBack(as(manager), { planId, edition: 9 })).rejects.toMatchObject({ code: 'plan.nothingToTakeBack' });
		const { text, history } = await getPlan(as(manager), { planId, edition: 4 });
		expect(text.goals[0]!.targets[0]!.aim).toBe(20);
		expect(history.map(({ what }) => what)).toEqual(['takenBack', 'takenBack', 'takenBack', 'takenBack', 'goalRemoved', 'targetChanged', 'targetAdded', 'goalAdded', 'drafted']);
	});

	it('takes back what was changed after something had been taken back, and never what had been taken back itself', async () => {
		const { planId, goalId, edition } = await planned();
		const { id: targetId } = (await getPlan(as(manager), { planId })).text.goals[0]!.targets[0]!;
		const aims = async () => (await getPlan(as(manager), { planId })).text.goals.flatMap(({ targets }) => targets.map(({ aim }) => aim));
		let seen = edition;
		const set = async (aim: number) => ({ edition: seen } = await saveTarget(as(manager), { planId, edition: seen, goalId, targetId, ...target, aim }));
		const back = async () => ({ edition: seen } = await takeBack(as(manager), { planId, edition: seen }));
		await set(20);
		await back();
		await set(30);
		await back();
		expect(await aims()).toEqual([12]);
		await back();
		expect(await aims()).toEqual([]);
		await back();
		expect((await getPlan(as(manager), { planId })).text.goals).toEqual([]);
	});

	it('is the manager’s for the subdistrict, and a head’s for the own community', async () => {
		await expect(draftPlan(as(head), { title: 'x', yearStart: '2026-01-01', from: 'empty' })).rejects.toMatchObject({ code: 'platform.forbidden' });
		await expect(draftPlan(as(head), { communityId: tenant.communities[1]!, title: 'x', yearStart: '2026-01-01', from: 'empty' })).rejects.toMatchObject({ code: 'platform.forbidden' });
		await expect(draftPlan(as(worker), { communityId: tenant.communities[0]!, title: 'x', yearStart: '2026-01-01', from: 'empty' })).rejects.toMatchObject({ code: 'platform.forbidden' });
		const own = await planned(head, tenant.communities[0]!);
		const other = await planned(manager, tenant.communities[1]!);
		await expect(saveGoal(as(head), { planId: other.planId, edition: other.edition, title: 'y' })).rejects.toMatchObject({ code: 'platform.forbidden' });
		expect((await listPlans(as(head), {})).map(({ id, mayEdit }) => [id, mayEdit])).toEqual(expect.arrayContaining([[own.planId, true], [other.planId, false]]));
	});

	it('adopts one plan for an area and year; closed ones change no more, and each step goes back', async () => {
		const one = await planned();
		const two = await planned();
		await adoptPlan(as(manager), one);
		expect(await planToShow(as(worker), {})).toBe(one.planId);
		await expect(adoptPlan(as(manager), two)).rejects.toMatchObject({ code: 'plan.twice' });
		await closePlan(as(manager), one);
		await expect(saveGoal(as(manager), { ...one, title: 'z' })).rejects.toMatchObject({ code: 'plan.closed' });
		await reopenPlan(as(manager), one);
		await reopenPlan(as(manager), one);
		await adoptPlan(as(manager), two);
		await expect(reopenPlan(as(manager), one)).rejects.toMatchObject({ code: 'plan.wrongState' });
	});

	it('copies a year with its stages, from a year that begins in November', async () => {
		const { planId } = await draftPlan(as(manager), { title: 'x', yearStart: '2025-11-01', from: 'empty' });
		await saveGoal(as(manager), { planId, edition: 1, title: '文化' });
		const goalId = (await getPlan(as(manager), { planId })).text.goals[0]!.id;
		await saveTarget(as(manager), { planId, edition: 2, goalId, ...target, phases: [{ title: '半年', until: '2026-04-30', aim: 6 }] });
		await expect(saveTarget(as(manager), { planId, edition: 3, goalId, ...target, phases: [{ title: '过头', until: '2026-11-01', aim: 6 }] })).rejects.toMatchObject({ fields: [{ path: 'phases.0.until', code: 'plan.outsideYear' }] });
		const copy = await draftPlan(as(manager), { title: 'y', yearStart: '2026-11-01', from: planId });
		const { text, yearEnd } = await getPlan(as(manager), { planId: copy.planId });
		expect(yearEnd).toBe('2027-10-31');
		expect(text.goals[0]!.targets[0]!.phases.map(({ until, aim }) => [until, aim])).toEqual([['2027-04-30', 6]]);
	});

	it('ships with every indicator of the source, the missing number marked, and forms that give back what they took', async () => {
		const { planId } = await draftPlan(as(manager), { title: 'x', yearStart: '2026-01-01', from: 'shipped' });
		const { text } = await getPlan(as(manager), { planId });
		const all = text.goals.flatMap(({ targets }) => targets);
		expect(all.find(({ origin }) => origin === 'source_missing')).toMatchObject({ aim: 12, note: '原文缺失，默认值' });
		const groups = new Set((await listFrameworks(as(worker), {})).flatMap(({ code, groups: parts }) => parts.map((part) => `${code}.${part.code}`)));
		expect(all.flatMap((each) => each.groups).filter((group) => !groups.has(group))).toEqual([]);
		for (const each of all) {
			const typed = typedTarget(each, null);
			const read = readTargetForm({ planId, edition: '1', goalId: text.goals[0]!.id, targetId: each.id, title: each.title, measure: each.measure, rule: each.rule, ...typed, each: String(each.each), points: String(each.points), groups: each.groups, ...(each.atMost ? { atMost: 'on' } : {}) });
			expect([read.aim, read.stateB, read.stateC, read.atMost], each.title).toEqual([each.aim, each.stateB, each.stateC, each.atMost]);
		}
		const changed = await saveTarget(as(manager), { planId, edition: 1, goalId: text.goals[2]!.id, targetId: text.goals[2]!.targets[0]!.id, ...target, aim: 6 });
		expect(findTarget((await getPlan(as(manager), { planId })).text, text.goals[2]!.targets[0]!.id)!.origin).toBe('own');
		expect(changed.edition).toBe(2);
	});

	it('names groupings anew without losing which target stands where', async () => {
		await expect(saveFramework(as(head), { code: 'six', name: '六型', groups: [{ code: 'civil', name: '文明型' }] })).rejects.toMatchObject({ code: 'platform.forbidden' });
		await saveFramework(as(manager), { code: 'six', name: '六型社区（本地）', groups: [{ code: 'civil', name: '文明和美型' }, { code: '', name: '智慧型' }] });
		const six = async (locale: 'zh' | 'en' = 'zh') => (await listFrameworks({ ...as(worker), locale }, {})).find(({ code }) => code === 'six')!;
		expect(await six()).toMatchObject({ name: '六型社区（本地）', isDefault: false, groups: [{ code: 'civil', name: '文明和美型' }, { name: '智慧型' }] });
		// A part that is gone leaves its code behind in targets: no later part stands under it.
		const gone = (await six()).groups[1]!.code;
		await saveFramework(as(manager), { code: 'six', name: '六型社区（本地）', groups: [{ code: 'civil', name: '文明和美型' }] });
		await saveFramework(as(manager), { code: 'six', name: '六型社区（本地）', groups: [{ code: 'civil', name: '文明和美型' }, { code: '', name: '宜居型' }] });
		expect((await six()).groups[1]!.code).not.toBe(gone);
	});

	it('keeps the name in the other language while one is edited, and drops an English one that was translated from another name', async () => {
		const shown = async (locale: 'zh' | 'en') => (await listFrameworks({ ...as(worker), locale }, {})).find(({ code }) => code === 'six')!;
		const save = async (locale: 'zh' | 'en', rename: (name: string) => string) => {
			const { code, name, groups } = await shown(locale);
			await saveFramework({ ...as(manager), locale }, { code, name: rename(name), groups: groups.map((group) => ({ code: group.code, name: rename(group.name) })) });
		};
		const [zh, en] = [await shown('zh'), await shown('en')];
		const first = (framework: typeof zh) => [framework.name, framework.groups[0]!.name];
		await save('en', (name) => name);
		expect([await shown('zh'), await shown('en')].map(first)).toEqual([zh, en].map(first));
		await save('en', (name) => `${name} (ours)`);
		expect([await shown('zh'), await shown('en')].map(first)).toEqual([first(zh), first(en).map((name) => `${name} (ours)`)]);
		await save('zh', (name) => `${name}（本地）`);
		expect([await shown('zh'), await shown('en')].map(first)).toEqual([first(zh).map((name) => `${name}（本地）`), first(zh).map((name) => `${name}（本地）`)]);
	});
});

describe('the board', () => {
	it('shows a fact at once, what will be missed with its need, and a target without a module as one that counts nothing', async () => {
		const { planId, goalId, edition } = await planned();
		await saveTarget(as(manager), { planId, edition, goalId, title: '植树', measure: 'greening.participation', rule: 'ratio', aim: 1, points: 5 });
		for (let n = 1; n <= 9; n++) await hold(`2026-0${n}-10`);
		const board = await scoreboard(as(worker), { planId });
		const [mass, trees] = board.goals[0]!.targets;
		expect(mass).toMatchObject({ figure: { value: 9 }, standing: { state: 'behind', need: { missing: 3 } } });
		expect(trees).toMatchObject({ words: null, figure: null, standing: { state: 'not_installed', score: null } });
		expect(board.score).toEqual({ points: 7.5, of: 10, vetoed: false, uncounted: 1 });
		expect(toDo(board).behind.map(({ title }) => title)).toEqual([target.title]);
		expect(groupScores(board, (await listFrameworks(as(worker), {}))[1]!).find(({ code }) => code === 'civil')).toMatchObject({ targets: 1, score: { points: 7.5 } });
		await hold('2026-11-23');
		expect((await scoreboard(as(worker), { planId })).goals[0]!.targets[0]!.figure!.value).toBe(10);
	});

	it('says what the year before came to, up to today while it is not over, of days that are kept', async () => {
		await hold('2026-05-01');
		await hold('2026-11-23');
		const { planId: now } = await planned();
		await settle(as(systemActor('test')));
		const { planId: next } = await draftPlan(as(manager), { title: '2027 年计划', yearStart: '2027-01-01', from: now });
		expect(await yearBefore(as(worker), { planId: next })).toMatchObject({ period: { from: '2026-01-01', to: '2026-11-24' }, figures: { 'test.held': { value: 2 } } });
		expect(await yearBefore(as(worker), { planId: now })).toMatchObject({ period: { from: '2025-01-01', to: '2025-12-31' }, figures: { 'test.held': { value: 0 } } });
		const { planId: far } = await draftPlan(as(manager), { title: '2028 年计划', yearStart: '2028-01-01', from: 'empty' });
		expect(await yearBefore(as(worker), { planId: far })).toBeNull();
		const { planId: long } = await draftPlan(as(manager), { title: '2020 年计划', yearStart: '2020-01-01', from: 'empty' });
		expect(await yearBefore(as(worker), { planId: long })).toMatchObject({ figures: {} });
		await expect(yearBefore(as(anonymous), { planId: next })).rejects.toMatchObject({ code: 'platform.signInFirst' });
	});

	it('opens a denominator to all of it: what is in the numerator, page by page, and then the others', async () => {
		const named = (part: string, n: number) => ({ id: `${part} ${n}`, href: '/', label: `${part} ${n}`, day: '2026-05-01' });
		const share: Measure = {
			...count,
			key: 'test.share',
			unit: 'ratio',
			records: async (_ctx, { part, cursor }) => {
				const all = Array.from({ length: part === 'numerator' ? 5 : 3 }, (_, n) => named(part, n));
				const from = Number(cursor ?? 0);
				return { items: all.slice(from, from + 2), next: from + 2 < all.length ? String(from + 2) : null };
			}
		};
		joinMeasures([share]);
		const found: string[] = [];
		for (let cursor: string | null = null; ; ) {
			const page: Awaited<ReturnType<typeof measureRecords>> = await measureRecords(as(worker), { key: 'test.share', from: '2026-01-01', to: '2026-12-31', part: 'denominator', cursor });
			found.push(...page.items.map(({ id }) => id));
			if (!(cursor = page.next)) break;
		}
		expect(found).toEqual([...[0, 1, 2, 3, 4].map((n) => `numerator ${n}`), ...[0, 1, 2].map((n) => `against ${n}`)]);
	});

	it('shows communities side by side, and opens a figure to its days and records', async () => {
		const { planId } = await planned();
		await hold('2026-05-01');
		await hold('2026-05-01');
		const areas = await areasBoard(as(head), { planId });
		expect(areas.lines[0]!.areas.map(({ figure }) => figure.numerator)).toEqual(areas.communities.map(({ id }) => (id === tenant.communities[0] ? 2 : 0)));
		const asked = { key: 'test.held', from: '2026-01-01', to: '2026-12-31' };
		expect(await openMeasure(as(worker), asked)).toMatchObject({ figure: { value: 2 }, days: [{ day: '2026-05-01', numerator: 2 }], counting: false });
		expect((await measureRecords(as(worker), { ...asked, part: 'numerator' })).items).toHaveLength(2);
		await expect(measureRecords(as(anonymous), { ...asked, part: 'numerator' })).rejects.toMatchObject({ code: 'platform.signInFirst' });
		// Nobody is at it to count days before those that are kept: there is no figure of them, and none to come.
		await hold('2020-05-01');
		expect(await openMeasure(as(worker), { ...asked, from: '2020-01-01' })).toMatchObject({ figure: { value: 2 }, counting: false, keptFrom: '2025-01-01' });
		expect(await openMeasure(as(worker), { ...asked, from: '2020-01-01', to: '2020-12-31' })).toMatchObject({ figure: { value: null }, days: [], counting: false, keptFrom: '2025-01-01' });
		await expect(openMeasure(as(worker), { ...asked, key: 'test.other' })).rejects.toMatchObject({ status: 404 });
		await expect(openMeasure(as(worker), { ...asked, from: '2026-12-31', to: '2026-01-01' })).rejects.toMatchObject({ status: 422 });
	});

	it('is public only where it was adopted and meant to be', async () => {
		const { planId, goalId, edition } = await planned();
		const { edition: last } = await saveTarget(as(manager), { planId, edition, goalId, ...target, title: '内部', public: false });
		expect(await publicBoard(as(anonymous), {})).toBeNull();
		await adoptPlan(as(manager), { planId, edition: last });
		const board = await publicBoard(as(anonymous), {});
		expect(board!.goals.flatMap(({ targets }) => targets.map(({ title }) => title))).toEqual([target.title]);
		expect(await publicBoard(as(anonymous), { communityId: tenant.communities[0]! })).toBeNull();
	});
});

describe('reports', () => {
	it('keep the figures of their moment, take words, and go out as paper and sheet', async () => {
		const { planId } = await planned();
		await hold('2026-03-01');
		const { id } = await makeReport(as(manager), { planId, title: '上半年', from: '2026-01-01', to: '2026-06-30' });
		await hold('2026-03-02');
		const later = await makeReport(as(manager), { planId, title: '全年', from: '2026-01-01', to: '2026-12-31' });
		const report = await getReport(as(worker), { id });
		expect(report.figures).toMatchObject({ score: { of: 10 }, goals: [{ targets: [{ figure: { value: 1 }, state: 'behind' }] }] });
		const goal = report.figures.goals[0]!.id;
		await writeReport(as(manager), { id, version: 1, title: '上半年总结', intro: '一开头 *不是* 标记 #', closing: '', goals: { [goal]: '文化好' } });
		await expect(writeReport(as(manager), { id, version: 1, title: 'x', intro: '', closing: '', goals: {} })).rejects.toMatchObject({ code: 'plan.moved' });
		await expect(writeReport(as(head), { id, version: 2, title: 'x', intro: '', closing: '', goals: {} })).rejects.toMatchObject({ code: 'platform.forbidden' });
		const [written, other] = [await getReport(as(worker), { id }), await getReport(as(worker), { id: later.id })];
		const pdf = await reportPdf(written, other, { org: '云岭街道', locale: 'zh', zone: 'Asia/Shanghai', now: base.clock.now() });
		expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
		const out = new PassThrough();
		const [bytes] = await Promise.all([buffer(out), reportSheet(written, other, 'zh', base.clock.now())(out)]);
		const book = await readWorkbook(bytes, { fileName: 'x.xlsx' } as never);
		expect(JSON.stringify(book.sheets[0]!.rows[1])).toContain('1 场');
		expect(JSON.stringify(book.sheets[0]!.rows[1])).toContain('2 场');
		await removeReport(as(manager), { id });
		await expect(getReport(as(worker), { id })).rejects.toMatchObject({ status: 404 });
		await removeReport(as(manager), { id, restore: true });
		expect((await getReport(as(worker), { id })).texts.goals[goal]).toBe('文化好');
	});

	it('count first what has not been counted, and stay inside the year of their plan', async () => {
		const { planId } = await planned();
		await hold('2024-05-01');
		await scoreboard(as(worker), { planId });
		// Kept are last year and this one; a plan of an earlier year has days that nobody counted yet.
		const { planId: old } = await draftPlan(as(manager), { title: '2024 年', yearStart: '2024-01-01', from: planId });
		const { id } = await makeReport(as(manager), { planId: old, title: '2024 年总结', from: '2024-01-01', to: '2024-12-31' });
		expect((await getReport(as(worker), { id })).figures.goals[0]!.targets[0]!.figure!.value).toBe(1);
		for (const [from, to, path] of [['2023-12-31', '2024-12-31', 'from'], ['2024-01-01', '2025-01-01', 'to']] as const) await expect(makeReport(as(manager), { planId: old, title: 'x', from, to })).rejects.toMatchObject({ fields: [{ path, code: 'plan.outsideYear' }] });
	});

	it('of a period that does not begin with the year judge nothing', async () => {
		const { planId } = await planned();
		await hold('2026-03-01');
		const { id } = await makeReport(as(manager), { planId, title: '三月', from: '2026-03-01', to: '2026-03-31' });
		expect((await getReport(as(worker), { id })).figures).toMatchObject({ score: null, goals: [{ targets: [{ figure: { value: 1 }, state: null, score: null }] }] });
		await expect(makeReport(as(manager), { planId, title: 'x', from: '2026-03-31', to: '2026-03-01' })).rejects.toMatchObject({ status: 422 });
	});
});
