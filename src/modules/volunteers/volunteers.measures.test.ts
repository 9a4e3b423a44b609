import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { figureOfDays, type DayCount, type DayPerson, type Measure } from '#platform/measure.ts';
import { newId } from '#platform/ids.ts';
import { recordPaper } from './hours/attendance.usecases.ts';
import { entriesOf } from './hours/ledger.queries.ts';
import { correctEntry } from './hours/ledger.usecases.ts';
import { getVolunteer, volunteerOfPerson } from './register/volunteer.queries.ts';
import { forgetVolunteer } from './volunteers.forget.ts';
import { measures, runningTotals } from './volunteers.measures.ts';
import { followMerge, followUnmerge } from './volunteers.merge.ts';
import { world, type World } from './volunteers.testing.ts';

useDatabase();
let w: World;
beforeAll(async () => void (w = await world()));

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const measure = (key: string): Measure => measures.find((each) => each.key === `volunteers.${key}`)!;
const days = (key: string) => readTx<string, DayCount[] | DayPerson[]>(w.head, (tx) => measure(key).byDay(tx, YEAR));
const figure = async (key: string, communityId: string | null = null) => figureOfDays(measure(key) as never, (await days(key)) as DayCount[], communityId).numerator;
const people = async () => new Set(((await days('active')) as DayPerson[]).filter(({ communityId }) => communityId === null).map(({ who }) => who)).size;

/** Somebody of the register of residents. */
async function resident(): Promise<string> {
	const id = newId();
	await ownerPool().query(`INSERT INTO residents.person (subdistrict_id, id, community_id, name, name_masked, name_key, source_kind, created_at, changed_at) VALUES ($1, $2, $3, '周大爷', '周**', '周大爷', 'desk', now(), now())`, [w.id, id, w.communities[0]]);
	return id;
}
const linked = async (personId: string) => {
	const one = await w.volunteer({ name: '周大爷' });
	await ownerPool().query(`UPDATE volunteers.volunteer SET person_id = $3, who_key = $4 WHERE subdistrict_id = $1 AND id = $2`, [w.id, one.id, personId, `p:${personId}`]);
	return one;
};

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

test('two records of one person that merge are one volunteer with the hours of both, and two again when undone', async () => {
	const [keptId, goneId] = [await resident(), await resident()];
	const [kept, gone] = [await linked(keptId), await linked(goneId)];
	const [one, other] = [await w.shift({ on: '2026-11-18' }), await w.shift({ on: '2026-11-19' })];
	await recordPaper(w.head, { shiftId: one.id, volunteerId: kept.id, in: '10:00', out: '11:00' });
	await recordPaper(w.head, { shiftId: other.id, volunteerId: gone.id, in: '10:00', out: '12:00' });
	// At the same hours elsewhere: nobody serves twice at once.
	const clash = await w.shift({ on: '2026-11-18' });
	await recordPaper(w.head, { shiftId: clash.id, volunteerId: gone.id, in: '10:30', out: '11:30' });
	const mergeId = newId();
	const total = async (personId: string) => (await volunteerOfPerson(w.head, { personId }))?.totals.service ?? null;
	const registered = await figure('registered');
	await writeTx<'volunteers', void>(w.head, (tx) => followMerge({ mergeId, keptId, goneId, on: '2026-11-24' }, tx));
	expect([await total(keptId), await total(goneId)]).toEqual([180, null]);
	expect(await figure('registered')).toBe(registered - 1);
	await writeTx<'volunteers', void>(w.head, (tx) => followUnmerge({ mergeId, keptId, goneId }, tx));
	expect([await total(keptId), await total(goneId)]).toEqual([60, 180]);
	expect(await figure('registered')).toBe(registered);
});

test('somebody who is forgotten keeps nothing but a number in the counts', async () => {
	const personId = await resident();
	const { id } = await linked(personId);
	const { id: shift } = await w.shift({ on: '2026-11-17' });
	await recordPaper(w.head, { shiftId: shift, volunteerId: id, in: '10:00', out: '11:00' });
	const minutes = await figure('minutes');
	await writeTx<'volunteers', void>(w.head, (tx) => forgetVolunteer(tx, personId));
	await expect(getVolunteer(w.head, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
	const { rows } = await ownerPool().query('SELECT * FROM volunteers.volunteer WHERE id = $1', [id]);
	expect(JSON.stringify(rows[0])).not.toMatch(/周|v1\.|\*\*\*\*/);
	expect(await figure('minutes')).toBe(minutes);
});
