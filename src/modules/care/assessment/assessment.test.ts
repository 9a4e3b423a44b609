import { beforeAll, describe, expect, test } from 'vitest';
import { anonymous, type Actor, type Role } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { AppError } from '#platform/errors.ts';
import { onEvent } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { addPerson, reveal } from '#modules/residents/index.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { forgetPerson } from '../forget.ts';
import { answersOf, noFacts } from './assessment.testing.ts';
import { gbt42195 } from './forms/gbt-42195-2022.data.ts';
import {
	assessmentSettings,
	completeAssessment,
	correctAssessment,
	dropAssessment,
	getAssessment,
	historyView,
	listAssessments,
	printAssessment,
	saveAssessment,
	settleForm,
	startAssessment
} from './index.ts';

useDatabase();

const KEY = gbt42195.key;
let home: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: Actor;
let colleague: Actor;
const staff = (role: Role, community: string | null): Actor => ({ ...person(role, community), id: newId(), name: `测试${role}` });
const as = (actor: Actor, at = '2026-11-24T02:00:00Z') => testCtx(home.id, actor, at);

beforeAll(async () => {
	home = await testSubdistrict();
	worker = staff('worker', home.communities[0]);
	colleague = staff('worker', home.communities[0]);
});

/** Somebody of the first community. */
const resident = async (): Promise<string> => (await addPerson(as(worker), { communityId: home.communities[0], fields: { name: '周桂兰', sex: '2', birthDate: '1943-05-01' } })).id;

const begin = async (personId: string, actor = worker, at?: string) => (await startAssessment(as(actor, at), { id: newId(), personId, formKey: KEY })).id;
const refusal = (call: Promise<unknown>) =>
	call.then(
		() => 'done',
		(error: unknown) => (error instanceof AppError ? (error.fields[0]?.code ?? error.code) : String(error))
	);
const all = (total: number, more: Record<string, string> = {}) => ({ answers: { ...answersOf(gbt42195, total), ...more }, facts: noFacts(gbt42195) });
/** Begun and completed in one sitting. */
async function assess(personId: string, total: number, { actor = worker, at = '2026-11-24T02:00:00Z' } = {}): Promise<string> {
	const id = await begin(personId, actor, at);
	await completeAssessment(as(actor, at), { id, version: 1, ...all(total) });
	return id;
}

