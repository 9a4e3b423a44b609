import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Figure } from '#platform/measure.ts';
import { copiedTo, nextYearStart, yearFrom, yearStartOn, type PlanText } from './plan.model.ts';
import { courseOn, judge, letterOf, scoreOf, type Rule, type Seen } from './plan.rules.ts';

const rule = (more: Partial<Rule>): Rule => ({ rule: 'count', aim: 12, atMost: false, stateB: null, stateC: null, each: 0, points: 10, ...more });
const count = (value: number): Figure => ({ value, numerator: value, denominator: null, leftOut: [] });
const share = (numerator: number, denominator: number): Figure => ({ value: denominator ? numerator / denominator : null, numerator, denominator, leftOut: [] });
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const seen = (figure: Figure, today = '2026-11-24', more: Partial<Seen> = {}): Seen => ({ figure, began: null, course: courseOn(YEAR, today), unit: figure.denominator === null ? 'count' : 'ratio', adds: 'events', ...more });

describe('a yearly minimum', () => {
	it('shows the arithmetic of today’s pace and what is missing', () => {
		const standing = judge(rule({}), seen(count(9)));
		expect(standing).toMatchObject({ state: 'behind', score: 7.5, projection: { kind: 'pace', value: 9, gone: 328, days: 365 }, need: { missing: 3, perDays: 37 / 3 } });
		expect(standing.projection!.end).toBeCloseTo(10.015, 3);
	});
	it('is on course when the pace is enough, met for good once it is there, missed only at the end', () => {
		expect(judge(rule({}), seen(count(11))).state).toBe('on_course');
		expect(judge(rule({}), seen(count(12)))).toMatchObject({ state: 'met', score: 10, need: null });
		expect(judge(rule({}), seen(count(11), '2026-12-31')).state).toBe('missed');
		expect(judge(rule({}), seen(count(0), '2026-01-05')).state).toBe('too_early');
		expect(judge(rule({}), seen(count(0), '2025-12-31'))).toMatchObject({ state: 'not_begun', score: null });
	});
	it('never promises what the pace does not give', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), fc.integer({ min: 14, max: 364 }), (aim, value, gone) => {
				const standing = judge(rule({ aim }), seen(count(value), undefined, { course: { gone, days: 365, left: 365 - gone } }));
				if (standing.state === 'on_course') expect(Math.floor((value / gone) * 365 + 1e-9)).toBeGreaterThanOrEqual(aim);
				if (standing.state === 'behind') expect((value / gone) * 365).toBeLessThan(aim);
				expect(standing.score).toBeLessThanOrEqual(10);
			})
		);
	});
});

describe('a share', () => {
	const ninety = rule({ rule: 'ratio', aim: 0.95 });
	it('says how many of those to come must be hit', () => {
		const standing = judge(ninety, seen(share(282, 300)));
		expect(standing).toMatchObject({ state: 'behind', projection: { kind: 'share', end: 0.94 }, need: { of: 34, missing: 36, outOfReach: true } });
		expect(judge(ninety, seen(share(285, 300)))).toMatchObject({ state: 'on_course', score: 10, need: null });
	});
	it('of nothing is nothing: no score, no zero', () => expect(judge(ninety, seen(share(0, 0)))).toMatchObject({ state: 'nothing', score: null }));
	it('may be held down instead of up', () => {
		const low = rule({ rule: 'ratio', aim: 0.05, atMost: true });
		expect(judge(low, seen(share(3, 100))).state).toBe('on_course');
		expect(judge(low, seen(share(8, 100)))).toMatchObject({ state: 'behind', score: 0 });
	});
});

it('a stand goes on as it did since the year began', () => {
	const stand = judge(rule({ rule: 'threshold', aim: 200 }), seen(count(180), '2026-07-01', { adds: 'stand', began: 100 }));
	expect(stand).toMatchObject({ state: 'on_course', projection: { kind: 'trend', began: 100, value: 180 } });
	expect(judge(rule({ rule: 'threshold', aim: 200 }), seen(count(180), '2026-11-24', { adds: 'stand', began: 179 })).state).toBe('behind');
});

it('states are worth 100, 66, 33 and 0 per cent', () => {
	const states = rule({ rule: 'states', aim: 0.9, stateB: 0.8, stateC: 0.6 });
	expect([0.95, 0.85, 0.7, 0.5].map((value) => letterOf(value, states))).toEqual(['A', 'B', 'C', 'C#']);
	expect([95, 85, 70, 50].map((n) => judge(states, seen(share(n, 100))).score)).toEqual([10, 6.6, 3.3, 0]);
});

