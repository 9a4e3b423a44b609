import { listCommunities } from '#modules/areas/index.ts';
import { guardianAge, joinVolunteers, listTeams, myVolunteering, ownGround } from '#modules/volunteers/index.ts';
import { text, volunteerValues } from '#modules/volunteers/volunteers.forms.ts';
import { newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	if (ctx.actor.kind !== 'user') redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
	const [own, teams, communities, { missing }, minorsBelow] = await Promise.all([myVolunteering(ctx, {}), listTeams(ctx, {}), listCommunities(ctx, {}), ownGround(ctx), guardianAge(ctx, {})]);
	const say = (zh: string, en: string) => (ctx.locale === 'en' && en) || zh;
	// A child is registered at the counter with a parent, so the children's team is joined there.
	const open = teams.filter(({ forIdentities }) => !forIdentities.includes('pioneer'));
	return { registered: own !== null, missing, minorsBelow, clientId: newId(), communities: communities.map(({ id, name, nameEn }) => ({ id, name: say(name, nameEn) })), teams: open.map(({ id, name, nameEn }) => ({ id, name: say(name, nameEn) })) };
};

export const actions: Actions = {
	default: ({ locals, request }) =>
		formAction(request, async (values) => {
			await joinVolunteers(locals.ctx, { ...volunteerValues(values), teamId: text(values.teamId) || null } as never);
			return '/my/volunteering?done=joined';
		})
};
