import { notFound } from '#platform/errors.ts';
import { fileResponse } from '#platform/files/index.ts';
import { unseal } from '#platform/secrets.ts';
import { apiError } from '#platform/web/api.ts';
import { PHOTO_TICKET } from '../../same.ts';
import type { RequestHandler } from './$types';

/** A small picture of a public thing, for whoever was shown it: the ticket was sealed by us. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	try {
		return await fileResponse(keyOf(params.ticket), { ifNoneMatch: request.headers.get('if-none-match') });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};

function keyOf(ticket: string): string {
	try {
		return unseal(ticket, PHOTO_TICKET);
	} catch {
		throw notFound('file');
	}
}
