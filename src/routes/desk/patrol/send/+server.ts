import { registerPatrol } from '#modules/requests/index.ts';
import { formValues, readForm } from '#platform/web/forms.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** A case from the phone's queue; sent again, it finds the same one. */
export const POST: RequestHandler = async ({ locals, request }) => {
	try {
		const { id, number } = await registerPatrol(locals.ctx, formValues(await readForm(request)), locals.subdistrict?.timeZone ?? 'Asia/Shanghai');
		return Response.json({ id, number });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
