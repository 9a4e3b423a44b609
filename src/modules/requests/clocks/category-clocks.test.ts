import { expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/support/db.ts';
import { allowanceOf, claim, getCase, recategorise, saveClockPolicy } from '../index.ts';
import { forgetConfig } from '../settings/config.ts';
import { tell, world, type World } from '../requests.testing.ts';

useDatabase();

const siteError = { text: '第二条通知的电话少了一位', categoryCode: 'site_error', answers: {} } as const;
const promise = (w: World) => allowanceOf(w.as(w.stranger), { categoryCode: 'site_error', clock: 'resolve' });
const resolveClock = async (w: World, id: string) => (await getCase(w.as(w.manager), { id })).rounds[0]!.clocks.find(({ kind }) => kind === 'resolve')!;

it('holds a case to what the page promises for its category, under the rule of the day on which it was told', async () => {
	const w = await world();
	expect(await promise(w)).toEqual({ minutes: 3 * 1440, unit: 'workday' });
	const { id, resolveDueAt, contactDueAt } = await tell(w, siteError);
	// Told on Tuesday at 10:00; whoever reads it is still to be contacted within the usual four working hours.
	expect(resolveDueAt).toEqual(new Date('2026-11-27T02:00:00Z'));
	expect(contactDueAt).toEqual(new Date('2026-11-24T07:00:00Z'));
	expect(await resolveClock(w, id)).toMatchObject({ due: resolveDueAt, explanation: { policy: { categoryCode: 'site_error' }, allowedMinutes: 4320 } });

	await saveClockPolicy(w.as(w.manager), { categoryCode: 'site_error', clock: 'resolve', minutes: 5 * 1440, unit: 'workday', validFrom: '2026-11-25' });
	expect(await promise(w)).toMatchObject({ minutes: 3 * 1440 });
	w.clock.advance(86_400_000);
	forgetConfig(w.id);
	expect(await promise(w)).toMatchObject({ minutes: 5 * 1440 });
	expect((await resolveClock(w, id)).due).toEqual(resolveDueAt);
	expect((await tell(w, siteError)).resolveDueAt).toEqual(new Date('2026-12-02T02:00:00Z'));
});

it('changes with the category, though the urgency stays', async () => {
	const w = await world();
	const { id } = await tell(w, { ...siteError, categoryCode: 'other' });
	await claim(w.as(w.worker), { id });
	expect((await resolveClock(w, id)).due).toEqual(new Date('2026-12-01T02:00:00Z'));
	await recategorise(w.as(w.worker), { id, categoryCode: 'site_error' });
	expect((await resolveClock(w, id)).due).toEqual(new Date('2026-11-27T02:00:00Z'));
});

it('is set for an urgency or for a known category, never for both or neither', async () => {
	const w = await world();
	const set = (who: { urgency?: 'normal'; categoryCode?: string }) => saveClockPolicy(w.as(w.manager), { ...who, clock: 'resolve', minutes: 60, unit: 'working', validFrom: '2026-12-01' });
	await expect(set({})).rejects.toMatchObject({ status: 422 });
	await expect(set({ urgency: 'normal', categoryCode: 'other' })).rejects.toMatchObject({ status: 422 });
	await expect(set({ categoryCode: 'no_such' })).rejects.toMatchObject({ code: 'requests.unknownCategory' });
});
