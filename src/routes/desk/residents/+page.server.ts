import { land } from '#modules/areas/index.ts';
import { DERIVED_CODES, groupTags, groupTypes, permissions, scopeOf, searchPeople, type Found } from '#modules/residents/index.ts';
import { columnsOf, COLUMNS_COOKIE } from '#modules/residents/ui/columns.ts';
import { mayCall } from '#platform/access.ts';
import type { Ctx } from '#platform/context.ts';
import { formAction, readForm } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';
import { filterFields, filterOf } from './filter.ts';

const keyOf = (word: unknown) => (typeof word === 'string' && /^[a-z]\.[0-9a-f-]{36}$/.test(word) ? word : null);

/* Each line with its groups. */
async function withGroups(ctx: Ctx, found: Found) {
	const tags = await groupTags(ctx, { ids: found.items.filter(({ seeing }) => seeing !== 'other_staff').map(({ id }) => id) });
	return { ...found, items: found.items.map((card) => ({ ...card, groups: tags.get(card.id) ?? null })) };
}

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
	const { ctx } = locals;
	const filter = filterOf(url.searchParams);
	const after = keyOf(url.searchParams.get('after'));
	// The answer to posted words shows what they found, not the list.
	const [all, types, found] = await Promise.all([land(ctx), groupTypes(ctx, {}), url.searchParams.has('/find') ? null : searchPeople(ctx, { ...filter, after }).then((page) => withGroups(ctx, page))]);
	const scope = scopeOf(ctx.actor);
	const within = (communityId: string) => scope === 'all' || scope.includes(communityId);
	const named = (each: { name: string; nameEn: string }) => (ctx.locale === 'en' && each.nameEn) || each.name;
	return {
		found,
		filter,
		filterFields: filterFields(filter),
		after,
		columns: columnsOf(cookies.get(COLUMNS_COOKIE)),
		mayAdd: mayCall(ctx.actor, permissions.edit),
		mayExport: mayCall(ctx.actor, permissions.export),
		communities: all.communities.map((each) => ({ id: each.id, name: named(each), own: within(each.id) })),
		compounds: all.compounds.filter(({ communityId }) => within(communityId)).map((each) => ({ id: each.id, name: named(each), communityId: each.communityId })),
		groups: { recorded: types.filter(({ active }) => active).map((type) => ({ code: type.code, name: named(type) })), derived: [...DERIVED_CODES] }
	};
};

export const actions: Actions = {
	/* A name, a telephone or an ID number travels in the body, and stands in no address and no log. */
	find: async ({ locals, request, url }) => {
		let words = '';
		let found: Awaited<ReturnType<typeof withGroups>> | null = null;
		const answer = await formAction(request, async (values) => {
			words = String(values.words ?? '').slice(0, 100);
			found = await withGroups(locals.ctx, await searchPeople(locals.ctx, { ...filterOf(url.searchParams), words, after: keyOf(values.after) }));
		});
		return found ? { words, found } : answer;
	},

	columns: async ({ request, cookies, url }) => {
		const chosen = (await readForm(request)).getAll('column').map(String);
		cookies.set(COLUMNS_COOKIE, columnsOf(chosen.join()).join(), { path: '/desk/residents', maxAge: 365 * 24 * 3600, httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' });
		return { columns: true as const };
	}
};
