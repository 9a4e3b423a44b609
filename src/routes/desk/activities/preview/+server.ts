import { previewTimes, readResources, readSchedule } from '#modules/activities/index.ts';
import { findAddress, land } from '#modules/areas/index.ts';
import { AppError } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import { formValues, readForm } from '#platform/web/forms.ts';
import type { RequestHandler } from './$types';

/** When a half-filled form would take place and what it would meet; null while it does not say when. */
export const POST: RequestHandler = async ({ locals, request }) => {
	try {
		const values = formValues(await readForm(request));
		const building = typeof values.building === 'string' ? (findAddress(await land(locals.ctx), values.building, 1)[0]?.building?.id ?? null) : null;
		const preview = await previewTimes(locals.ctx, {
			...readSchedule(values),
			id: isId(values.id) ? values.id : null,
			resources: readResources(values),
			place: typeof values.place === 'string' ? values.place : '',
			buildingId: building
		});
		return Response.json(preview);
	} catch (error) {
		return error instanceof AppError && error.status === 422 ? Response.json(null) : apiError(locals.ctx, error);
	}
};
