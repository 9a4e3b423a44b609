import { permissions, saveTeam } from '#modules/volunteers/index.ts';
import { teamValues } from '#modules/volunteers/volunteers.forms.ts';
import { demand } from '#platform/access.ts';
import { formAction } from '#platform/web/forms.ts';
import { communityChoices } from '../../communities.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	demand(locals.ctx.actor, permissions.keep);
	return { communities: await communityChoices(locals.ctx, permissions.keep) };
};

export const actions: Actions = {
	default: ({ locals, request }) => formAction(request, async (values) => `/desk/volunteers/teams/${(await saveTeam(locals.ctx, teamValues(values) as never)).id}`)
};
