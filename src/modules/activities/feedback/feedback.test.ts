import { expect, it } from 'vitest';
import { AppError } from '#platform/errors.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { phoneOf, someone, world, type World } from '../activities.testing.ts';
import { checkIn } from '../attendance/attendance.usecases.ts';
import { rosterOf } from '../attendance/roster.queries.ts';
import { signUp } from '../signup/signup.usecases.ts';
import { placeKey } from '../who.ts';
import { askForFeedback } from './ask.ts';
import { addPaperFeedback, feedbackForm, feedbackResults, giveFeedback } from './feedback.usecases.ts';

useDatabase();

const AT_THE_DOOR = '2026-11-30T05:50:00Z';
const codeOf = (call: Promise<unknown>) => call.then(() => 'went', (error: unknown) => (error instanceof AppError ? error.code : String(error)));
const texts = async (w: World) => Number((await ownerPool().query("SELECT count(*) n FROM platform.sms WHERE subdistrict_id = $1 AND purpose = 'activities.feedback'", [w.id])).rows[0].n);

/** A family of two on one telephone and somebody alone, all checked in. */
async function held(w: World) {
	const { occurrenceId } = await w.activity();
	await signUp(w.stranger, { occurrenceId, members: [{ who: 'named', name: '妈妈' }, { who: 'named', name: '女儿' }], phone: phoneOf(1) });
	await signUp(w.stranger, { occurrenceId, members: [{ who: 'named', name: '老李' }], phone: phoneOf(2) });
	const worker = w.as(w.worker, AT_THE_DOOR);
	const ids: string[] = [];
	for (const { signupId } of (await rosterOf(worker, { occurrenceId })).lines) ids.push((await checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'signup', signupId: signupId! } })).id);
	return { occurrenceId, ids };
}

it('asks each telephone once, half an hour after the end, and nobody days later', async () => {
	const w = await world();
	await held(w);
	expect(await askForFeedback(w.as(w.worker, '2026-11-30T07:59:00Z'))).toBe(0);
	expect(await askForFeedback(w.as(w.worker, '2026-11-30T08:00:00Z'))).toBe(2);
	expect(await askForFeedback(w.as(w.worker, '2026-11-30T08:10:00Z'))).toBe(0);
	expect(await texts(w)).toBe(2);
	const forgotten = await world();
	await held(forgotten);
	expect(await askForFeedback(forgotten.as(forgotten.worker, '2026-12-05T08:00:00Z'))).toBe(0);
});

it('takes one answer from each who came, by the key of the message; whoever answers again has changed their mind', async () => {
	const w = await world();
	const { occurrenceId, ids } = await held(w);
	const [attendanceId] = ids as [string];
	const later = w.as(undefined, '2026-11-30T09:00:00Z');
	const ref = { attendanceId, key: placeKey(attendanceId) };
	expect(await codeOf(feedbackForm(later, { attendanceId, key: 'x'.repeat(22) }))).toBe('platform.notFound');
	expect(await codeOf(giveFeedback(w.as(someone('resident', null, phoneOf(9))), { attendanceId, useful: 5, again: true }))).toBe('platform.notFound');
	expect(await codeOf(giveFeedback(later, { ...ref, useful: '9', again: 'yes' }))).toBe('platform.invalidInput');
	await giveFeedback(later, { ...ref, useful: '2', again: 'no', words: '后排听不清' });
	await giveFeedback(later, { ...ref, useful: '5', again: 'yes', words: '好多了' });
	expect((await feedbackForm(later, ref)).given).toEqual({ useful: 5, again: true, words: '好多了' });
	// Slips from the box have no name, and the same slip sent twice is one.
	const worker = w.as(w.worker, '2026-11-30T09:00:00Z');
	const clientId = newId();
	for (const id of [clientId, clientId, newId()]) await addPaperFeedback(worker, { occurrenceId, clientId: id, useful: 3, again: false });
	const results = await feedbackResults(worker, { occurrenceId });
	expect(results).toMatchObject({ came: 3, answers: 3, satisfied: 1 / 3, again: 1 });
	expect(results.words.map(({ words }) => words)).toEqual(['好多了']);
	expect(await codeOf(feedbackResults(w.as(someone('worker', w.communities[1])), { occurrenceId }))).toBe('platform.notFound');
});
