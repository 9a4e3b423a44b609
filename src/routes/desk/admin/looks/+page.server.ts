import { auditLooks, FIELD_GROUPS, lookAnomalies } from '#modules/residents/index.ts';
import { isDate } from '#platform/dates/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const of = (name: string) => url.searchParams.get(name) || null;
	const odd = (['out_of_area', 'night'] as const).find((kind) => kind === of('odd')) ?? null;
	const what = (['page', 'reveal', 'print', 'export', 'visit_list', 'form'] as const).find((kind) => kind === of('what')) ?? null;
	const fieldGroup = FIELD_GROUPS.find((group) => group === of('group')) ?? null;
	const [from, to] = ['from', 'to'].map((name) => (isDate(of(name) ?? '') ? of(name) : null));
	const [list, anomalies] = await Promise.all([auditLooks(ctx, { odd, what, fieldGroup, byId: of('by'), from, to, cursor: of('cursor') }), lookAnomalies(ctx, {})]);
	return { looks: list.items, next: list.next, anomalies, odd, what, fieldGroup, from, to, by: of('by') };
};
