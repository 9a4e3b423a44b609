import { groupScores, listFrameworks, planToShow, scoreboard, toDo } from '#modules/plan/index.ts';
import { isId } from '#platform/ids.ts';
import type { PageServerLoad } from './$types';
import { areaChoices } from './areas.server.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const asked = url.searchParams.get('area');
	const area = asked && isId(asked) ? asked : null;
	const named = url.searchParams.get('plan');
	const [areas, planId] = await Promise.all([areaChoices(ctx), named && isId(named) ? named : planToShow(ctx, { communityId: area })]);
	if (!planId) return { areas, area, board: null, toDo: null, groups: [] };
	const [board, frameworks] = await Promise.all([scoreboard(ctx, { planId }), listFrameworks(ctx, {})]);
	return {
		areas,
		area: board.plan.communityId,
		board,
		toDo: toDo(board),
		groups: frameworks.map((framework) => ({ ...framework, scores: groupScores(board, framework).filter(({ targets }) => targets > 0) })).filter(({ scores }) => scores.length > 0)
	};
};