describe('a draft', () => {
	test('is kept answer by answer and gives the level when it is complete', async () => {
		const personId = await resident();
		const id = await begin(personId);
		const { answers, facts } = all(70);
		const { eating, ...rest } = answers;
		expect((await saveAssessment(as(worker), { id, version: 1, answers: { eating: eating! } })).version).toBe(2);
		expect((await saveAssessment(as(worker), { id, version: 2, answers: rest, about: { place: '家中', reason: 'first', assessors: '张伟，李敏', informant: '周敏（女儿）' } })).version).toBe(3);
		const { assessment } = await getAssessment(as(worker), { id });
		expect(assessment).toMatchObject({ state: 'draft', mine: true, place: '家中', assessors: ['张伟', '李敏'], assessedOn: '2026-11-24', reviewOn: '2027-11-24' });
		expect(assessment.content?.filled.answers).toEqual(answers);

		await completeAssessment(as(worker), { id, version: 3, facts });
		const done = (await getAssessment(as(worker), { id })).assessment;
		expect(done).toMatchObject({ state: 'complete', mine: false });
		expect(done.content?.result).toMatchObject({ total: 70, baseLevel: 1, level: 1, settled: { coma_level: 4 } });
	});

	test('takes facts as a form writes them, and takes them back', async () => {
		const id = await begin(await resident());
		await saveAssessment(as(worker), { id, version: 1, facts: { dementia: 'yes', care_events: '2' } });
		await saveAssessment(as(worker), { id, version: 2, facts: { care_events: '' } });
		expect((await getAssessment(as(worker), { id })).assessment.content?.filled.facts).toEqual({ dementia: true });
	});

	test('begun twice is one: by the same id and by another', async () => {
		const personId = await resident();
		const input = { id: newId(), personId, formKey: KEY };
		expect(await startAssessment(as(worker), input)).toMatchObject({ id: input.id, resumed: false });
		expect(await startAssessment(as(worker), input)).toMatchObject({ id: input.id, resumed: true });
		expect(await startAssessment(as(worker), { ...input, id: newId() })).toMatchObject({ id: input.id, resumed: true });
		const both = await Promise.all([1, 2].map(() => startAssessment(as(colleague), { id: newId(), personId, formKey: KEY })));
		expect(new Set(both.map(({ id }) => id)).size).toBe(1);
	});

	test('written elsewhere since is told, not overwritten', async () => {
		const id = await begin(await resident());
		const writes = await Promise.all(['4', '3'].map((option) => refusal(saveAssessment(as(worker), { id, version: 1, answers: { eating: option } }))));
		expect(writes.sort()).toEqual(['done', 'platform.changed']);
	});

	test('refuses what the form does not have', async () => {
		const id = await begin(await resident());
		expect(await refusal(saveAssessment(as(worker), { id, version: 1, answers: { eating: '9' } }))).toBe('platform.notValid');
		expect(await refusal(saveAssessment(as(worker), { id, version: 1, facts: { dementia: 3 } }))).toBe('platform.notValid');
		expect(await refusal(saveAssessment(as(worker), { id, version: 1, about: { assessedOn: '2026-11-25' } }))).toBe('care.inTheFuture');
		expect(await refusal(saveAssessment(as(worker), { id, version: 1, about: { assessedOn: '2022-12-29' } }))).toBe('care.formNotInForce');
		expect(await refusal(saveAssessment(as(worker), { id, version: 1, about: { reviewOn: '2026-11-24' } }))).toBe('care.reviewTooEarly');
		expect(await refusal(startAssessment(as(worker), { id: newId(), personId: await resident(), formKey: 'nowhere' }))).toBe('care.formNotInForce');
	});

	test('gives no level while anything that decides is open, and keeps what was answered', async () => {
		const id = await begin(await resident());
		const { stairs: _, ...answers } = all(70).answers;
		const incomplete = completeAssessment(as(worker), { id, version: 1, answers });
		await expect(incomplete).rejects.toMatchObject({ code: 'care.assessmentIncomplete', params: { missing: 1, open: 0 } });
		await saveAssessment(as(worker), { id, version: 1, answers: all(70).answers });
		await expect(completeAssessment(as(worker), { id, version: 2 })).rejects.toMatchObject({ code: 'care.assessmentIncomplete', params: { missing: 0, open: 3 } });
		expect(await refusal(completeAssessment(as(worker), { id, version: 2, facts: noFacts(gbt42195), about: { assessors: '' } }))).toBe('care.assessorMissing');
	});

	test('dropped, its answers are gone', async () => {
		const personId = await resident();
		const id = await begin(personId);
		await saveAssessment(as(worker), { id, version: 1, answers: { eating: '0' } });
		expect(await refusal(dropAssessment(as(colleague), { id, version: 2 }))).toBe('platform.forbidden');
		await dropAssessment(as(worker), { id, version: 2 });
		expect(await refusal(getAssessment(as(worker), { id }))).toBe('platform.notFound');
		expect((await listAssessments(as(worker), { personId })).assessments).toEqual([]);
		const { rows } = await ownerPool().query('SELECT state, answers_sealed FROM care.assessment WHERE id = $1', [id]);
		expect(rows).toEqual([{ state: 'dropped', answers_sealed: '' }]);
		// A new one may be begun.
		expect(await startAssessment(as(worker), { id: newId(), personId, formKey: KEY })).toMatchObject({ resumed: false });
	});

	test('left behind, it may be cleared away by the head, unread', async () => {
		const id = await begin(await resident());
		const head = staff('head', home.communities[0]);
		expect((await getAssessment(as(head), { id })).assessment).toMatchObject({ content: null, mine: false });
		expect(await refusal(dropAssessment(as(staff('head', home.communities[1])), { id, version: 1 }))).toBe('platform.notFound');
		await dropAssessment(as(head), { id, version: 1 });
	});
});

