import { error } from '@sveltejs/kit';
import { modules } from '#app/registry.ts';
import { fillById } from '#modules/residents/index.ts';
import { isId } from '#platform/ids.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params, url }) => {
	if (!isId(params.fill) || !isId(params.id)) error(404);
	const fill = await fillById(ctx, { id: params.fill });
	if (fill.formId !== params.id) error(404);
	const measures = new Map(modules.flatMap((module) => module.measures ?? []).map((measure) => [measure.key, measure]));
	const behind = fill.figures.find(({ reference, sheet }) => `${sheet}!${reference}` === url.searchParams.get('behind'));
	const measure = behind?.source.startsWith('measure:') ? measures.get(behind.source.slice(8)) : undefined;
	const records = measure && fill.from && fill.to ? await measure.records(ctx, { period: { from: fill.from, to: fill.to }, communityId: fill.communityId, part: 'numerator', cursor: url.searchParams.get('cursor') }) : null;
	return {
		fill,
		titles: Object.fromEntries([...measures].map(([key, { title }]) => [key, title[ctx.locale]])),
		behind: behind && records ? { ...behind, records } : null
	};
};
