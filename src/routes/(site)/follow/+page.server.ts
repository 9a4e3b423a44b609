import { followCase } from '#modules/requests/index.ts';
import { AppError } from '#platform/errors.ts';
import { limit } from '#platform/rate-limit.ts';
import { formAction } from '#platform/web/forms.ts';
import { remember, rights } from '../case/refs.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ cookies, url }) => ({
	number: url.searchParams.get('number')?.slice(0, 20) ?? '',
	recent: rights(cookies).map(({ number }) => number)
});

export const actions: Actions = {
	default: (event) =>
		formAction(event.request, async (values) => {
			const { ctx } = event.locals;
			const ref = { number: String(values.number ?? ''), phone: String(values.phone ?? '') };
			// Slower than opening a page that one has the right to: here somebody may be guessing.
			// By number too, so that a busy counter's one address does not lock its residents out of each other's.
			await limit(ctx, 'site.follow', `${ctx.ip ?? 'unknown'} ${ref.number.replace(/\D/g, '')}`, 10, 600);
			// And by phone: whoever knows a neighbour's number must not find out theirs by trying case after case.
			await limit(ctx, 'site.follow.phone', ref.phone.replace(/\D/g, ''), 20, 3600);
			const { number } = await followCase(ctx, { ref }).catch((error: unknown) => {
				throw error instanceof AppError && error.status === 404 ? new AppError('site.caseNotFound', { status: 404 }) : error;
			});
			remember(event, { number, phone: ref.phone });
			return `/case/${number}`;
		})
};
