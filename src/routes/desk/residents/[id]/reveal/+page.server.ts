import { FIELD_GROUPS, openPage, reveal } from '#modules/residents/index.ts';
import { notFound } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import { safeNext } from '#platform/web/sign-in.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Back to whatever page of the desk asked for the reason; the values stand there while it lasts. */
const backTo = (url: URL, id: string): string => safeNext(url.searchParams.get('next'), `/desk/residents/${id}`);
const groupOf = (url: URL) => FIELD_GROUPS.find((each) => each === url.searchParams.get('group'));

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const group = groupOf(url);
	if (!group) throw notFound('fieldGroup');
	const person = await openPage(locals.ctx, params.id);
	if ('mergedInto' in person) redirect(303, `/desk/residents/${person.mergedInto}/reveal?group=${group}`);
	if (!person.revealable.includes(group)) redirect(303, backTo(url, person.id));
	return { id: person.id, name: person.fields.name.value, group };
};

export const actions: Actions = {
	default: ({ locals, params, url, request }) =>
		formAction(request, async (values) => {
			const code = values.reasonCode === 'other' ? undefined : values.reasonCode;
			await reveal(locals.ctx, { id: params.id, fieldGroup: groupOf(url), reasonCode: code, reason: values.reason ?? '' } as never);
			return backTo(url, params.id);
		})
};
