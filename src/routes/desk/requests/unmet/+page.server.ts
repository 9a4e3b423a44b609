import { listCommunities } from '#modules/areas/index.ts';
import { listTerms } from '#modules/directory/index.ts';
import { handleMisses, missesByTerm, missList } from '#modules/requests/index.ts';
import { invalid } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const get = (name: string) => url.searchParams.get(name) || null;
	const filter = { communityId: get('community'), term: get('term'), handled: url.searchParams.has('handled') };
	const [byTerm, single, communities, terms] = await Promise.all([
		filter.term ? [] : missesByTerm(ctx, filter),
		filter.term || filter.handled ? missList(ctx, { ...filter, cursor: get('cursor'), limit: 50 }) : null,
		listCommunities(ctx, {}),
		listTerms(ctx, { retired: true })
	]);
	const named = new Map(terms.map((term) => [term.code, ctx.locale === 'en' ? term.en || term.zh : term.zh]));
	return {
		term: filter.term,
		handled: filter.handled,
		community: filter.communityId,
		communities: communities.map((each) => ({ id: each.id, name: (ctx.locale === 'en' && each.nameEn) || each.name })),
		// A new term may have been used before it was named here; its code is better than nothing.
		groups: byTerm.map((group) => ({ ...group, name: group.term ? (named.get(group.term) ?? group.term) : null })),
		termName: filter.term && filter.term !== 'none' ? (named.get(filter.term) ?? filter.term) : null,
		single: single && { items: single.items.map((miss) => ({ ...miss, termName: miss.term ? (named.get(miss.term) ?? miss.term) : null })), next: single.next },
		saved: get('saved')
	};
};

export const actions: Actions = {
	handle: ({ locals, request }) =>
		formAction(request, async (values) => {
			const outcome = String(values.outcome ?? '');
			const note = typeof values.note === 'string' ? values.note : '';
			if (outcome === 'not_ours' && !note.trim()) throw invalid([{ path: 'note', code: 'requests.reasonMissing' }]);
			const ids = Array.isArray(values.ids) ? (values.ids as string[]) : undefined;
			const term = typeof values.term === 'string' ? values.term : '';
			// What nobody could name is many things; they are handled one by one.
			if (!ids && term === 'none') throw invalid([{ path: 'ids', code: 'platform.required' }]);
			const { handled } = await handleMisses(locals.ctx, { ...(term && { term }), ...(ids && { ids }), outcome: outcome as 'planned', note });
			return `/desk/requests/unmet?saved=${handled}`;
		})
};
