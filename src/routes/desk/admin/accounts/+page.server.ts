import { areaNames } from '#modules/areas/index.ts';
import { accountsPermissions, createStaff, listStaff } from '#platform/accounts/index.ts';
import { mayCall } from '#platform/access.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import { AppError } from '#platform/errors.ts';
import { formValues, problemOf, readForm } from '#platform/web/forms.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const words = url.searchParams.get('q') ?? '';
	const { items, next } = await listStaff(ctx, { words, after: url.searchParams.get('after') ?? undefined });
	const nameOf = await areaNames(ctx);
	return {
		words,
		items: items.map((line) => ({
			...line,
			lastSignInAt: line.lastSignInAt && formatDateTime(line.lastSignInAt, locals.subdistrict!.timeZone, ctx.locale),
			grants: line.grants.map((grant) => ({ ...grant, area: nameOf(grant.communityId) }))
		})),
		next,
		mayCreate: mayCall(ctx.actor, accountsPermissions.manage)
	};
};

export const actions: Actions = {
	// The answer tells the one-time password once, so it is no redirect.
	create: async ({ locals, request }) => {
		const values = formValues(await readForm(request));
		try {
			const { id, password } = await createStaff(locals.ctx, { username: String(values.username ?? ''), name: String(values.name ?? ''), phone: (values.phone as string) ?? null, oidcSubject: (values.oidcSubject as string) ?? null });
			return { created: { id, username: String(values.username).trim().toLowerCase(), password } };
		} catch (error) {
			if (error instanceof AppError) return fail(error.status, { problem: problemOf(error, values) });
			throw error;
		}
	}
};
