import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { setClocks, world, NOW, type World } from '../volunteers.testing.ts';
import { getVolunteer } from '../register/volunteer.queries.ts';
import { checkIn, checkInFor, checkOut, checkOutFor, closeOpenSpan, recordPaper, voidSpan } from './attendance.usecases.ts';
import { entriesOf, exportService, openSpans } from './ledger.queries.ts';
import { correctEntry, recordEntry } from './ledger.usecases.ts';

useDatabase();
let w: World;
beforeAll(async () => void (w = await world()));

const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', (error: { code?: string }) => error.code ?? String(error));
const tally = (answers: string[]) => Object.fromEntries([...new Set(answers)].sort().map((each) => [each, answers.filter((one) => one === each).length]));
const minutesOf = async (id: string) => (await getVolunteer(w.head, { id })).totals;

test('from check-in to check-out counts, once, however often it is sent; the way there does not', async () => {
	const { id, key } = await w.shift();
	const { id: who, ctx } = await w.volunteer();
	setClocks('2026-11-24T01:20:00Z', ctx);
	expect(await code(checkIn(ctx, { shiftId: id, key }))).toBe('volunteers.tooEarly');
	setClocks('2026-11-24T01:40:00Z', ctx);
	expect(await code(checkIn(ctx, { shiftId: id, key: 'guess' }))).toBe('volunteers.wrongCode');
	const clientId = newId();
	const [a, b] = await Promise.all([checkIn(ctx, { shiftId: id, key, clientId }), checkIn(ctx, { shiftId: id, key, clientId })]);
	expect(a.id).toBe(b.id);
	expect((await minutesOf(who)).service).toBe(0);
	setClocks('2026-11-24T03:30:30Z', ctx);
	const outs = await Promise.all([1, 2, 3].map(() => checkOut(ctx, { id: a.id, clientId: newId() })));
	expect(outs.map(({ minutes }) => minutes)).toEqual([90, 90, 90]);
	expect((await minutesOf(who)).service).toBe(90);
	expect((await entriesOf(w.head, { volunteerId: who })).items).toHaveLength(1);
});

test('at most three pairs a person, activity and day, also when five come at once', async () => {
	const { id } = await w.shift();
	const { id: who } = await w.volunteer();
	const times = [['10:00', '10:10'], ['10:20', '10:30'], ['10:40', '10:50'], ['11:00', '11:10'], ['11:20', '11:30']] as const;
	setClocks('2026-11-24T10:00:00Z', w.head);
	const answers = await Promise.all(times.map(([from, to]) => code(recordPaper(w.head, { shiftId: id, volunteerId: who, in: from, out: to, clientId: newId() }))));
	expect(answers.filter((each) => each === 'ok').length).toBeLessThanOrEqual(3);
	for (const [from, to] of times) await code(recordPaper(w.head, { shiftId: id, volunteerId: who, in: from, out: to, clientId: newId() }));
	const { rows } = await ownerPool().query(`SELECT count(*)::int AS n FROM volunteers.span WHERE shift_id = $1 AND volunteer_id = $2 AND state <> 'void'`, [id, who]);
	expect(rows[0].n).toBe(3);
	expect((await minutesOf(who)).service).toBe(30);
	setClocks(NOW, w.head);
});

test('a pair that was declared void frees its place among the three', async () => {
	const { id } = await w.shift({ on: '2026-11-19' });
	const { id: who } = await w.volunteer();
	const paper = (from: string, to: string) => recordPaper(w.head, { shiftId: id, volunteerId: who, in: from, out: to });
	const first = await paper('10:00', '10:10');
	await paper('10:20', '10:30');
	await paper('10:40', '10:50');
	expect(await code(paper('11:00', '11:10'))).toBe('volunteers.threePairs');
	await voidSpan(w.head, { id: first.id, reason: '录错了人' });
	await paper('11:00', '11:10');
	expect((await minutesOf(who)).service).toBe(30);
	expect(await code(paper('11:20', '11:30'))).toBe('volunteers.threePairs');
});

/** Two shifts at the same hours, and somebody with an open check-in at both, checked out in the same moment. */
async function twoPlaces(): Promise<{ who: string; answers: string[] }> {
	const [one, other] = [await w.shift(), await w.shift()];
	const { id: who } = await w.volunteer();
	setClocks('2026-11-24T02:00:00Z', w.head);
	const spans = [await checkInFor(w.head, { shiftId: one.id, volunteerId: who }), await checkInFor(w.head, { shiftId: other.id, volunteerId: who })];
	setClocks('2026-11-24T03:00:00Z', w.head);
	const answers = await Promise.all(spans.map(({ id }) => code(checkOutFor(w.head, { id }))));
	setClocks(NOW, w.head);
	return { who, answers };
}

test('nobody serves at two places at once, also when both are posted in parallel', async () => {
	for (let round = 0; round < 5; round++) {
		const { who, answers } = await twoPlaces();
		expect(tally(answers)).toEqual({ ok: 1, 'volunteers.overlap': 1 });
		expect((await minutesOf(who)).service).toBe(60);
	}
});