describe('a complete assessment', () => {
	test('is never written again', async () => {
		const id = await assess(await resident(), 70);
		expect(await refusal(saveAssessment(as(worker), { id, version: 2, answers: { eating: '0' } }))).toBe('care.assessmentClosed');
		expect(await refusal(completeAssessment(as(worker), { id, version: 2 }))).toBe('care.assessmentClosed');
		expect(await refusal(dropAssessment(as(worker), { id, version: 2 }))).toBe('care.assessmentClosed');
	});

	test('is corrected by a new one, which takes its place only when it is complete', async () => {
		const personId = await resident();
		const old = await assess(personId, 70);
		const { id } = await correctAssessment(as(worker), { id: newId(), of: old });
		expect((await getAssessment(as(worker), { id })).assessment).toMatchObject({ state: 'draft', supersedes: old, assessedOn: '2026-11-24' });
		expect((await getAssessment(as(worker), { id: old })).assessment.state).toBe('complete');
		await completeAssessment(as(worker), { id, version: 1, answers: { eating: '0' } });
		const { assessment, correctedBy } = await getAssessment(as(worker), { id: old });
		expect([assessment.state, correctedBy]).toEqual(['superseded', id]);
		expect(assessment.content?.result?.total).toBe(70);
		expect((await getAssessment(as(worker), { id })).assessment.content?.result?.total).toBe(66);
		expect(await refusal(correctAssessment(as(worker), { id: newId(), of: old }))).toBe('care.notCorrectable');
	});

	test('corrected by two at once: the second is told and keeps the draft', async () => {
		const personId = await resident();
		const old = await assess(personId, 70);
		await reveal(as(colleague), { id: personId, fieldGroup: 'health', reasonCode: 'visit' });
		const drafts = await Promise.all([worker, colleague].map(async (actor) => [actor, (await correctAssessment(as(actor), { id: newId(), of: old })).id] as const));
		const outcomes = await Promise.all(drafts.map(([actor, id]) => refusal(completeAssessment(as(actor), { id, version: 1 }))));
		expect(outcomes.sort()).toEqual(['care.alreadyCorrected', 'done']);
		expect((await listAssessments(as(worker), { personId })).assessments.map(({ state }) => state).sort()).toEqual(['complete', 'draft', 'superseded']);
	});

	test('a correction waits for a draft that is there already', async () => {
		const personId = await resident();
		const old = await assess(personId, 70);
		await begin(personId);
		expect(await refusal(correctAssessment(as(worker), { id: newId(), of: old }))).toBe('care.draftInTheWay');
	});

	test('tells others of the level in the same transaction', async () => {
		const heard: unknown[] = [];
		onEvent('care.assessed', async (payload) => void heard.push(payload));
		const personId = await resident();
		const id = await assess(personId, 30);
		expect(heard).toContainEqual({ assessmentId: id, personId, formKey: KEY, formVersion: gbt42195.version, level: 3, on: '2026-11-24', reviewOn: '2027-11-24' });
	});

	test('is compared with the one before, not with the one it corrects', async () => {
		const personId = await resident();
		const first = await assess(personId, 80, { at: '2025-11-24T02:00:00Z' });
		const second = await assess(personId, 60, { at: '2026-11-24T02:00:00Z' });
		expect((await getAssessment(as(worker), { id: second })).before?.id).toBe(first);
		const { id } = await correctAssessment(as(worker), { id: newId(), of: second });
		expect((await getAssessment(as(worker), { id })).before?.id).toBe(first);
	});
});

