import { checkCertificate } from '#modules/activities/index.ts';
import { AppError } from '#platform/errors.ts';
import { limit } from '#platform/rate-limit.ts';
import type { PageServerLoad } from './$types';

/** By number, from the code on the paper or typed in. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const number = (url.searchParams.get('number') ?? '').trim().slice(0, 20);
	if (!number) return { number, found: null };
	await limit(locals.ctx, 'activities.check', locals.ctx.ip ?? 'unknown', 120, 3600);
	const found = await checkCertificate(locals.ctx, { number }).catch((error: unknown) => {
		if (error instanceof AppError && error.status === 404) return null;
		throw error;
	});
	return { number, found };
};
