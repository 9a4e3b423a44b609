import { listTeams, listVolunteers } from '#modules/volunteers/index.ts';
import { communityChoices } from './communities.server.ts';
import { readForm } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** The filter stands in the address; what is looked for does not. */
function filterOf(query: URLSearchParams) {
	const of = (name: string) => query.get(name) || null;
	return { communityId: of('community'), identity: of('identity'), skill: of('skill'), teamId: of('team'), state: of('state') ?? 'active' };
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const filter = filterOf(url.searchParams);
	const [list, communities, teams] = await Promise.all([listVolunteers(ctx, { ...filter, cursor: url.searchParams.get('cursor'), limit: 50 } as never), communityChoices(ctx), listTeams(ctx, {})]);
	return { filter, lines: list.items, next: list.next, communities, teams: teams.map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name })) };
};

export const actions: Actions = {
	/* A name or a telephone travels in the body, and stands in no address and no log. */
	find: async ({ locals, request, url }) => {
		const sent = await readForm(request);
		const q = (sent.get('q')?.toString() ?? '').trim().slice(0, 60);
		const { items, next } = await listVolunteers(locals.ctx, { ...filterOf(url.searchParams), q, cursor: sent.get('cursor')?.toString() || null, limit: 50 } as never);
		return { q, lines: items, next };
	}
};
