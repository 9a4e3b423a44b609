import { getOrganization, permissions, phonesOf, saveOrganization } from '#modules/directory/index.ts';
import { demand } from '#platform/access.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import { choicesFor } from '../../entry.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	demand(locals.ctx.actor, permissions.edit);
	if (params.id !== 'new' && !isId(params.id)) throw notFound('organization');
	const { communities, keepers, whole } = await choicesFor(locals.ctx);
	return { communities, keepers, whole, organization: params.id === 'new' ? null : await getOrganization(locals.ctx, { id: params.id }) };
};

export const actions: Actions = {
	default: ({ request, locals, params }) =>
		formAction(request, async (values) => {
			const known = params.id === 'new' ? null : await getOrganization(locals.ctx, { id: params.id });
			const { phones, version, ...rest } = values as Record<string, string | undefined>;
			const { id } = await saveOrganization(locals.ctx, { ...rest, externalId: known?.externalId ?? null, ...(known && { id: known.id, version }), phones: phonesOf(phones ?? '') } as never);
			return known ? '/desk/directory/organizations?done=1' : `/desk/directory/new?organization=${id}`;
		})
};