describe('history', () => {
	test('lines, totals over time, what is due, and the draft to go on with', async () => {
		const personId = await resident();
		await assess(personId, 80, { at: '2024-11-24T02:00:00Z' });
		await assess(personId, 60, { at: '2025-11-24T02:00:00Z' });
		const draft = await begin(personId, worker, '2026-11-24T02:00:00Z');
		const view = historyView(await listAssessments(as(worker), { personId }), 'zh');
		expect(view.offers).toEqual([
			{ key: KEY, name: '老年人能力评估', draft },
			{ key: 'tekun-self-care', name: '特困人员生活自理能力评估', draft: null }
		]);
		expect(view.rows.map(({ on, next, overdue, href }) => [on, next, overdue, href?.endsWith('/fill')])).toEqual([
			['2026年11月24日 周二', '', false, true],
			['2025年11月24日 周一', '2026年11月24日 周二', true, false],
			['2024年11月24日 周日', '', false, false]
		]);
	});
});

describe('settings', () => {
	test('what the subdistrict settled counts from then on', async () => {
		const manager = staff('manager', null);
		expect(await assessmentSettings(as(manager), {})).toMatchObject({ [KEY]: { coma_level: 4 } });
		expect(await refusal(settleForm(as(manager), { form: KEY, setting: 'coma_level', value: 1 }))).toBe('platform.notValid');
		await settleForm(as(manager), { form: KEY, setting: 'coma_level', value: '3' });
		const id = await begin(await resident());
		await completeAssessment(as(worker), { id, version: 1, ...all(88, { consciousness: 'coma' }) });
		expect((await getAssessment(as(worker), { id })).assessment.content?.result).toMatchObject({ settled: { coma_level: 3 } });
		await settleForm(as(manager), { form: KEY, setting: 'coma_level', value: 4 });
		expect((await getAssessment(as(worker), { id })).assessment.content?.result).toMatchObject({ settled: { coma_level: 3 } });
	});
});

