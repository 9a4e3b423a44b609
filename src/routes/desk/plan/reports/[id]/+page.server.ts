import { error } from '@sveltejs/kit';
import { counterpart, getReport, listReports, removeReport, writeReport } from '#modules/plan/index.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';
import { otherReport } from './other.server.ts';

export const load: PageServerLoad = async ({ locals: { ctx }, params, url }) => {
	if (!isId(params.id)) error(404);
	const [report, other, reports] = await Promise.all([getReport(ctx, { id: params.id }), otherReport(ctx, url), listReports(ctx, {})]);
	const before = other && Object.fromEntries(report.figures.goals.flatMap((goal) => goal.targets).map((target) => [target.id, counterpart(target, other.figures)]));
	return { report, other: other && { id: other.id, title: other.title }, before, others: reports.filter(({ id }) => id !== report.id) };
};

export const actions: Actions = {
	write: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			const { version, title, intro, closing } = values as Record<string, string>;
			const goals = typeof values.goals === 'object' && values.goals !== null ? (values.goals as Record<string, string>) : {};
			await writeReport(locals.ctx, { id: params.id, version: Number(version), title: title ?? '', intro: intro ?? '', closing: closing ?? '', goals });
		}),
	remove: ({ locals, request, params }) =>
		formAction(request, async () => {
			const { plan } = await getReport(locals.ctx, { id: params.id });
			await removeReport(locals.ctx, { id: params.id });
			return `/desk/plan/reports?plan=${plan.id}&removed=${params.id}`;
		})
};
