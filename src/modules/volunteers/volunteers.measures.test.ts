import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, useDatabase } from '../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { readTx } from '#platform/db/tx.ts';
import { figureOf, figureOfDays, type DayCount, type DayPerson, type Measure } from '#platform/measure.ts';
import { recordPaper } from './hours/attendance.usecases.ts';
import { entriesOf } from './hours/ledger.queries.ts';
import { correctEntry } from './hours/ledger.usecases.ts';
import { measures, runningTotals } from './volunteers.measures.ts';
import { NOW, world, type World } from './volunteers.testing.ts';

useDatabase();
let w: World;
beforeAll(async () => void (w = await world()));

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const measure = (key: string): Measure => measures.find((each) => each.key === `volunteers.${key}`)!;
const days = (key: string) => readTx<string, DayCount[] | DayPerson[]>(w.head, (tx) => measure(key).byDay(tx, YEAR));
const figure = async (key: string, communityId: string | null = null) => figureOfDays(measure(key) as never, (await days(key)) as DayCount[], communityId).numerator;
const people = async () => new Set(((await days('active')) as DayPerson[]).filter(({ communityId }) => communityId === null).map(({ who }) => who)).size;

test('a stand runs on from its changes, for each area and the whole', () => {
	const change = fc.record({ communityId: fc.constantFrom('a', 'b'), day: fc.constantFrom('2026-01-01', '2026-03-02', '2026-03-03', '2026-09-09'), change: fc.integer({ min: -2, max: 5 }) });
	fc.assert(
		fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
			const rows = runningTotals(changes, '2026-01-01');
			for (const row of rows) {
				const oracle = changes.filter((each) => each.day <= row.day && (row.communityId === null || each.communityId === row.communityId)).reduce((sum, each) => sum + each.change, 0);
				expect(row.numerator).toBe(oracle);
			}
		})
	);
});

test('volunteers, minutes, people and shifts are counted, corrections and all', async () => {
	const before = { registered: await figure('registered'), minutes: await figure('minutes'), shifts: await figure('shiftsServed'), people: await people() };
	const [a, b] = [await w.volunteer({ identities: ['party'] }), await w.volunteer({ identities: ['league'] })];
	const { id: shift } = await w.shift({ on: '2026-11-20' });
	await recordPaper(w.head, { shiftId: shift, volunteerId: a.id, in: '10:00', out: '11:00' });
	await recordPaper(w.head, { shiftId: shift, volunteerId: b.id, in: '10:00', out: '12:00' });
	expect({ registered: await figure('registered'), minutes: await figure('minutes'), shifts: await figure('shiftsServed'), people: await people() }).toEqual({ registered: before.registered + 2, minutes: before.minutes + 180, shifts: before.shifts + 1, people: before.people + 2 });
	expect(await figure('minutes', w.communities[0])).toBe(before.minutes + 180);
	const [line] = (await entriesOf(w.head, { volunteerId: b.id })).items;
	await correctEntry(w.head, { id: line!.id, minutes: 0, reason: '没有到场，录错了' });
	expect({ minutes: await figure('minutes'), people: await people() }).toEqual({ minutes: before.minutes + 60, people: before.people + 1 });
	expect(await figure('party')).toBe(1);
	expect(await figure('resident')).toBe(await figure('registered'));
	const { rows } = await ownerPool().query(`SELECT count(*)::int AS n FROM platform.fact_change WHERE subdistrict_id = $1 AND 'volunteers.minutes' = ANY (measures)`, [w.id]);
	expect(rows[0].n).toBeGreaterThan(0);
	const page = await measure('minutes').records(w.head, { period: YEAR, communityId: null, part: 'numerator', cursor: null });
	expect(page.items.length).toBeGreaterThan(1);
});

test('every number opens to exactly its records, also where somebody registered twice, was forgotten, or had their service corrected to nothing', async () => {
	const manager = testCtx(w.id, { ...person('manager'), id: newId() }, NOW);
	const personId = await w.resident();
	const linked = async (id: string) => {
		const volunteer = await w.volunteer({ name: '周大爷' });
		await ownerPool().query('UPDATE volunteers.volunteer SET who_key = $3 WHERE subdistrict_id = $1 AND id = $2', [w.id, volunteer.id, `p:${id}`]);
		return volunteer;
	};
	const [one, again, gone, wrong] = [await linked(personId), await linked(personId), await w.volunteer({ identities: ['league'] }), await w.volunteer()];
	for (const [n, { id }] of [one, again, gone, wrong].entries()) {
		const { id: shift } = await w.shift({ on: `2026-11-1${n}`, title: `巡逻${n}` });
		await recordPaper(w.head, { shiftId: shift, volunteerId: id, in: '10:00', out: '11:00' });
	}
	const { id: second } = await w.shift({ on: '2026-11-15', title: '敲门' });
	await recordPaper(w.head, { shiftId: second, volunteerId: one.id, in: '10:00', out: '11:30' });
	const [line] = (await entriesOf(w.head, { volunteerId: wrong.id })).items;
	await correctEntry(w.head, { id: line!.id, minutes: 0, reason: '没有到场' });
	await ownerPool().query("UPDATE volunteers.volunteer SET state = 'erased', left_on = '2026-11-20', name = '已删除', name_masked = '已删除' WHERE subdistrict_id = $1 AND id = $2", [w.id, gone.id]);
	for (const period of [YEAR, { from: '2026-11-01', to: '2026-11-19' }, { from: '2026-11-11', to: '2026-11-12' }]) {
		for (const each of measures.filter(({ unit }) => unit !== 'minutes')) {
			for (const area of [null, ...w.communities]) {
				const figure = await figureOf(manager, each, period, area);
				const found: string[] = [];
				for (let cursor: string | null = null; ; ) {
					const page: Awaited<ReturnType<Measure['records']>> = await each.records(manager, { period, communityId: area, part: 'numerator', cursor });
					found.push(...page.items.map(({ id }) => id));
					if (!(cursor = page.next)) break;
				}
				expect(found.length, `${each.key} ${period.to} ${area}`).toBe(figure.numerator);
				expect(new Set(found).size).toBe(found.length);
			}
		}
	}
	const { items } = await measure('active').records(manager, { period: { from: '2026-11-10', to: '2026-11-15' }, communityId: null, part: 'numerator', cursor: null });
	expect(items.map(({ day, countedFor }) => [day, countedFor!.times, countedFor!.latest.map(({ label }) => label.split(' ')[0])])).toEqual([
		['2026-11-15', 3, ['敲门', '巡逻1', '巡逻0']],
		['2026-11-12', 1, ['巡逻2']]
	]);
	expect(measure('shareOfResidents').outOfHref).toBe('/desk/residents');
});
