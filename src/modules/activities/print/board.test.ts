import { expect, test } from 'vitest';
import { systemActor } from '#platform/context.ts';
import { pdfCharacters, pdfPageSizes, pdfTitle } from '../../../../tests/support/pdf.ts';
import { testCtx } from '../../../../tests/support/db.ts';
import type { TimeLine } from '../calendar/calendar.queries.ts';
import { printBoard } from './print-board.ts';

const time = (n: number, rest: Partial<TimeLine> = {}): TimeLine => ({ id: String(n), activityId: String(n), title: `讲座${n} #不是标题 *不是粗体*`, kind: 'lecture', communityId: null, named: [], startsAt: new Date(Date.UTC(2026, 10, 24, n % 12)), endsAt: new Date(Date.UTC(2026, 10, 24, (n % 12) + 1)), onDay: `2026-11-${String(1 + (n % 28)).padStart(2, '0')}`, plannedFor: '', place: '文化活动室', buildingId: null, capacity: null, taken: 0, state: 'planned', why: '', fee: 'free', feeFen: null, minAge: null, maxAge: null, signup: 'none', sequence: 0, ...rest });
const sheet = { org: '云岭街道红云社区', from: '2026-11-01', to: '2026-11-30', zone: 'Asia/Shanghai', url: 'https://example.org/activities' };
const ctx = testCtx('01890000-0000-7000-8000-000000000001', systemActor('test'));

test.each([
	[0, 1],
	[5, 1],
	[18, 1],
	[60, 2]
])('%i activities stand on A3, on %i sheets at most', async (n, most) => {
	const pdf = await printBoard(ctx, Array.from({ length: n }, (_, i) => time(i, i === 1 ? { state: 'cancelled', why: '停电' } : {})).sort((a, b) => a.onDay.localeCompare(b.onDay)), sheet);
	expect(pdfTitle(pdf)).toBe('活动安排');
	const pages = pdfPageSizes(pdf);
	expect(new Set(pages.map(String))).toEqual(new Set(['297,420']));
	expect(pages.length).toBeLessThanOrEqual(most);
	const characters = pdfCharacters(pdf);
	for (const character of n === 0 ? '红云社区这段时间没有活动' : `红云社区文化活动室讲座#*${n > 1 ? '停电取消' : ''}`) expect(characters, character).toContain(character);
});