test('without the constraint the same two would both count', async () => {
	await ownerPool().query('ALTER TABLE volunteers.span DROP CONSTRAINT span_no_overlap');
	try {
		const { who, answers } = await twoPlaces();
		expect(tally(answers)).toEqual({ ok: 2 });
		expect((await minutesOf(who)).service).toBe(120);
		await ownerPool().query(`DELETE FROM volunteers.entry WHERE volunteer_id = $1`, [who]);
		await ownerPool().query(`DELETE FROM volunteers.span WHERE volunteer_id = $1`, [who]);
	} finally {
		await ownerPool().query(`ALTER TABLE volunteers.span ADD CONSTRAINT span_no_overlap EXCLUDE USING gist (subdistrict_id WITH =, volunteer_id WITH =, tstzrange(in_at, out_at, '[)') WITH &&) WHERE (state = 'closed')`);
	}
});

test('an open check-in counts nothing until staff close it, with a reason', async () => {
	const { id, key } = await w.shift();
	const { id: who, ctx } = await w.volunteer();
	const span = await checkIn(ctx, { shiftId: id, key });
	setClocks('2026-11-25T02:00:00Z', ctx, w.head);
	expect(await code(checkOut(ctx, { id: span.id }))).toBe('volunteers.checkOutLate');
	expect((await openSpans(w.head, {})).items.find((one) => one.id === span.id)).toMatchObject({ volunteerId: who, overdue: true });
	expect((await minutesOf(who)).service).toBe(0);
	expect(await code(closeOpenSpan(w.head, { id: span.id, out: '11:30', reason: '' }))).toBe('platform.invalidInput');
	await closeOpenSpan(w.head, { id: span.id, out: '11:30', reason: '队长说十一点半走的' });
	expect((await minutesOf(who)).service).toBe(90);
	expect((await entriesOf(w.head, { volunteerId: who })).items[0]).toMatchObject({ source: 'closed', reason: '队长说十一点半走的', onDay: '2026-11-24' });
	setClocks(NOW, w.head);
});

test('the record of service, with documents in whole, goes out for the communities of the export alone', async () => {
	const both = await world();
	const [own, other] = both.communities;
	const { id: shift } = await both.shift({ communityId: own, on: '2026-11-20' });
	const here = await both.volunteer({ name: '甲甲甲' });
	await recordPaper(both.head, { shiftId: shift, volunteerId: here.id, in: '10:00', out: '12:00' });
	const there = await both.volunteer({ name: '乙乙乙' });
	await recordPaper(both.head, { shiftId: shift, volunteerId: there.id, in: '10:00', out: '12:00' });
	await ownerPool().query('UPDATE volunteers.volunteer SET community_id = $3 WHERE subdistrict_id = $1 AND id = $2', [both.id, there.id, other]);
	// Reads both communities, and exports as head of one of them.
	const caller = testCtx(both.id, { ...person('head', own), id: newId(), grants: [{ role: 'head', communityId: own, organizationId: null }, { role: 'worker', communityId: other, organizationId: null }] }, NOW);
	const names = async (communityId: string | null) => (await exportService(caller, { from: '2026-11-01', to: '2026-11-30', communityId, reason: '年度上报' })).items.map(({ name }) => name);
	expect(await names(null)).toEqual(['甲甲甲']);
	expect(await names(other)).toEqual([]);
});

test('a shift over midnight belongs to the day it began, on the clock of the subdistrict', async () => {
	const { id } = await w.shift({ on: '2026-11-23', from: '22:00', to: '00:30' });
	const { id: who } = await w.volunteer();
	await recordPaper(w.head, { shiftId: id, volunteerId: who, in: '22:00', out: '00:30' });
	expect((await entriesOf(w.head, { volunteerId: who })).items[0]).toMatchObject({ minutes: 150, onDay: '2026-11-23' });
});

test('times after midnight are those of the night of the shift', async () => {
	const { id } = await w.shift({ on: '2026-11-23', from: '22:00', to: '00:30' });
	const { id: who } = await w.volunteer();
	await recordPaper(w.head, { shiftId: id, volunteerId: who, in: '00:05', out: '00:30' });
	expect((await entriesOf(w.head, { volunteerId: who })).items[0]).toMatchObject({ minutes: 25, onDay: '2026-11-23' });
});

test('an out before the in is refused, not counted until the next morning', async () => {
	const { id, key } = await w.shift({ on: '2026-11-22' });
	const { id: who, ctx } = await w.volunteer();
	expect(await code(recordPaper(w.head, { shiftId: id, volunteerId: who, in: '10:20', out: '09:45' }))).toBe('volunteers.outBeforeIn');
	setClocks('2026-11-22T02:20:00Z', ctx);
	const span = await checkIn(ctx, { shiftId: id, key });
	expect(await code(closeOpenSpan(w.head, { id: span.id, out: '09:45', reason: '队长说的' }))).toBe('volunteers.outBeforeIn');
	expect((await minutesOf(who)).service).toBe(0);
});

