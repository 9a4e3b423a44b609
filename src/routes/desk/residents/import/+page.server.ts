import { importForms, importScope, listImports, permissions, receiveSheet } from '#modules/residents/index.ts';
import { listCommunities } from '#modules/areas/index.ts';
import { demand } from '#platform/access.ts';
import { AppError } from '#platform/errors.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
	demand(ctx.actor, permissions.import);
	const [imports, forms, communities] = await Promise.all([listImports(ctx, { cursor: url.searchParams.get('cursor'), limit: 30 }), importForms(ctx, {}), listCommunities(ctx, {})]);
	const scope = importScope(ctx.actor);
	return {
		imports: imports.items,
		next: imports.next,
		forms: forms.length,
		communities: communities.filter(({ id }) => scope === 'all' || scope.includes(id)).map(({ id, name, nameEn }) => ({ value: id, label: (ctx.locale === 'en' && nameEn) || name }))
	};
};

export const actions: Actions = {
	default: ({ request, locals }) =>
		formAction(request, async (values, data) => {
			const file = data.get('file');
			if (!(file instanceof File) || file.size === 0) throw new AppError('platform.invalidInput', { status: 422, fields: [{ path: 'file', code: 'platform.required' }] });
			const { id } = await receiveSheet(locals.ctx, { name: file.name.slice(-255), bytes: new Uint8Array(await file.arrayBuffer()), communityId: values.communityId });
			return `/desk/residents/import/${id}`;
		})
};
