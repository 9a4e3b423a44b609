import { redirect } from '@sveltejs/kit';
import { SESSION_COOKIE, sessionOf, signInWithTotp } from '#platform/accounts/index.ts';
import { formAction } from '#platform/web/forms.ts';
import { keepSession, safeNext, stagePath } from '#platform/web/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	const known = await sessionOf(cookies.get(SESSION_COOKIE), locals.ctx.subdistrictId);
	if (known?.stage !== 'totp') redirect(303, known ? stagePath(known.stage, safeNext(url.searchParams.get('next'), '/desk')) : '/sign-in/staff');
	return { name: known.name };
};

export const actions: Actions = {
	default: ({ locals, request, url, cookies }) =>
		formAction(request, async (values) => {
			const signedIn = await signInWithTotp(locals.ctx, cookies.get(SESSION_COOKIE), String(values.code ?? ''), request.headers.get('user-agent') ?? '');
			keepSession(cookies, signedIn);
			return stagePath(signedIn.stage, safeNext(url.searchParams.get('next'), '/desk'));
		})
};
