import { listCommunities } from '#modules/areas/index.ts';
import { assignPlans, careScope, careCounts, careList, careRules, PLAN_QUEUES, type PlanQueue } from '#modules/care/index.ts';
import { staffMembers } from '#app/staff-choice.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const of = (name: string) => url.searchParams.get(name) || null;
	const where = { communityId: of('community'), reason: of('reason') };
	const own = careScope(ctx.actor);
	const [counts, rules, communities, staff] = await Promise.all([
		careCounts(ctx, { communityId: where.communityId }),
		careRules(ctx, {}),
		listCommunities(ctx, {}),
		staffMembers(ctx, ['worker', 'head'])
	]);
	// Whoever comes in the morning wants to see who is due; when nobody is, everybody.
	const queue = PLAN_QUEUES.find((each) => each === of('queue')) ?? (counts.queues.due ? 'due' : 'all');
	const list = await careList(ctx, { queue, ...where, cursor: of('cursor'), limit: 50 });
	const names = new Map(rules.map((rule) => [rule.code, (ctx.locale === 'en' && rule.nameEn) || rule.name]));
	const english = ctx.locale === 'en';
	return {
		queue: queue as PlanQueue,
		...where,
		lines: list.items.map((line) => ({ ...line, reasons: line.reasons.map((code) => names.get(code) ?? code) })),
		next: list.next,
		counts: counts.queues,
		reasons: counts.reasons.map(({ code, count }) => ({ code, name: names.get(code) ?? code, count })),
		communities: communities.filter(({ id }) => own === 'all' || own.includes(id)).map(({ id, name, nameEn }) => ({ id, name: (english && nameEn) || name })),
		staff
	};
};

export const actions: Actions = {
	assign: async ({ locals, request }) => {
		let given = { count: 0, name: '' };
		const result = await formAction(request, async (values) => {
			const ids = Array.isArray(values.id) ? (values.id as string[]) : [];
			const workerId = typeof values.workerId === 'string' ? values.workerId : null;
			const { count } = await assignPlans(locals.ctx, { ids, workerId });
			given = { count, name: (await staffMembers(locals.ctx, ['worker', 'head'])).find(({ id }) => id === workerId)?.name ?? '' };
		});
		return 'done' in result ? { given } : result;
	}
};
