import { addVisitPhoto, MOST_PHOTOS, recordVisit, visitsTab } from '#modules/care/index.ts';
import { toldFrom } from '#modules/care/ui/visits/visit-values.ts';
import { openPage } from '#modules/residents/index.ts';
import { AppError } from '#platform/errors.ts';
import type { Ctx } from '#platform/context.ts';
import { newId } from '#platform/ids.ts';
import { formAction } from '#platform/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const tab = await visitsTab(locals.ctx, params.person);
	// Looking at somebody's visits is looking at their record.
	await openPage(locals.ctx, tab.person.id);
	return tab;
};

export const actions: Actions = {
	record: ({ locals, params, request }) =>
		formAction(request, async (values) => {
			const { id, doorId, requests, pending } = await recordVisit(locals.ctx, toldFrom(values, { id: String(values.id), personId: params.person }));
			const failed = await keepPhotos(locals.ctx, id, values.photos);
			const more = new URLSearchParams({ done: id, ...(failed && { photos: 'failed' }), ...(doorId && { door: doorId }), ...(requests.length && { requests: requests.join(' ') }), ...(pending && { pending: '1' }) });
			return `/desk/visits?${more}`;
		})
};

/** The visit stands, whatever becomes of its photos. @returns whether one was not kept */
async function keepPhotos(ctx: Ctx, visitId: string, files: unknown): Promise<boolean> {
	let failed = false;
	for (const file of (Array.isArray(files) ? files : []).filter((each): each is File => each instanceof File).slice(0, MOST_PHOTOS))
		await addVisitPhoto(ctx, { visitId, photoId: newId(), bytes: Buffer.from(await file.arrayBuffer()) }).catch((error: unknown) => {
			if (!(error instanceof AppError)) throw error;
			failed = true;
		});
	return failed;
}
