import { findPeople, peopleIn, signUp } from '#modules/activities/index.ts';
import { personCards } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { isId, newId } from '#platform/ids.ts';
import { formAction, formValues, problemOf, readForm } from '#platform/web/forms.ts';
import { AppError, invalid } from '#platform/errors.ts';
import { chosenTime } from '../chosen.ts';
import { MOST_LINES, readLines, writeLine, type Line } from './lines.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { times, head } = await chosenTime(locals.ctx, params.id, url.searchParams.get('occurrence'));
	const inAlready = head ? await peopleIn(locals.ctx, { occurrenceId: head.occurrenceId }) : [];
	return { times, head, inAlready, clientId: newId() };
};

/** What became of one party of the form. */
interface Outcome {
	names: string;
	people: number;
	state: 'taken' | 'waiting' | 'failed';
	place: number | null;
	problem: { code: string; params: Record<string, string | number> }[];
}

/** Somebody of the form: of the register, or of a line. */
interface Wanted {
	name: string;
	member: { who: 'person'; personId: string } | { who: 'named'; name: string; birthYear: string | null };
	line: Line | null;
}

const SOURCES = ['desk', 'phone', 'paper'] as const;

export const actions: Actions = {
	/* A name or a number is looked for in the body: it stands in no address and no log. What else was typed comes back. */
	find: async ({ locals, request }) => {
		const { words, ...kept } = formValues(await readForm(request));
		return { sought: await lookFor(locals.ctx, words), kept };
	},
	/** Everybody of the form, as one party or each for themselves: one who cannot come does not hold up the next. */
	signUp: async ({ locals, request }) => {
		const outcomes: Outcome[] = [];
		// What did not go through, and what was too much for one send, stands in the form again.
		const failed: Line[] = [];
		const failedIds: string[] = [];
		let rest: Line[] = [];
		let words: unknown;
		let source: (typeof SOURCES)[number] = 'desk';
		const result = await formAction(request, async (values) => {
			words = values.words;
			const ids = (Array.isArray(values.personId) ? values.personId : []).filter(isId);
			const { lines, wrong } = readLines(typeof values.lines === 'string' ? values.lines : '');
			if (wrong !== null) throw invalid([{ path: 'lines', code: 'activities.lineWrong', params: { line: wrong } }]);
			const cards = await personCards(locals.ctx, { ids });
			const people: Wanted[] = [
				...ids.map((personId) => ({ name: cards.get(personId)?.name ?? '', member: { who: 'person' as const, personId }, line: null })),
				...lines.slice(0, MOST_LINES).map((line) => ({ name: line.name, member: { who: 'named' as const, name: line.name, birthYear: line.birthYear }, line }))
			];
			if (!people.length) throw invalid([{ path: 'lines', code: 'activities.nobodyChosen' }]);
			rest = lines.slice(MOST_LINES);
			source = SOURCES.find((each) => each === values.source) ?? 'desk';
			const parties = values.together === 'on' ? [people] : people.map((one) => [one]);
			const seed = isId(values.clientId) ? values.clientId : newId();
			for (const [i, party] of parties.entries()) {
				const told = { names: party.map(({ name }) => name).filter(Boolean).join('、'), people: party.length };
				try {
					const done = await signUp(locals.ctx, {
						occurrenceId: values.occurrenceId as string,
						clientId: partyId(seed, i),
						members: party.map(({ member }) => member),
						phone: party.find(({ line }) => line?.phone)?.line?.phone ?? null,
						guardian: (values.guardian as string | undefined) ?? '',
						exception: (values.exception as string | undefined) ?? '',
						source
					});
					outcomes.push({ ...told, state: done.state === 'taken' ? 'taken' : 'waiting', place: done.place, problem: [] });
				} catch (error) {
					if (!(error instanceof AppError)) throw error;
					const { code, params, fields } = problemOf(error, {});
					outcomes.push({ ...told, state: 'failed', place: null, problem: Object.values(fields).length ? Object.values(fields).map((issue) => ({ code: issue.code, params: issue.params ?? {} })) : [{ code, params }] });
					failed.push(...party.flatMap(({ line }) => line ?? []));
					failedIds.push(...party.flatMap(({ member }) => (member.who === 'person' ? member.personId : [])));
				}
			}
		});
		if (!('done' in result)) return fail(result.status, { ...result.data, sought: await lookFor(locals.ctx, words) });
		// Of those who were found, whoever did not get in stands there again, ticked.
		return { outcomes, sought: failedIds.length ? await lookFor(locals.ctx, words) : null, kept: { source, personId: failedIds, lines: [...failed, ...rest].map(writeLine).join('\n') } };
	}
};

/** Who fits the words typed; null: none were. */
async function lookFor(ctx: Ctx, typed: unknown) {
	const words = typeof typed === 'string' ? typed.trim().slice(0, 60) : '';
	return words ? { words, people: (await findPeople(ctx, words)).map(({ id, name, age, ageBand, address, phone }) => ({ id, name, age, ageBand, address, phone })) } : null;
}

/** A client id for each party of one form, the same when the form is sent again. */
const partyId = (seed: string, at: number): string => seed.slice(0, -4) + ((Number.parseInt(seed.slice(-4), 16) + at) & 0xffff).toString(16).padStart(4, '0');
