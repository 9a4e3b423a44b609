import { findPeople, peopleIn, signUp } from '#modules/activities/index.ts';
import { isId, newId } from '#platform/ids.ts';
import { formAction, problemOf, readForm } from '#platform/web/forms.ts';
import { AppError, invalid } from '#platform/errors.ts';
import { chosenTime } from '../chosen.ts';
import { readLines } from './lines.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { times, head } = await chosenTime(locals.ctx, params.id, url.searchParams.get('occurrence'));
	const inAlready = head ? await peopleIn(locals.ctx, { occurrenceId: head.occurrenceId }) : [];
	return { times, head, inAlready, clientId: newId() };
};

/** What became of one party of the form. */
interface Outcome {
	names: string;
	state: 'taken' | 'waiting' | 'failed';
	place: number | null;
	problem: { code: string; params: Record<string, string | number> }[];
}

const SOURCES = ['desk', 'phone', 'paper'] as const;

export const actions: Actions = {
	/* A name or a number is looked for in the body: it stands in no address and no log. */
	find: async ({ locals, request }) => {
		const words = ((await readForm(request)).get('words')?.toString() ?? '').trim().slice(0, 60);
		return { words, people: (await findPeople(locals.ctx, words)).map(({ id, name, age, ageBand, address, phone }) => ({ id, name, age, ageBand, address, phone })) };
	},
	/** Everybody of the form, as one party or each for themselves: one who cannot come does not hold up the next. */
	signUp: async ({ locals, request }) => {
		const outcomes: Outcome[] = [];
		const result = await formAction(request, async (values) => {
			const ids = (Array.isArray(values.personId) ? values.personId : []).filter(isId);
			const { lines, wrong } = readLines(typeof values.lines === 'string' ? values.lines : '');
			if (wrong !== null) throw invalid([{ path: 'lines', code: 'activities.lineWrong', params: { line: wrong } }]);
			const people = [...ids.map((personId) => ({ name: '', member: { who: 'person' as const, personId }, phone: null as string | null })), ...lines.map(({ name, phone, birthYear }) => ({ name, member: { who: 'named' as const, name, birthYear }, phone }))];
			if (!people.length) throw invalid([{ path: 'lines', code: 'activities.nobodyChosen' }]);
			const parties = values.together === 'on' ? [people] : people.map((one) => [one]);
			const seed = isId(values.clientId) ? values.clientId : newId();
			for (const [i, party] of parties.entries()) {
				const names = party.map(({ name }) => name).filter(Boolean).join('、');
				try {
					const done = await signUp(locals.ctx, {
						occurrenceId: values.occurrenceId as string,
						clientId: partyId(seed, i),
						members: party.map(({ member }) => member),
						phone: party.find(({ phone }) => phone)?.phone ?? null,
						guardian: (values.guardian as string | undefined) ?? '',
						exception: (values.exception as string | undefined) ?? '',
						source: SOURCES.find((each) => each === values.source) ?? 'desk'
					});
					outcomes.push({ names, state: done.state === 'taken' ? 'taken' : 'waiting', place: done.place, problem: [] });
				} catch (error) {
					if (!(error instanceof AppError)) throw error;
					const { code, params, fields } = problemOf(error, {});
					outcomes.push({ names, state: 'failed', place: null, problem: Object.values(fields).length ? Object.values(fields).map((issue) => ({ code: issue.code, params: issue.params ?? {} })) : [{ code, params }] });
				}
			}
		});
		return 'done' in result ? { outcomes } : result;
	}
};

/** A client id for each party of one form, the same when the form is sent again. */
const partyId = (seed: string, at: number): string => seed.slice(0, -4) + ((Number.parseInt(seed.slice(-4), 16) + at) & 0xffff).toString(16).padStart(4, '0');
