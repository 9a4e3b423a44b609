import { redirect } from '@sveltejs/kit';
import { DEVICE_COOKIE, oidcSettings, signInWithPassword } from '#platform/accounts/index.ts';
import { formAction } from '#platform/web/forms.ts';
import { keepSession, safeNext, stagePath } from '#platform/web/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const next = safeNext(url.searchParams.get('next'), '/desk');
	const { actor } = locals.ctx;
	// A resident who came here wants to sign in as staff; somebody of the staff is there already.
	if (actor.kind === 'user' && actor.phoneHash === null && !url.searchParams.has('next')) redirect(303, '/desk');
	return { next, oidc: oidcSettings()?.name ?? null, failed: url.searchParams.get('failed') };
};

export const actions: Actions = {
	default: ({ locals, request, url, cookies }) =>
		formAction(request, async (values) => {
			const signedIn = await signInWithPassword(locals.ctx, {
				username: String(values.username ?? ''),
				password: String(values.password ?? ''),
				device: cookies.get(DEVICE_COOKIE),
				agent: request.headers.get('user-agent') ?? ''
			});
			keepSession(cookies, signedIn);
			return stagePath(signedIn.stage, safeNext(url.searchParams.get('next'), '/desk'));
		})
};
