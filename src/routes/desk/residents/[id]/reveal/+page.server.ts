import { FIELD_GROUPS, openPage, reveal } from '#modules/residents/index.ts';
import { notFound } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const groupOf = (url: URL) => FIELD_GROUPS.find((each) => each === url.searchParams.get('group'));

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const group = groupOf(url);
	if (!group) throw notFound('fieldGroup');
	const person = await openPage(locals.ctx, params.id);
	if ('mergedInto' in person) redirect(303, `/desk/residents/${person.mergedInto}/reveal?group=${group}`);
	if (!person.revealable.includes(group)) redirect(303, `/desk/residents/${person.id}`);
	return { id: person.id, name: person.fields.name.value, group };
};

export const actions: Actions = {
	/* The values themselves stand on the person's page while it lasts. */
	default: ({ locals, params, url, request }) =>
		formAction(request, async (values) => {
			const code = values.reasonCode === 'other' ? undefined : values.reasonCode;
			await reveal(locals.ctx, { id: params.id, fieldGroup: groupOf(url), reasonCode: code, reason: values.reason ?? '' } as never);
			return `/desk/residents/${params.id}`;
		})
};
