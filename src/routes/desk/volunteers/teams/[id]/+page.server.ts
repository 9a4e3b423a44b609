import { addMember, endTeam, getTeam, removeMember, saveTeam } from '#modules/volunteers/index.ts';
import { teamValues, text } from '#modules/volunteers/volunteers.forms.ts';
import { formAction } from '#platform/web/forms.ts';
import { communityChoices } from '../../communities.server.ts';
import { findVolunteer } from '../../find.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params }) => {
	const [team, communities] = await Promise.all([getTeam(ctx, { id: params.id }), communityChoices(ctx)]);
	return { team, communities };
};

const here = (id: string) => `/desk/volunteers/teams/${id}`;

export const actions: Actions = {
	find: findVolunteer,
	save: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await saveTeam(locals.ctx, { ...teamValues(values), id: params.id, version: Number(values.version) } as never);
			return here(params.id);
		}),
	add: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await addMember(locals.ctx, { teamId: params.id, volunteerId: text(values.volunteerId), role: (text(values.role) || 'member') as 'member' });
			return here(params.id);
		}),
	remove: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await removeMember(locals.ctx, { teamId: params.id, volunteerId: text(values.volunteerId) });
			return here(params.id);
		}),
	end: ({ locals, request, params }) =>
		formAction(request, async (values) => {
			await endTeam(locals.ctx, { id: params.id, ended: values.ended === 'true' });
			return here(params.id);
		})
};
