import { entryForm, listOwnServices, organizationsOf, ownOrganizationNames, proposeChange, readEntryForm } from '#modules/directory/index.ts';
import { notFound } from '#platform/errors.ts';
import { entryAction } from '../../directory/entry.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const services = await listOwnServices(locals.ctx, {});
	const service = services.find(({ id }) => id === params.id);
	if (!service && params.id !== 'new') throw notFound('service');
	return { name: service?.name ?? '', organizations: await ownOrganizationNames(locals.ctx, {}), fields: entryForm(service ?? { organizationId: organizationsOf(locals.ctx.actor)[0] ?? '' }) };
};

export const actions: Actions = {
	default: ({ request, locals, params }) =>
		entryAction(request, async (values) => {
			await proposeChange(locals.ctx, { service: { ...readEntryForm(values), ...(params.id !== 'new' && { id: params.id }) } as never, note: values.proposalNote as string | undefined });
			return `/desk/mine?done=${params.id}`;
		})
};
