import { error } from '@sveltejs/kit';
import { areasBoard, getPlan, planToShow } from '#modules/plan/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import { isId } from '#platform/ids.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const named = url.searchParams.get('plan');
	const planId = named && isId(named) ? named : await planToShow(ctx, {});
	if (!planId) error(404);
	const [plan, board] = await Promise.all([getPlan(ctx, { planId }), areasBoard(ctx, { planId })]);
	const today = dateIn(ctx.clock.now(), locals.subdistrict?.timeZone ?? 'Asia/Shanghai');
	const texts = new Map(plan.text.goals.flatMap((goal) => goal.targets).map((target) => [target.id, target]));
	return {
		plan: { id: plan.id, title: plan.title },
		period: { from: plan.yearStart, to: today < plan.yearEnd ? today : plan.yearEnd },
		communities: board.communities,
		lines: board.lines.map((line) => ({ ...line, rule: texts.get(line.targetId)!.rule }))
	};
};
