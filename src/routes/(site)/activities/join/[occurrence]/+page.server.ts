import { joinForm, placePath, signUp } from '#modules/activities/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import { membersFrom } from './members.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!isId(params.occurrence)) throw notFound('occurrence');
	return { join: await joinForm(locals.ctx, params.occurrence), clientId: newId() };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const actions: Actions = {
	join: ({ locals, params, request }) =>
		formAction(request, async (values) => {
			const done = await signUp(locals.ctx, {
				occurrenceId: params.occurrence,
				clientId: textOf(values.clientId) || null,
				members: membersFrom(values),
				phone: textOf(values.phone) || null,
				livesHere: values.livesHere === 'on',
				guardian: textOf(values.guardian)
			});
			return `${placePath(done.partyId)}&done=1`;
		})
};
