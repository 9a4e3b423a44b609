import { getShift } from '#modules/volunteers/index.ts';
import { formAction } from '#platform/web/forms.ts';
import { leadNumberOf, saveFromForm, shiftChoices } from '../../shift-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const shift = await getShift(locals.ctx, { id: params.id });
	return { shift, ...(await shiftChoices(locals.ctx)), leadNumber: await leadNumberOf(locals.ctx, shift.leadVolunteerId) };
};

export const actions: Actions = {
	default: ({ locals, request, params }) => formAction(request, async (values) => `/desk/volunteers/shifts/${await saveFromForm(locals.ctx, values, { id: params.id })}`)
};
