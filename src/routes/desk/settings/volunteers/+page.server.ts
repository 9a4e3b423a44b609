import { dropComing, MOST_STARS, RULE_RANGES, setStarLevel, setVolunteerRule, volunteerSettings, type RuleKey } from '#modules/volunteers/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ settings: await volunteerSettings(locals.ctx, {}), ranges: RULE_RANGES, mostStars: MOST_STARS });

/** An empty field is no number: what it means is said by the use case. */
const numberIn = (text: string | undefined): number => (text?.trim() ? Number(text) : Number.NaN);

export const actions: Actions = {
	rule: ({ locals, request }) =>
		formAction(request, async (values) => {
			const { key, value, from, source } = values as Record<string, string>;
			await setVolunteerRule(locals.ctx, { key: (key ?? '') as RuleKey, value: numberIn(value), from: from ?? '', source: source ?? '' });
		}),
	star: ({ locals, request }) =>
		formAction(request, async (values) => {
			const { stars, hours, from, source } = values as Record<string, string>;
			await setStarLevel(locals.ctx, { stars: numberIn(stars), hours: hours?.trim() ? Number(hours) : null, from: from ?? '', source: source ?? '' });
		}),
	drop: ({ locals, request }) =>
		formAction(request, async (values) => {
			const { key, stars, from } = values as Record<string, string>;
			await dropComing(locals.ctx, { what: stars ? { stars: Number(stars) } : { key: (key ?? '') as RuleKey }, from: from ?? '' });
		})
};
