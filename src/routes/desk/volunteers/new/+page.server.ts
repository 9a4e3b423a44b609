import { personCard } from '#modules/residents/index.ts';
import { permissions, registerVolunteer } from '#modules/volunteers/index.ts';
import { text, volunteerValues } from '#modules/volunteers/volunteers.forms.ts';
import { demand } from '#platform/access.ts';
import { isId, newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import { communityChoices } from '../communities.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	demand(ctx.actor, permissions.keep);
	const asked = url.searchParams.get('person');
	const card = isId(asked) ? await personCard(ctx, { id: asked }) : null;
	return { clientId: newId(), communities: await communityChoices(ctx, permissions.keep), person: card && { id: card.id, name: card.name, communityId: card.communityId } };
};

export const actions: Actions = {
	default: ({ locals, request, url }) =>
		formAction(request, async (values) => {
			const asked = url.searchParams.get('person');
			const way = text(values.way) === 'paper' ? 'paper' : 'desk';
			const { id } = await registerVolunteer(locals.ctx, { ...volunteerValues(values), personId: isId(asked) ? asked : null, way } as never);
			return `/desk/volunteers/${id}?done=new`;
		})
};
