import { getShift } from '#modules/volunteers/index.ts';
import { formAction } from '#platform/web/forms.ts';
import { saveFromForm, shiftChoices } from '../../shift-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({ shift: await getShift(locals.ctx, { id: params.id }), ...(await shiftChoices(locals.ctx)) });

export const actions: Actions = {
	default: ({ locals, request, params }) => formAction(request, async (values) => `/desk/volunteers/shifts/${await saveFromForm(locals.ctx, values, { id: params.id })}`)
};
