import { LEARNING, listKinds, permissions, retireKind, saveKind } from '#modules/activities/index.ts';
import { demand } from '#platform/access.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	demand(locals.ctx.actor, permissions.settings);
	return { kinds: await listKinds(locals.ctx, {}), saved: url.searchParams.has('saved') };
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const actions: Actions = {
	save: ({ request, locals }) =>
		formAction(request, async (values) => {
			await saveKind(locals.ctx, { code: text(values.code), name: text(values.name), nameEn: text(values.nameEn), mass: values.mass === 'on', learning: LEARNING.find((each) => each === values.learning) ?? null, isNew: values.form === 'new' });
			return '/desk/activities/kinds?saved=1';
		}),
	retire: ({ request, locals }) =>
		formAction(request, async (values) => {
			await retireKind(locals.ctx, { code: text(values.code), retired: values.retired === '1' });
			return '/desk/activities/kinds?saved=1';
		})
};
