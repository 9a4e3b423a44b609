import { listTeams, listVolunteers } from '#modules/volunteers/index.ts';
import { communityChoices } from './communities.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const of = (name: string) => url.searchParams.get(name) || null;
	const filter = { q: of('q') ?? '', communityId: of('community'), identity: of('identity'), skill: of('skill'), teamId: of('team'), state: of('state') ?? 'active' };
	const [list, communities, teams] = await Promise.all([listVolunteers(ctx, { ...filter, cursor: of('cursor'), limit: 50 } as never), communityChoices(ctx), listTeams(ctx, {})]);
	return { filter, lines: list.items, next: list.next, communities, teams: teams.map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name })) };
};
