import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { person, testCtx, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { readTx } from '#platform/db/tx.ts';
import { addDays } from '#platform/dates/index.ts';
import { newId } from '#platform/ids.ts';
import { recordPaper } from '../hours/attendance.usecases.ts';
import { rulesOn, starLevels } from '../volunteers.rules.ts';
import { startingRules } from '../volunteers.rules.data.ts';
import { getVolunteer } from '../register/volunteer.queries.ts';
import { NOW, world, type World } from '../volunteers.testing.ts';
import { RULE_KEYS, RULE_RANGES, standings, starsWrongFrom, type DatedStar } from './settings.model.ts';
import { volunteerSettings } from './settings.queries.ts';
import { dropComing, setStarLevel, setVolunteerRule } from './settings.usecases.ts';

useDatabase();

const TODAY = '2026-11-24';
let w: World;
let manager: ReturnType<typeof testCtx>;
beforeEach(async () => {
	w = await world();
	manager = testCtx(w.id, { ...person('manager'), id: newId() }, NOW);
});
const ruleOn = (day: string, key: (typeof RULE_KEYS)[number]) => readTx<'volunteers', number>(manager, async (tx) => (await rulesOn(tx, day))[key]);
const starsOn = (day: string) => readTx<'volunteers', number[]>(manager, async (tx) => (await starLevels(tx, day)).map(({ minutes }) => minutes / 60));
const basis = { source: '街道 2026 年第 3 号通知' };

it('what ships lies within the ranges', () => {
	for (const key of RULE_KEYS) expect(startingRules[key].value >= RULE_RANGES[key].least && startingRules[key].value <= RULE_RANGES[key].most, key).toBe(true);
});

describe('a rule', () => {
	it('changes from a day on; the days before keep what was, and both are kept', async () => {
		await setVolunteerRule(manager, { key: 'count_after_minutes', value: 15, from: '2026-12-01', ...basis });
		expect([await ruleOn('2026-11-30', 'count_after_minutes'), await ruleOn('2026-12-01', 'count_after_minutes')]).toEqual([60, 15]);
		await setVolunteerRule(manager, { key: 'count_after_minutes', value: 20, from: TODAY, source: '先试行' });
		const { rules } = await volunteerSettings(manager, {});
		expect(rules.find(({ key }) => key === 'count_after_minutes')!.values.map(({ from, value, standing }) => [from, value, standing])).toEqual([['2026-12-01', 15, 'coming'], [TODAY, 20, 'now'], ['2026-01-01', 60, 'past']]);
		const { rows } = await ownerPool().query("SELECT detail FROM platform.audit_log WHERE subdistrict_id = $1 AND action = 'volunteers.setRule' ORDER BY id", [w.id]);
		expect(rows.map(({ detail }) => detail)).toEqual([{ value: 15, from: '2026-12-01' }, { value: 20, from: TODAY }]);
	});

	it('counts the hours of shifts of its days', async () => {
		await setVolunteerRule(manager, { key: 'count_after_minutes', value: 0, from: TODAY, ...basis });
		const minutesOf = async (on: string) => {
			const { id } = await w.volunteer();
			const { id: shift } = await w.shift({ on, from: '08:00', to: '09:00' });
			await recordPaper(w.head, { shiftId: shift, volunteerId: id, in: '08:00', out: '09:30' });
			return (await getVolunteer(w.head, { id })).minutes;
		};
		expect([await minutesOf('2026-11-23'), await minutesOf(TODAY)]).toEqual([90, 60]);
	});

	it('is refused backdated, out of range, without a basis, and to whoever is no manager', async () => {
		const good = { key: 'publicise_days' as const, value: 10, from: TODAY, ...basis };
		await expect(setVolunteerRule(manager, { ...good, from: '2026-11-23' })).rejects.toMatchObject({ fields: [{ path: 'from', code: 'volunteers.ruleBackdated' }] });
		await expect(setVolunteerRule(manager, { ...good, value: 91 })).rejects.toMatchObject({ fields: [{ path: 'value', code: 'volunteers.ruleRange' }] });
		await expect(setVolunteerRule(manager, { ...good, value: 1.5 })).rejects.toMatchObject({ status: 422 });
		await expect(setVolunteerRule(manager, { ...good, source: ' ' })).rejects.toMatchObject({ fields: [{ path: 'source', code: 'volunteers.sourceMissing' }] });
		await expect(setVolunteerRule(w.head, good)).rejects.toMatchObject({ status: 403 });
		await expect(volunteerSettings(w.head, {})).rejects.toMatchObject({ status: 403 });
	});

	it('that has not begun is taken back; one that holds is not', async () => {
		await setVolunteerRule(manager, { key: 'recent_days', value: 30, from: '2027-01-01', ...basis });
		await dropComing(manager, { what: { key: 'recent_days' }, from: '2027-01-01' });
		expect(await ruleOn('2027-01-01', 'recent_days')).toBe(90);
		await expect(dropComing(manager, { what: { key: 'recent_days' }, from: '2026-01-01' })).rejects.toMatchObject({ status: 422 });
		await expect(dropComing(manager, { what: { key: 'recent_days' }, from: '2027-01-01' })).rejects.toMatchObject({ status: 404 });
	});
});

describe('star grades', () => {
	it('change, grow by one above the highest, and end from above', async () => {
		await setStarLevel(manager, { stars: 1, hours: 50, from: '2026-12-01', ...basis });
		await setStarLevel(manager, { stars: 6, hours: 2000, from: '2026-12-01', ...basis });
		expect(await starsOn('2026-11-30')).toEqual([100, 300, 600, 1000, 1500]);
		expect(await starsOn('2026-12-01')).toEqual([50, 300, 600, 1000, 1500, 2000]);
		await setStarLevel(manager, { stars: 6, hours: null, from: '2027-01-01', ...basis });
		expect(await starsOn('2027-01-01')).toEqual([50, 300, 600, 1000, 1500]);
	});

	it('never fall, never leave a gap, also not on a day to come or through a change that is taken back', async () => {
		const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ fields: [{ path: 'hours', code }] });
		await refused(setStarLevel(manager, { stars: 2, hours: 100, from: TODAY, ...basis }), 'volunteers.starsFall');
		await refused(setStarLevel(manager, { stars: 7, hours: 9000, from: TODAY, ...basis }), 'volunteers.starsGap');
		await refused(setStarLevel(manager, { stars: 3, hours: null, from: TODAY, ...basis }), 'volunteers.starsGap');
		await setStarLevel(manager, { stars: 3, hours: 350, from: '2027-01-01', ...basis });
		// Good today, but not on the first of January.
		await refused(setStarLevel(manager, { stars: 2, hours: 400, from: TODAY, ...basis }), 'volunteers.starsFall');
		await setStarLevel(manager, { stars: 2, hours: 320, from: '2027-01-01', ...basis });
		await setStarLevel(manager, { stars: 3, hours: 310, from: '2027-02-01', ...basis }).then(() => expect.unreachable(), (error) => expect(error).toMatchObject({ status: 422 }));
		await setStarLevel(manager, { stars: 6, hours: 1600, from: '2027-01-01', ...basis });
		await setStarLevel(manager, { stars: 7, hours: 1700, from: '2027-01-01', ...basis });
		await refused(dropComing(manager, { what: { stars: 6 }, from: '2027-01-01' }), 'volunteers.starsGap');
	});

	it('two that are set at once do not together leave a gap', async () => {
		const both = await Promise.allSettled([setStarLevel(manager, { stars: 6, hours: 2000, from: TODAY, ...basis }), setStarLevel(manager, { stars: 5, hours: null, from: TODAY, ...basis })]);
		expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	it('are right by a plain look at every day', () => {
		const row = fc.record({ stars: fc.integer({ min: 1, max: 3 }), from: fc.integer({ min: 0, max: 6 }).map((n) => addDays(TODAY, n)), value: fc.option(fc.integer({ min: 1, max: 4 })), source: fc.constant('x') });
		fc.assert(
			fc.property(fc.uniqueArray(row, { maxLength: 8, selector: ({ stars, from }) => `${stars} ${from}` }), fc.integer({ min: 0, max: 6 }), (rows: DatedStar[], n) => {
				const from = addDays(TODAY, n);
				const goodOn = (day: string) => {
					const values = [1, 2, 3].map((grade) => standings(rows.filter(({ stars }) => stars === grade), day).find(({ standing }) => standing === 'now')?.value ?? null);
					const given = values.filter((value) => value !== null);
					return values.slice(0, given.length).every((value) => value !== null) && given.every((value, i) => i === 0 || value > given[i - 1]!);
				};
				const days = Array.from({ length: 10 }, (_, i) => addDays(from, i));
				expect(starsWrongFrom(rows, from) === null).toBe(days.every(goodOn));
			})
		);
	});
});
