import { draftPlan, listPlans, mayEdit, nextYearStart, permissions, yearStartOn } from '#modules/plan/index.ts';
import { mayCall } from '#platform/access.ts';
import { dateIn } from '#platform/dates/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';
import { areaChoices } from '../areas.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
	const { ctx } = locals;
	const [plans, areas] = await Promise.all([listPlans(ctx, {}), areaChoices(ctx)]);
	const today = dateIn(ctx.clock.now(), locals.subdistrict?.timeZone ?? 'Asia/Shanghai');
	const latest = plans.find((plan) => plan.communityId === null);
	return {
		plans,
		areas: areas.filter(({ value }) => mayEdit(ctx.actor, value)),
		names: Object.fromEntries(areas.map(({ value, label }) => [value, label])),
		mayDraft: mayCall(ctx.actor, permissions.edit),
		mayWhole: mayEdit(ctx.actor, null),
		yearStart: latest ? nextYearStart(latest.yearEnd) : yearStartOn(today)
	};
};

export const actions: Actions = {
	draft: ({ locals, request }) =>
		formAction(request, async (values) => {
			const { title, communityId, yearStart, from } = values as Record<string, string>;
			const { planId } = await draftPlan(locals.ctx, { title: title ?? '', communityId: communityId || null, yearStart: yearStart ?? '', from: from ?? 'empty' });
			return `/desk/plan/plans/${planId}`;
		})
};
