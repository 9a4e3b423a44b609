import { error } from '@sveltejs/kit';
import { adoptPlan, closePlan, getPlan, listFrameworks, listMeasures, moveGoal, readTargetForm, removeGoal, removeTarget, reopenPlan, saveGoal, saveTarget, takeBack, yearBefore } from '#modules/plan/index.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params }) => {
	if (!isId(params.id)) error(404);
	const [plan, frameworks, measures, before] = await Promise.all([getPlan(ctx, { planId: params.id }), listFrameworks(ctx, {}), listMeasures(ctx, {}), yearBefore(ctx, { planId: params.id })]);
	return { plan, frameworks, measures, before };
};

/** Where the plan stands as the page saw it. */
const seen = (values: Record<string, unknown>) => ({ planId: String(values.planId ?? ''), edition: Number(values.edition) });

const act =
	(work: (ctx: RequestEvent['locals']['ctx'], values: Record<string, string>) => Promise<unknown>) =>
	({ locals, request }: RequestEvent) =>
		formAction(request, async (values) => void (await work(locals.ctx, values as Record<string, string>)));

export const actions: Actions = {
	goal: act((ctx, values) => saveGoal(ctx, { ...seen(values), goalId: values.goalId ?? null, title: values.title ?? '' })),
	removeGoal: act((ctx, values) => removeGoal(ctx, { ...seen(values), goalId: values.goalId ?? '' })),
	move: act((ctx, values) => moveGoal(ctx, { ...seen(values), goalId: values.goalId ?? '', by: values.by === '-1' ? -1 : 1 })),
	target: act((ctx, values) => saveTarget(ctx, readTargetForm(values))),
	removeTarget: act((ctx, values) => removeTarget(ctx, { ...seen(values), targetId: values.targetId ?? '' })),
	takeBack: act((ctx, values) => takeBack(ctx, seen(values))),
	adopt: act((ctx, values) => adoptPlan(ctx, seen(values))),
	close: act((ctx, values) => closePlan(ctx, seen(values))),
	reopen: act((ctx, values) => reopenPlan(ctx, seen(values)))
};
