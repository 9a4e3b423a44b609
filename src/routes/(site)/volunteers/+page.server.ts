import { listCommunities } from '#modules/areas/index.ts';
import { chooseTeam, listTeams, mySchedule, myVolunteering, openShifts } from '#modules/volunteers/index.ts';
import { text } from '#modules/volunteers/volunteers.forms.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const of = (name: string) => url.searchParams.get(name) || null;
	const signedIn = ctx.actor.kind === 'user';
	const [list, teams, communities, own, schedule] = await Promise.all([
		openShifts(ctx, { communityId: of('community'), category: of('category') as never, cursor: of('cursor'), limit: 20 }),
		listTeams(ctx, {}),
		listCommunities(ctx, {}),
		signedIn ? myVolunteering(ctx, {}) : null,
		signedIn ? mySchedule(ctx, {}) : null
	]);
	return {
		filter: { community: of('community'), category: of('category') },
		shifts: list.items,
		next: list.next,
		teams,
		communities: communities.map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name })),
		may: (!signedIn ? 'signIn' : own ? 'signUp' : 'join') as 'signIn' | 'signUp' | 'join',
		mine: schedule?.shiftIds ?? [],
		skills: own?.skills ?? [],
		ownTeams: own?.teams.map(({ id }) => id) ?? []
	};
};

export const actions: Actions = {
	team: ({ locals, request }) =>
		formAction(request, async (values) => {
			await chooseTeam(locals.ctx, { teamId: text(values.teamId), join: values.join === 'true' });
			return '/volunteers#teams';
		})
};
