import { FIELD_GROUPS, openPage, reveal } from '#modules/residents/index.ts';
import { formAction } from '#platform/web/forms.ts';
import { safeNext } from '#platform/web/sign-in.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/* Another module's page about the person sends here and gets its reader back. */
const backTo = (url: URL, id: string) => safeNext(url.searchParams.get('next'), `/desk/residents/${id}`);

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const person = await openPage(locals.ctx, params.id);
	if ('mergedInto' in person) redirect(303, `/desk/residents/${person.mergedInto}/reveal${url.search}`);
	const group = FIELD_GROUPS.find((each) => each === url.searchParams.get('group')) ?? null;
	// What is asked for is open already, or there is nothing to open.
	if (group ? !person.revealable.includes(group) : !person.revealable.length) redirect(303, backTo(url, person.id));
	return { id: person.id, name: person.fields.name.value, group, groups: person.revealable };
};

export const actions: Actions = {
	/* The values themselves stand on the person's page while it lasts. */
	default: ({ locals, params, url, request }) =>
		formAction(request, async (values) => {
			const reasonCode = values.reasonCode === 'other' ? undefined : values.reasonCode;
			await reveal(locals.ctx, { id: params.id, fieldGroup: values.group ?? url.searchParams.get('group'), reasonCode, reason: values.reason ?? '' } as never);
			return backTo(url, params.id);
		})
};