test('a paper line waits for the check-in that is still open, and does not lose its in', async () => {
	const { id, key } = await w.shift({ on: '2026-11-21' });
	const { id: who, ctx } = await w.volunteer();
	setClocks('2026-11-21T03:00:00Z', ctx);
	const span = await checkIn(ctx, { shiftId: id, key });
	const clientId = newId();
	const paper = () => recordPaper(w.head, { shiftId: id, volunteerId: who, in: '10:00', out: '10:45', clientId });
	expect(await code(paper())).toBe('volunteers.stillIn');
	await closeOpenSpan(w.head, { id: span.id, out: '12:00', reason: '队长说的' });
	expect([(await paper()).minutes, (await paper()).minutes]).toEqual([45, 45]);
	expect((await minutesOf(who)).service).toBe(105);
});

test('lectures and trainings stand apart from service', async () => {
	const { id: who } = await w.volunteer();
	await recordEntry(w.head, { volunteerId: who, kind: 'lecture', minutes: 90, on: '2026-11-20', title: '识破电话诈骗' });
	await recordEntry(w.head, { volunteerId: who, kind: 'training', minutes: 60, on: '2026-11-21', title: '急救培训' });
	expect(await minutesOf(who)).toEqual({ service: 0, training: 60, lecture: 90, award: 0 });
	// Service is never typed.
	expect(await code(recordEntry(w.head, { volunteerId: who, kind: 'service' as 'lecture', minutes: 60, on: '2026-11-20', title: '假装服务' }))).toBe('platform.invalidInput');
});

test('nothing in the ledger is edited: the application may not', async () => {
	const { rows } = await ownerPool().query(`SELECT has_table_privilege('baiyun_app', 'volunteers.entry', 'DELETE') AS del, has_column_privilege('baiyun_app', 'volunteers.entry', 'minutes', 'UPDATE') AS minutes, has_column_privilege('baiyun_app', 'volunteers.entry', 'on_day', 'UPDATE') AS day`);
	expect(rows[0]).toEqual({ del: false, minutes: false, day: false });
});

test('whatever is checked, closed, corrected and voided, a total is the sum of its lines, and no line falls below nothing', async () => {
	const step = fc.oneof(
		fc.record({ do: fc.constant('paper' as const), from: fc.integer({ min: 0, max: 110 }), long: fc.integer({ min: 1, max: 60 }) }),
		fc.record({ do: fc.constant('lecture' as const), minutes: fc.integer({ min: 1, max: 200 }) }),
		fc.record({ do: fc.constant('correct' as const), nth: fc.nat(5), minutes: fc.integer({ min: 0, max: 200 }) }),
		fc.record({ do: fc.constant('void' as const), nth: fc.nat(5) })
	);
	const clock = (minutes: number) => `${String(10 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
	setClocks('2026-11-24T12:00:00Z', w.head);
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
			const { id } = await w.shift();
			const { id: who } = await w.volunteer();
			for (const each of steps) {
				const lines = (await entriesOf(w.head, { volunteerId: who })).items.filter(({ corrects }) => corrects === null);
				const spans = (await ownerPool().query<{ id: string }>(`SELECT id FROM volunteers.span WHERE volunteer_id = $1 ORDER BY id`, [who])).rows;
				if (each.do === 'paper') await code(recordPaper(w.head, { shiftId: id, volunteerId: who, in: clock(each.from), out: clock(each.from + each.long) }));
				else if (each.do === 'lecture') await recordEntry(w.head, { volunteerId: who, kind: 'lecture', minutes: each.minutes, on: '2026-11-24', title: '讲座' });
				else if (each.do === 'correct' && lines.length) await code(correctEntry(w.head, { id: lines[each.nth % lines.length]!.id, minutes: each.minutes, reason: '核对后更正' }));
				else if (each.do === 'void' && spans.length) await code(voidSpan(w.head, { id: spans[each.nth % spans.length]!.id, reason: '录错了人' }));
			}
			const { items } = await entriesOf(w.head, { volunteerId: who, limit: 200 });
			const totals = await minutesOf(who);
			for (const kind of ['service', 'lecture', 'training'] as const) expect(totals[kind]).toBe(items.filter((line) => line.kind === kind).reduce((sum, { minutes }) => sum + minutes, 0));
			for (const line of items) if (line.corrects === null) expect(line.left).toBeGreaterThanOrEqual(0);
			const { rows } = await ownerPool().query(`SELECT coalesce(sum(e.minutes), 0)::int AS n FROM volunteers.entry e JOIN volunteers.span s ON s.id = e.span_id WHERE s.volunteer_id = $1 AND s.state = 'void'`, [who]);
			expect(rows[0].n).toBe(0);
		}),
		{ numRuns: 12 }
	);
	setClocks(NOW, w.head);
}, 60_000);
