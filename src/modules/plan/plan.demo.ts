/** The demonstration's plans: this year's of the subdistrict, adopted; last year's, summed up; one community's own, with a year from November. */
import { listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { addDays, addMonths, dateIn } from '#platform/dates/index.ts';
import { zoneOf } from '#platform/tenant.ts';
import { yearStartOn } from './plan.model.ts';
import { adoptPlan, closePlan, draftPlan, saveTarget } from './plans/plan.usecases.ts';
import { getPlan } from './plans/plan.queries.ts';
import { makeReport, writeReport, getReport } from './reports/report.usecases.ts';

export async function demoPlan(given: Ctx): Promise<void> {
	const ctx: Ctx = { ...given, actor: { ...given.actor, name: '街道办公室' } };
	const today = dateIn(ctx.clock.now(), await zoneOf(ctx));
	const start = yearStartOn(today);
	const last = addMonths(start, -12);
	const year = (day: string) => Number(day.slice(0, 4));

	const before = await draftPlan(ctx, { title: `云岭街道 ${year(last)} 年发展计划`, yearStart: last, from: 'shipped' });
	await adoptPlan(ctx, before);
	const now = await draftPlan(ctx, { title: `云岭街道 ${year(start)} 年发展计划`, yearStart: start, from: before.planId });
	await withStages(ctx, now.planId, start);
	await adoptPlan(ctx, { planId: now.planId, edition: (await getPlan(ctx, { planId: now.planId })).edition });

	const [community] = await listCommunities(ctx, {});
	if (community) {
		const own = await draftPlan(ctx, { communityId: community.id, title: `${community.name}本年度计划`, yearStart: yearStartOn(today, 11), from: 'shipped' });
		await adoptPlan(ctx, own);
	}
	await reportOf(ctx, before.planId, `云岭街道 ${year(last)} 年总结`, last, addDays(start, -1));
	await reportOf(ctx, now.planId, `云岭街道 ${year(start)} 年前三季度小结`, start, addDays(addMonths(start, 9), -1));
	await closePlan(ctx, { planId: before.planId, edition: 1 });
}

/** The year's activities are to come quarter by quarter. */
async function withStages(ctx: Ctx, planId: string, start: string): Promise<void> {
	const plan = await getPlan(ctx, { planId });
	for (const goal of plan.text.goals) {
		const target = goal.targets.find(({ measure }) => measure === 'activities.mass_held');
		if (!target) continue;
		const stages = [['一季度', 3], ['上半年', 6], ['前三季度', 9]] as const;
		await saveTarget(ctx, {
			...target,
			planId,
			edition: plan.edition,
			goalId: goal.id,
			targetId: target.id,
			phases: stages.map(([title, months]) => ({ title, until: addDays(addMonths(start, months), -1), aim: months }))
		});
	}
}


async function reportOf(ctx: Ctx, planId: string, title: string, from: string, to: string): Promise<void> {
	const { id } = await makeReport(ctx, { planId, title, from, to });
	const report = await getReport(ctx, { id });
	const [first] = report.figures.goals;
	await writeReport(ctx, {
		id,
		version: report.version,
		title,
		intro: '街道把居民的诉求放在第一位。白云社区在线从年中试运行，数字从试运行起才有记录，之前的不补填。',
		closing: '下一步把群众性文体活动排到每个月，把首次联系做到四小时以内。',
		goals: first ? { [first.id]: '诉求从电话和柜台收拢到一处，件件留有回音。' } : {}
	});
}
