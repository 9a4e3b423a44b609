import { getPlan, listReports, makeReport, planToShow, removeReport } from '#modules/plan/index.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const named = url.searchParams.get('plan');
	const planId = named && isId(named) ? named : await planToShow(ctx, {});
	if (!planId) return { plan: null, removed: null, reports: [], period: { from: '', to: '' } };
	const [plan, reports] = await Promise.all([getPlan(ctx, { planId }), listReports(ctx, { planId })]);
	const yesterday = addDays(dateIn(ctx.clock.now(), locals.subdistrict?.timeZone ?? 'Asia/Shanghai'), -1);
	const to = yesterday < plan.yearStart || yesterday > plan.yearEnd ? plan.yearEnd : yesterday;
	const removed = url.searchParams.get('removed');
	return { removed: removed && isId(removed) ? removed : null, plan: { id: plan.id, title: plan.title, mayEdit: plan.mayEdit }, reports, period: { from: plan.yearStart, to } };
};

export const actions: Actions = {
	make: ({ locals, request }) =>
		formAction(request, async (values) => {
			const { planId, title, from, to } = values as Record<string, string>;
			const { id } = await makeReport(locals.ctx, { planId: planId ?? '', title: title ?? '', from: from ?? '', to: to ?? '' });
			return `/desk/plan/reports/${id}`;
		}),
	restore: ({ locals, request }) =>
		formAction(request, async (values) => {
			const id = String(values.id ?? '');
			await removeReport(locals.ctx, { id, restore: true });
			return `/desk/plan/reports/${id}`;
		})
};
