import { error } from '@sveltejs/kit';
import { modules } from '#app/registry.ts';
import { listCommunities } from '#modules/areas/index.ts';
import { archiveForm, CELL_SOURCES, columnSources, DERIVED_CODES, fillForm, formById, groupTypes, importScope, mapForm, mappingChoices } from '#modules/residents/index.ts';
import { addMonths, dateIn } from '#platform/dates/index.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx, subdistrict }, params }) => {
	if (!isId(params.id)) error(404);
	const [{ fileKey: _fileKey, ...form }, types, communities] = await Promise.all([formById(ctx, { id: params.id }), groupTypes(ctx, {}), listCommunities(ctx, {})]);
	const scope = importScope(ctx.actor);
	const named = ({ id, name, nameEn }: (typeof communities)[number]) => ({ value: id, label: (ctx.locale === 'en' && nameEn) || name });
	const firstOfMonth = `${dateIn(ctx.clock.now(), subdistrict?.timeZone ?? 'Asia/Shanghai').slice(0, 8)}01`;
	return {
		form,
		columns: columnSources,
		cells: CELL_SOURCES,
		derived: DERIVED_CODES,
		recorded: types.filter(({ active }) => active).map(({ code, name, nameEn }) => ({ value: code, label: (ctx.locale === 'en' && nameEn) || name })),
		measures: modules.flatMap((module) => module.measures ?? []).map(({ key, title }) => ({ value: key, label: title[ctx.locale] })),
		communities: communities.filter(({ id }) => scope === 'all' || scope.includes(id)).map(named),
		names: Object.fromEntries(communities.map((community) => [community.id, named(community).label])),
		whole: scope === 'all',
		// The month before this one: what is reported at its beginning.
		period: { from: addMonths(firstOfMonth, -1), to: firstOfMonth }
	};
};

export const actions: Actions = {
	map: ({ request, locals: { ctx }, params }) =>
		formAction(request, async (values) => {
			await mapForm(ctx, { id: params.id, version: String(values.version), name: String(values.name ?? ''), issuer: String(values.issuer ?? ''), mapping: mappingChoices(values) });
			return `/desk/residents/forms/${params.id}?saved=1`;
		}),
	fill: ({ request, locals: { ctx }, params }) =>
		formAction(request, async (values) => {
			const { id } = await fillForm(ctx, { id: params.id, communityId: values.communityId, from: String(values.from ?? ''), to: String(values.to ?? ''), reason: String(values.reason ?? ''), measures: modules.flatMap((module) => module.measures ?? []) });
			return `/desk/residents/forms/${params.id}/${id}`;
		}),
	archive: ({ request, locals: { ctx }, params }) =>
		formAction(request, async () => {
			await archiveForm(ctx, { id: params.id });
			return '/desk/residents/forms';
		})
};