it('misses take points off, never below nothing; a veto voids the whole; extra points end where they end', () => {
	expect(judge(rule({ rule: 'deduct', each: 2 }), seen(share(97, 100)))).toMatchObject({ misses: 3, score: 4 });
	expect(judge(rule({ rule: 'deduct', each: 2 }), seen(count(99)))).toMatchObject({ score: 0 });
	const veto = rule({ rule: 'veto', aim: 0, points: 0 });
	expect(judge(veto, seen(count(1))).state).toBe('vetoed');
	expect(judge(rule({ rule: 'bonus', each: 1.5, points: 5 }), seen(count(9))).score).toBe(5);
	const judged = [
		{ rule: rule({}), standing: judge(rule({}), seen(count(12))) },
		{ rule: rule({ rule: 'ratio', aim: 0.9 }), standing: judge(rule({ rule: 'ratio', aim: 0.9 }), seen(share(0, 0))) },
		{ rule: rule({ rule: 'bonus', points: 5, each: 1 }), standing: judge(rule({ rule: 'bonus', points: 5, each: 1 }), seen(count(3))) }
	];
	expect(scoreOf(judged)).toEqual({ points: 13, of: 10, vetoed: false, uncounted: 1 });
	expect(scoreOf([...judged, { rule: veto, standing: judge(veto, seen(count(1))) }])).toMatchObject({ points: 0, vetoed: true });
});

describe('years', () => {
	it('begin where the plan says and know leap days', () => {
		expect(yearFrom('2026-11-01')).toEqual({ from: '2026-11-01', to: '2027-10-31' });
		expect(yearFrom('2023-03-01')).toEqual({ from: '2023-03-01', to: '2024-02-29' });
		expect(courseOn(yearFrom('2024-01-01'), '2024-02-29')).toEqual({ gone: 60, days: 366, left: 306 });
		expect(nextYearStart('2024-02-29')).toBe('2024-03-01');
		expect(yearStartOn('2026-10-31', 11)).toBe('2025-11-01');
		expect(yearStartOn('2026-11-01', 11)).toBe('2026-11-01');
	});
	it('each follow on the last without a gap, whatever day they begin on', () => {
		fc.assert(
			fc.property(fc.integer({ min: 2000, max: 2090 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (year, month, day) => {
				const start = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
				const first = yearFrom(start);
				expect([365, 366]).toContain(courseOn(first, first.to).days);
				expect(nextYearStart(first.to).slice(5)).toBe(start.slice(5));
			})
		);
	});
	it('copy with their phases: the end of February stays it', () => {
		const phase = (until: string) => ({ id: 'p', title: '一', until, aim: 1 });
		const text: PlanText = { goals: [{ id: 'g', title: '目标', targets: [{ ...rule({}), id: 't', title: 'x', measure: 'a.b', groups: [], public: true, origin: 'own', note: '', phases: [phase('2024-02-29'), phase('2024-12-31')] }] }] };
		let n = 0;
		const copy = copiedTo(text, yearFrom('2024-01-01'), yearFrom('2025-01-01'), () => `new${n++}`);
		expect(copy.goals[0]!.targets[0]!.phases.map(({ until }) => until)).toEqual(['2025-02-28', '2025-12-31']);
		expect(copy.goals[0]!.id).not.toBe('g');
	});
	test.each(['America/Los_Angeles', 'Pacific/Apia', 'UTC'])('on a machine in %s nothing is another day', (TZ) => {
		const script = `
			import { dateIn } from '#platform/dates/index.ts';
			import { yearFrom, yearStartOn } from '#modules/plan/plan.model.ts';
			import { courseOn } from '#modules/plan/plan.rules.ts';
			const on = (at) => dateIn(new Date(at), 'Asia/Shanghai');
			console.log(JSON.stringify([yearStartOn(on('2025-12-31T16:00:00Z')), yearStartOn(on('2025-12-31T15:59:59Z')), yearFrom('2024-01-01').to,
				courseOn(yearFrom('2024-01-01'), on('2024-02-28T16:30:00Z')).gone, courseOn(yearFrom('2026-01-01'), on('2026-12-31T15:59:59Z')).left, on('2026-04-30T16:00:00Z')]));`;
		const out = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], { env: { ...process.env, TZ, NODE_NO_WARNINGS: '1' }, encoding: 'utf8' });
		expect(JSON.parse(out)).toEqual(['2026-01-01', '2025-01-01', '2024-12-31', 60, 0, '2026-05-01']);
	});
});
