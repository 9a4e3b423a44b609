import { contactFields, decideChange, getChange } from '#modules/directory/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!isId(params.id)) throw notFound('changeRequest');
	return { change: await getChange(locals.ctx, { id: params.id }) };
};

export const actions: Actions = {
	default: ({ request, locals, params }) =>
		formAction(request, async (values) => {
			const chosen = Array.isArray(values.accept) ? values.accept : [];
			const accept = values.all === 'none' ? [] : contactFields.filter((field) => values.all === 'every' || chosen.includes(field));
			await decideChange(locals.ctx, { id: params.id, accept: [...accept], reason: values.reason as string | undefined });
			return '/desk/directory/changes?done=1';
		})
};
