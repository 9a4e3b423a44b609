import { knownScopes, makeToken } from '#app/tokens.ts';
import { listTokens, revokeToken } from '#platform/accounts/index.ts';
import { addMonths, dateIn, formatDate } from '#platform/dates/index.ts';
import { AppError } from '#platform/errors.ts';
import { formAction, formValues, problemOf, readForm } from '#platform/web/forms.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { ctx } = locals;
	const zone = locals.subdistrict!.timeZone;
	const now = ctx.clock.now();
	const day = (date: string) => formatDate(date, ctx.locale);
	return {
		tokens: (await listTokens(ctx, {})).map(({ createdAt, expiresAt, lastUsedOn, ...token }) => ({
			...token,
			createdOn: day(dateIn(createdAt, zone)),
			// The end of a day is the next one's first moment.
			lastDay: expiresAt && day(dateIn(new Date(expiresAt.getTime() - 1), zone)),
			expired: expiresAt !== null && expiresAt <= now,
			lastUsedOn: lastUsedOn && day(lastUsedOn)
		})),
		scopes: knownScopes(),
		inAYear: addMonths(dateIn(now, zone), 12)
	};
};

export const actions: Actions = {
	// The answer tells the token once, so it is no redirect.
	make: async ({ locals, request }) => {
		const values = formValues(await readForm(request));
		try {
			const name = String(values.name ?? '');
			const { token } = await makeToken(locals.ctx, { name, scopes: (values.scopes ?? []) as string[], lastDay: (values.lastDay as string) ?? null }, locals.subdistrict!.timeZone);
			return { made: { name, token } };
		} catch (error) {
			if (error instanceof AppError) return fail(error.status, { problem: problemOf(error, values) });
			throw error;
		}
	},
	revoke: async ({ locals, request }) => {
		const result = await formAction(request, async (values) => {
			await revokeToken(locals.ctx, { id: String(values.id ?? '') });
		});
		return 'done' in result ? { revoked: true } : result;
	}
};
