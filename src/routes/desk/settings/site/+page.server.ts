import { permissions, saveSiteSettings, siteSettings } from '#modules/site/index.ts';
import { demand } from '#platform/access.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	demand(locals.ctx.actor, permissions.edit);
	return { settings: await siteSettings(locals.ctx, {}), saved: url.searchParams.has('saved') };
};

export const actions: Actions = {
	default: ({ request, locals }) =>
		formAction(request, async (values) => {
			await saveSiteSettings(locals.ctx, values);
			return '/desk/settings/site?saved=1';
		})
};
