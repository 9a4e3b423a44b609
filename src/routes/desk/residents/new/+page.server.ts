import { listCommunities } from '#modules/areas/index.ts';
import { addPerson, editScope, groundsOf, listPurposes, permissions } from '#modules/residents/index.ts';
import { demand } from '#platform/access.ts';
import { newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { ctx } = locals;
	demand(ctx.actor, permissions.edit);
	const scope = editScope(ctx.actor);
	const communities = (await listCommunities(ctx, {})).filter(({ id }) => scope === 'all' || scope.includes(id));
	return { clientId: newId(), withheld: [...groundsOf(await listPurposes(ctx, {})).keys()], communities: communities.map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name })) };
};

export const actions: Actions = {
	default: ({ locals, request }) =>
		formAction(request, async (values) => {
			const { id } = await addPerson(locals.ctx, { clientId: values.clientId, communityId: values.communityId, fields: values.fields ?? {}, source: values.source ?? {}, ask: values.newAnyway !== '1' } as never);
			return `/desk/residents/${id}?done=new`;
		})
};
