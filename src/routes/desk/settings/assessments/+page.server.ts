import { assessmentSettings, FORMS, permissions, settleForm } from '#modules/care/index.ts';
import { demand } from '#platform/access.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	demand(locals.ctx.actor, permissions.configure);
	const settled = await assessmentSettings(locals.ctx, {});
	return {
		forms: FORMS.filter((form) => form.settings.length > 0).map(({ key, version, name, source, settings, levels }) => ({ key, version, name, standard: source.standard, settings, levels })),
		settled,
		saved: url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	default: ({ locals, request }) =>
		formAction(request, async (values) => {
			await settleForm(locals.ctx, values as Parameters<typeof settleForm>[1]);
			return '/desk/settings/assessments?saved=1';
		})
};
