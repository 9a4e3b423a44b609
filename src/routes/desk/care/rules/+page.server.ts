import { mayCall } from '#platform/access.ts';
import { careCounts, careRules, changeRule, permissions, stopRule } from '#modules/care/index.ts';
import { groupTypes } from '#modules/residents/index.ts';
import { peopleMessages } from '#modules/residents/messages/people.ts';
import { dateIn } from '#platform/dates/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { ctx, subdistrict } = locals;
	const today = dateIn(ctx.clock.now(), subdistrict?.timeZone ?? 'Asia/Shanghai');
	const [rules, counts, types] = await Promise.all([careRules(ctx, {}), careCounts(ctx, {}), groupTypes(ctx, {})]);
	const derived = peopleMessages[ctx.locale].derived as Record<string, string>;
	const names: Record<string, string> = { ...derived, ...Object.fromEntries(types.map((type) => [type.code, (ctx.locale === 'en' && type.nameEn) || type.name])) };
	return {
		today,
		mayChange: mayCall(ctx.actor, permissions.configure),
		names,
		rules: rules
			.filter(({ validUntil }) => validUntil === null || validUntil >= today)
			.map(({ nameEn, ...rule }) => ({ ...rule, name: (ctx.locale === 'en' && nameEn) || rule.name, count: counts.reasons.find(({ code }) => code === rule.code)?.count ?? 0 }))
	};
};

export const actions: Actions = {
	change: ({ locals, request }) =>
		formAction(request, async (values) => {
			const { id, version, visitDays, from, source } = values as Record<string, string>;
			await changeRule(locals.ctx, { id: id ?? '', version: Number(version), visitDays: visitDays === undefined ? null : Number(visitDays), from: from ?? '', source: source ?? '' });
		}),
	stop: ({ locals, request }) =>
		formAction(request, async (values) => {
			const { id, on } = values as Record<string, string>;
			await stopRule(locals.ctx, { id: id ?? '', on: on ?? '' });
		})
};
