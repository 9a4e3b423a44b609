import { redirect } from '@sveltejs/kit';
import { changePendingPassword, SESSION_COOKIE, sessionOf } from '#platform/accounts/index.ts';
import { formAction } from '#platform/web/forms.ts';
import { keepSession, safeNext, stagePath } from '#platform/web/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	const known = await sessionOf(cookies.get(SESSION_COOKIE), locals.ctx.subdistrictId);
	if (known?.stage !== 'password') redirect(303, known ? stagePath(known.stage, safeNext(url.searchParams.get('next'), '/desk')) : '/sign-in/staff');
	return { username: known.username };
};

export const actions: Actions = {
	default: ({ locals, request, url, cookies }) =>
		formAction(request, async (values) => {
			const given = { password: String(values.password ?? ''), again: String(values.again ?? '') };
			const signedIn = await changePendingPassword(locals.ctx, cookies.get(SESSION_COOKIE), given, request.headers.get('user-agent') ?? '');
			keepSession(cookies, signedIn);
			return stagePath(signedIn.stage, safeNext(url.searchParams.get('next'), '/desk'));
		})
};
