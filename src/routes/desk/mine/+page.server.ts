import { listOwnChanges, listOwnServices, withdrawChange } from '#modules/directory/index.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [services, changes] = await Promise.all([listOwnServices(locals.ctx, {}), listOwnChanges(locals.ctx, {})]);
	return {
		services: services.map(({ id, name, description, status, kind, assuredOn, organization }) => ({ id, name, description, status, kind, assuredOn, organizationName: organization.name })),
		changes,
		waiting: changes.filter(({ status }) => status === 'open').map(({ serviceId }) => serviceId),
		done: url.searchParams.get('done')
	};
};

export const actions: Actions = {
	withdraw: ({ request, locals }) =>
		formAction(request, async (values) => {
			await withdrawChange(locals.ctx, { id: String(values.id ?? '') });
			return '/desk/mine?done=withdrawn';
		})
};
