import { cancelSignup, checkIn, rosterOf, takeBackAttendance, type RosterLine } from '#modules/activities/index.ts';
import { newId } from '#platform/ids.ts';
import { formAction, readForm } from '#platform/web/forms.ts';
import { chosenTime } from '../chosen.ts';
import type { Actions, PageServerLoad } from './$types';

/** Parts of the list, each with its number. */
const SHOWS = ['all', 'taken', 'offered', 'waiting', 'came', 'walked_in'] as const;
const isShown = (line: RosterLine, show: (typeof SHOWS)[number]): boolean => show === 'all' || (show === 'came' ? line.attendance !== null : line.state === show);

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { times, head } = await chosenTime(locals.ctx, params.id, url.searchParams.get('occurrence'));
	const roster = head && (await rosterOf(locals.ctx, { occurrenceId: head.occurrenceId }));
	const show = SHOWS.find((each) => each === url.searchParams.get('show')) ?? 'all';
	const lines = roster?.lines.filter((line) => isShown(line, show)) ?? [];
	// Each line's tick is an act of this page: one that was taken back can be ticked again, and the form sent twice counts once.
	return { times, roster: roster && { ...roster, lines: lines.map((line) => ({ ...line, clientId: newId() })) }, shows: SHOWS.map((each) => ({ show: each, count: roster?.lines.filter((line) => isShown(line, each)).length ?? 0 })), show, clientId: newId() };
};

const textOf = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);

export const actions: Actions = {
	/* A name or a number is looked for in the body: it stands in no address and no log. */
	find: async ({ request }) => ({ words: ((await readForm(request)).get('words')?.toString() ?? '').trim().slice(0, 40) }),
	came: ({ locals, request }) =>
		formAction(request, async ({ occurrenceId, clientId, signupId }) => {
			await checkIn(locals.ctx, { occurrenceId: occurrenceId as string, clientId: clientId as string, who: { who: 'signup', signupId: signupId as string } });
		}),
	walkIn: ({ locals, request }) =>
		formAction(request, async ({ occurrenceId, clientId, name, phone, source }) => {
			await checkIn(locals.ctx, { occurrenceId: occurrenceId as string, clientId: clientId as string, who: { who: 'named', name: (name as string | undefined) ?? '', phone: textOf(phone) }, source: source === 'paper' ? 'paper' : 'walk_in' });
		}),
	takeBack: ({ locals, request }) => formAction(request, async ({ id, why }) => void (await takeBackAttendance(locals.ctx, { id: id as string, why: (why as string | undefined) ?? '' }))),
	cancel: ({ locals, request }) => formAction(request, async ({ partyId, signupId }) => void (await cancelSignup(locals.ctx, { partyId: partyId as string, ids: [signupId as string] })))
};
