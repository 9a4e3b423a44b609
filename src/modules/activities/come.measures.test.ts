import { expect, it } from 'vitest';
import type { Ctx } from '#platform/context.ts';
import { figureOf } from '#platform/measure.ts';
import { newId } from '#platform/ids.ts';
import { useDatabase } from '../../../tests/support/db.ts';
import { phoneOf, someone, world } from './activities.testing.ts';
import { checkIn, takeBackAttendance } from './attendance/attendance.usecases.ts';
import { comeMeasures } from './come.measures.ts';
import { addPaperFeedback } from './feedback/feedback.usecases.ts';
import { addProgramme, setSession } from './programmes/programme.usecases.ts';

useDatabase();

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const LATER = '2026-12-20T02:00:00Z';
const of = (key: string) => comeMeasures.find((measure) => measure.key === `activities.${key}`)!;
const figures = async (ctx: Ctx, communityId: string | null) => Object.fromEntries(await Promise.all(comeMeasures.map(async (measure) => [measure.key.slice(11), (await figureOf(ctx, measure, YEAR, communityId)).value])));

it('counts each fact once for each community that holds it and once for the subdistrict, and different people once', async () => {
	const w = await world();
	const [a, b] = w.communities;
	const worker = w.as(w.worker, LATER);
	const { id } = await addProgramme(worker, { title: '科普学校', communityId: a, passSessions: 1, chain: 'outreach', passOutreach: 1 });
	const joint = await w.activity({ startsAt: '2026-12-01T06:00:00Z', named: [b] });
	// Half past eleven at night on the last day of November.
	const late = await w.activity({ startsAt: '2026-11-30T15:30:00Z' });
	const outreach = await w.activity({ startsAt: '2026-12-05T01:00:00Z' });
	await setSession(worker, { id, activityId: joint.activityId, role: 'session' });
	await setSession(worker, { id, activityId: outreach.activityId, role: 'outreach' });
	const came = (occurrenceId: string, n: number) => checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'named', name: `人${n}`, phone: phoneOf(n) } });
	for (const n of [1, 2]) await came(joint.occurrenceId, n);
	await came(late.occurrenceId, 1);
	for (const n of [1, 3]) await came(outreach.occurrenceId, n);
	const { id: wrong } = await came(late.occurrenceId, 9);
	await takeBackAttendance(worker, { id: wrong, why: '登记错了' });
	for (const useful of [5, 4, 2]) await addPaperFeedback(worker, { occurrenceId: joint.occurrenceId, clientId: newId(), useful, again: true });
	const whole = { attendances: 5, participants: 3, satisfaction: 2 / 3, passed: 2, outreach: 1, chain_done: 1 };
	expect(await figures(worker, null)).toEqual(whole);
	expect(await figures(worker, a)).toEqual(whole);
	expect(await figures(worker, b)).toEqual({ attendances: 2, participants: 2, satisfaction: 2 / 3, passed: 0, outreach: 0, chain_done: 0 });
	const november = await figureOf(worker, of('attendances'), { from: '2026-11-30', to: '2026-11-30' }, null);
	expect(november.value).toBe(1);

	// Behind each number stand its records, as far as the caller keeps them.
	for (const measure of comeMeasures) {
		const page = await measure.records(worker, { period: YEAR, communityId: null, part: 'numerator', cursor: null });
		const wanted = measure.key.endsWith('participants') ? 5 : (await figureOf(worker, measure, YEAR, null)).numerator;
		expect(page.items, measure.key).toHaveLength(wanted);
		for (const item of page.items) expect(item.day).toMatch(/^\d{4}-\d\d-\d\d$/);
	}
	expect((await of('satisfaction').records(worker, { period: YEAR, communityId: null, part: 'against', cursor: null })).items).toHaveLength(1);
	const other = w.as(someone('worker', b), LATER);
	expect((await of('attendances').records(other, { period: YEAR, communityId: null, part: 'numerator', cursor: null })).items).toHaveLength(2);
	expect((await of('attendances').records(other, { period: YEAR, communityId: b, part: 'numerator', cursor: null })).items).toHaveLength(2);
	expect((await of('passed').records(other, { period: YEAR, communityId: null, part: 'numerator', cursor: null })).items).toHaveLength(0);
});
