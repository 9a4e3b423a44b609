import { error } from '@sveltejs/kit';
import { acceptProblems, applyImport, checkImport, decideImportRow, decideRest, dropImport, importById, importChoices, importRows, importScope, undoImport } from '#modules/residents/index.ts';
import { columnChoices, importFields, isRowFilter, tableChoices } from '#modules/residents/index.ts';
import { listCommunities } from '#modules/areas/index.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params, url }) => {
	if (!isId(params.id)) error(404);
	const record = await importById(ctx, { id: params.id });
	const { sheets: _, choices: __, ...shown } = record;
	const choosing = record.own && (record.state === 'read' || record.state === 'failed' || (record.state === 'checked' && url.searchParams.has('columns')));
	const show = url.searchParams.get('show') ?? '';
	const filter = isRowFilter(show) ? show : record.counts.errors ? 'errors' : record.counts.undecided ? 'undecided' : 'all';
	const withRows = record.own && !choosing && (record.state === 'checked' || record.state === 'applied');
	const tables = url.searchParams.has('table') ? tableChoices(url.searchParams.getAll('table')) : undefined;
	const [choices, rows, communities] = await Promise.all([
		choosing ? importChoices(ctx, { id: params.id, tables }) : null,
		withRows ? importRows(ctx, { id: params.id, show: filter, after: Number(url.searchParams.get('after')) || 0, limit: 30 }) : null,
		choosing ? listCommunities(ctx, {}) : []
	]);
	const scope = importScope(ctx.actor);
	return {
		record: shown,
		accepted: record.choices?.accepted ?? [],
		choices: choices && {
			sheets: choices.record.sheets,
			tables: choices.tables.map((place) => place.join('.')),
			columns: choices.columns.map(({ look: _look, others: _others, ...column }) => column),
			remembered: choices.remembered,
			dropped: choices.dropped,
			consents: choices.consents,
			statedOn: choices.statedOn
		},
		fields: choosing ? importFields : [],
		communities: communities.filter(({ id }) => scope === 'all' || scope.includes(id)).map(({ id, name, nameEn }) => ({ value: id, label: (ctx.locale === 'en' && nameEn) || name })),
		filter,
		rows: rows && { items: rows.items.map(({ values: _values, ...row }) => row), next: rows.next, counts: rows.counts, acceptable: rows.acceptable, dropped: rows.dropped, consents: rows.consents }
	};
};

export const actions: Actions = {
	check: ({ request, locals: { ctx }, params }) =>
		formAction(request, async (values, data) => {
			await checkImport(ctx, { id: params.id, version: String(values.version), tables: tableChoices(data.getAll('table')), columns: columnChoices(values), statedOn: String(values.statedOn ?? ''), communityId: values.communityId });
			return `/desk/residents/import/${params.id}`;
		}),
	decide: ({ request, locals: { ctx }, params }) =>
		formAction(request, async (values) => void (await decideImportRow(ctx, { id: params.id, rowNo: String(values.rowNo), decision: (values.decision ?? null) as 'create', personId: values.personId }))),
	rest: ({ request, locals: { ctx }, params }) => formAction(request, async (values) => void (await decideRest(ctx, { id: params.id, decision: values.decision as 'create' }))),
	accept: ({ request, locals: { ctx }, params }) => formAction(request, async (values) => void (await acceptProblems(ctx, { id: params.id, codes: (values.codes ?? []) as [] }))),
	apply: ({ request, locals: { ctx }, params }) =>
		formAction(request, async () => {
			await applyImport(ctx, { id: params.id });
			return `/desk/residents/import/${params.id}`;
		}),
	undo: ({ request, locals: { ctx }, params }) =>
		formAction(request, async () => {
			await undoImport(ctx, { id: params.id });
			return `/desk/residents/import/${params.id}`;
		}),
	drop: ({ request, locals: { ctx }, params }) =>
		formAction(request, async () => {
			await dropImport(ctx, { id: params.id });
			return '/desk/residents/import';
		})
};