describe('who', () => {
	const everything = (actor: Actor, personId: string, id: string) => [
		() => startAssessment(as(actor), { id: newId(), personId, formKey: KEY }),
		() => listAssessments(as(actor), { personId }),
		() => getAssessment(as(actor), { id }),
		() => correctAssessment(as(actor), { id: newId(), of: id }),
		() => printAssessment(as(actor), id, { subdistrict: '测试街道', zone: 'Asia/Shanghai' })
	];

	test.each([
		['worker', 'platform.notFound'],
		['head', 'platform.notFound'],
		['contact', 'platform.forbidden'],
		['resident', 'platform.forbidden'],
		['system_admin', 'platform.forbidden'],
		['security_admin', 'platform.forbidden'],
		['audit_admin', 'platform.forbidden']
	] as const)('%s of elsewhere: %s', async (role, code) => {
		const personId = await resident();
		const id = await assess(personId, 70);
		for (const call of everything(staff(role, role === 'worker' || role === 'head' ? home.communities[1] : null), personId, id)) expect(await refusal(call())).toBe(code);
	});

	test('nobody signed in: asked to', async () => {
		const personId = await resident();
		for (const call of everything(anonymous, personId, await assess(personId, 70))) expect(await refusal(call())).toBe('platform.signInFirst');
	});

	test('a colleague, the head and the manager know that there is one, and nothing of it; the assessor knows it for a day', async () => {
		const personId = await resident();
		const id = await assess(personId, 70);
		for (const actor of [colleague, staff('head', home.communities[0]), staff('manager', null)]) {
			const seen = await listAssessments(as(actor), { personId });
			expect(historyView(seen, 'zh').offers).toHaveLength(actor.grants[0]!.role === 'manager' ? 0 : 2);
			expect(seen.assessments).toMatchObject([{ state: 'complete', assessedOn: '2026-11-24', content: null }]);
			expect(JSON.stringify([seen, historyView(seen, 'zh'), await getAssessment(as(actor), { id })])).not.toMatch(/eating|"level":\d|能力轻度受损/);
			expect(await refusal(printAssessment(as(actor), id, { subdistrict: '测试街道', zone: 'Asia/Shanghai' }))).toBe('platform.forbidden');
			expect(await refusal(correctAssessment(as(actor), { id: newId(), of: id }))).toBe('platform.forbidden');
		}
		expect((await getAssessment(as(worker, '2026-11-25T01:59:59Z'), { id })).assessment.content?.result?.level).toBe(1);
		expect((await getAssessment(as(worker, '2026-11-25T02:00:00Z'), { id })).assessment.content).toBeNull();
	});

	test.each(['worker', 'head', 'manager'] as const)('a %s sees it for ten minutes by a reason', async (role) => {
		const personId = await resident();
		const id = await assess(personId, 70);
		const actor = staff(role, role === 'manager' ? null : home.communities[0]);
		await reveal(as(actor), { id: personId, fieldGroup: 'money', reasonCode: 'visit' }).catch(() => {});
		expect((await getAssessment(as(actor), { id })).assessment.content).toBeNull();
		await reveal(as(actor), { id: personId, fieldGroup: 'health', reasonCode: 'visit' });
		expect((await getAssessment(as(actor, '2026-11-24T02:09:59Z'), { id })).assessment.content?.result?.level).toBe(1);
		expect(historyView(await listAssessments(as(actor, '2026-11-24T02:09:59Z'), { personId }), 'zh').rows[0]).toMatchObject({ level: '能力轻度受损（轻度失能）', total: '70 分（满分 90）' });
		expect((await getAssessment(as(actor, '2026-11-24T02:10:00Z'), { id })).assessment.content).toBeNull();
		// It opens this person's and nobody else's, and a colleague's draft not at all.
		expect((await getAssessment(as(actor), { id: await assess(await resident(), 70) })).assessment.content).toBeNull();
		expect((await getAssessment(as(actor), { id: await begin(personId) })).assessment.content).toBeNull();
	});

	test('a draft is filled in by nobody else', async () => {
		const id = await begin(await resident());
		expect(await refusal(saveAssessment(as(colleague), { id, version: 1, answers: { eating: '4' } }))).toBe('platform.forbidden');
		expect((await getAssessment(as(colleague), { id })).assessment.content).toBeNull();
	});
});

test('nothing of the answers or the level stands readable in the database', async () => {
	const id = await assess(await resident(), 70);
	const { rows } = await ownerPool().query<{ row: string }>('SELECT a::text AS row FROM care.assessment a WHERE id = $1', [id]);
	expect(rows[0]!.row).not.toMatch(/eating|consciousness|level|"total"/);
	const audit = await ownerPool().query<{ row: string }>(`SELECT a::text AS row FROM platform.audit_log a WHERE a.action LIKE 'care.%'`);
	expect(audit.rows.length).toBeGreaterThan(5);
	expect(audit.rows.map(({ row }) => row).join()).not.toMatch(/eating|"total"|"level"/);
});

test('nothing is left of it when the register ends its purpose', async () => {
	const personId = await resident();
	const id = await assess(personId, 70);
	await writeTx<'care', number>(as(worker), (tx) => forgetPerson(tx, personId, ['care']));
	expect((await listAssessments(as(worker), { personId })).assessments).toHaveLength(1);
	await writeTx<'care', number>(as(worker), (tx) => forgetPerson(tx, personId, ['group:health', 'assessment']));
	expect((await listAssessments(as(worker), { personId })).assessments).toEqual([]);
	expect(await refusal(getAssessment(as(worker), { id }))).toBe('platform.notFound');
});

test('the paper is printed for who may see it', async () => {
	const id = await assess(await resident(), 70);
	const pdf = await printAssessment(as(worker), id, { subdistrict: '测试街道', zone: 'Asia/Shanghai' });
	expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
	const draft = await begin(await resident());
	expect(await refusal(printAssessment(as(worker), draft, { subdistrict: '测试街道', zone: 'Asia/Shanghai' }))).toBe('care.notPrintable');
});
