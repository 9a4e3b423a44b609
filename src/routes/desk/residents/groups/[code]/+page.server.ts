import { listCommunities } from '#modules/areas/index.ts';
import { groupCount, groupList, scopeOf } from '#modules/residents/index.ts';
import type { PageServerLoad } from './$types';
import { groupFilterOf } from './filter.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx } = locals;
	const filter = groupFilterOf(params.code, url.searchParams);
	const [list, count, communities] = await Promise.all([groupList(ctx, { ...filter, cursor: url.searchParams.get('cursor') || null }), groupCount(ctx, filter), listCommunities(ctx, {})]);
	const scope = scopeOf(ctx.actor);
	const named = (each: { name: string; nameEn: string }) => (ctx.locale === 'en' && each.nameEn) || each.name;
	const options = (list.type?.sensitivity === 'health' ? [] : (list.type?.kinds ?? [])).map((each) => ({ value: each.code, label: named(each) }));
	return {
		...filter,
		name: list.type ? named(list.type) : null,
		source: list.type?.source ?? null,
		reviewMonths: list.type?.reviewMonths ?? null,
		recorded: list.type !== null,
		sealed: list.type?.sensitivity === 'health' && (list.type.kinds.length > 0 || list.type.grades.length > 0),
		kinds: options,
		allKinds: (list.type?.kinds ?? []).map((each) => ({ value: each.code, label: named(each) })),
		allGrades: (list.type?.grades ?? []).map((each) => ({ value: each.code, label: named(each) })),
		lines: list.items,
		next: list.next,
		count,
		communities: communities.filter(({ id }) => scope === 'all' || scope.includes(id)).map((each) => ({ id: each.id, name: named(each) }))
	};
};
