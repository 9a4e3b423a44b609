import { addProgramme } from '#modules/activities/index.ts';
import { formAction } from '#platform/web/forms.ts';
import { ownCommunities } from '../own-communities.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ownCommunities(locals.ctx);

export const actions: Actions = {
	default: ({ locals, request }) =>
		formAction(request, async (values) => {
			const { id } = await addProgramme(locals.ctx, { ...values, title: (values.title as string | undefined) ?? '' });
			return `/desk/activities/programmes/${id}`;
		})
};
