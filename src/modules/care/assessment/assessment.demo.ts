/** The demonstration's assessments: some old people assessed once, some again a year later, one in the middle of it. */
import { chance, type Chance } from '#platform/chance.ts';
import { fixedClock } from '#platform/clock.ts';
import type { Ctx } from '#platform/context.ts';
import { addDays } from '#platform/dates/index.ts';
import { newId } from '#platform/ids.ts';
import { completeAssessment, saveAssessment, startAssessment } from './assessment.usecases.ts';
import { itemsOf, type AssessmentForm, type Filled } from './form.model.ts';
import { gbt42195 } from './forms/gbt-42195-2022.data.ts';

/** How frail each of them is (0 able to 1 wholly dependent), a year ago and now; null: not assessed then. */
const STORIES: readonly (readonly [before: number | null, now: number | null])[] = [
	[0.1, 0.3],
	[null, 0.55],
	[0.45, 0.4],
	[null, 0],
	[0.6, 0.9],
	[0.2, null]
];

/**
 * @param asWorker a member of the community's staff
 * @param personIds old people of the community; as many as there are stories are assessed, and one more is begun
 */
export async function demoAssessments(asWorker: Ctx, personIds: readonly string[], today: string, seed: number): Promise<void> {
	const luck = chance(seed);
	for (const [i, [before, now]] of STORIES.entries()) {
		const personId = personIds[i];
		if (!personId) return;
		if (before !== null) await assess(asWorker, personId, addDays(today, -370 - 3 * i), before, luck);
		if (now !== null) await assess(asWorker, personId, addDays(today, -4 - 5 * i), now, luck);
	}
	const next = personIds[STORIES.length];
	if (!next) return;
	const { id } = await startAssessment(asWorker, { id: newId(), personId: next, formKey: gbt42195.key });
	const [first] = gbt42195.sections;
	const { answers } = filledBy(gbt42195, 0.3, luck);
	await saveAssessment(asWorker, { id, version: 1, answers: Object.fromEntries(first!.items.map(({ key }) => [key, answers[key]!])), about: { place: '家中', reason: 'routine' } });
}

async function assess(asWorker: Ctx, personId: string, day: string, frailty: number, luck: Chance): Promise<void> {
	const then: Ctx = { ...asWorker, clock: fixedClock(`${day}T02:30:00Z`) };
	const { id } = await startAssessment(then, { id: newId(), personId, formKey: gbt42195.key });
	await completeAssessment(then, { id, version: 1, ...filledBy(gbt42195, frailty, luck), about: { place: '家中', reason: 'routine', informant: '本人和家属' } });
}

/** Answers around one frailty, each a little better or worse. */
function filledBy(form: AssessmentForm, frailty: number, luck: Chance): Filled {
	const answers = itemsOf(form).map(({ key, options }) => {
		const at = Math.round((frailty === 0 ? 0 : frailty + (luck.next() - 0.5) * 0.4) * (options.length - 1));
		// Nobody of the demonstration is unconscious.
		const worst = key === 'consciousness' ? 1 : options.length - 1;
		return [key, options[Math.min(worst, Math.max(0, at))]!.key] as const;
	});
	const facts = form.facts.map(({ key, kind }) => [key, kind === 'yes_no' ? key === 'dementia' && frailty > 0.8 : frailty > 0.5 ? 1 : 0] as const);
	return { answers: Object.fromEntries(answers), facts: Object.fromEntries(facts) };
}
