import { entryForm, permissions, readEntryForm, saveService } from '#modules/directory/index.ts';
import { demand } from '#platform/access.ts';
import { isId } from '#platform/ids.ts';
import { choicesFor, entryAction } from '../entry.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	demand(locals.ctx.actor, permissions.edit);
	const choices = await choicesFor(locals.ctx);
	const organization = url.searchParams.get('organization');
	return { ...choices, fields: entryForm({ organizationId: isId(organization) ? organization : '', communityId: choices.whole ? null : (choices.keepers[0] ?? null) }) };
};

export const actions: Actions = {
	default: ({ request, locals }) =>
		entryAction(request, async (values) => {
			const { id } = await saveService(locals.ctx, { ...readEntryForm(values), assured: values.assured === '1' } as never);
			return `/desk/directory/${id}?done=1`;
		})
};
