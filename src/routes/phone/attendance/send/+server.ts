import { takeArrivals } from '#modules/activities/index.ts';
import { apiError } from '#platform/web/api.ts';
import { AppError } from '#platform/errors.ts';
import type { RequestHandler } from './$types';

/** Sealed arrivals from a phone, sent by whoever holds it: the tickets inside say whose they are. Answered one by one. */
export const POST: RequestHandler = async ({ locals, request }) => {
	try {
		const body = (await request.json().catch((cause: unknown) => {
			throw new AppError('platform.notJson', { cause });
		})) as unknown;
		return Response.json({ envelopes: await takeArrivals(locals.ctx, body) });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
