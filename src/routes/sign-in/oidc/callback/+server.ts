import { error, redirect } from '@sveltejs/kit';
import { finishOidc, OIDC_COOKIE, oidcSettings, type SignedIn } from '#platform/accounts/index.ts';
import { AppError } from '#platform/errors.ts';
import { keepSession, safeNext, stagePath } from '#platform/web/sign-in.ts';
import type { RequestHandler } from './$types';

/** Where the provider sends the browser back to. */
export const GET: RequestHandler = async ({ locals, request, url, cookies }) => {
	const settings = oidcSettings();
	if (!settings) error(404, 'platform.notFound');
	const cookie = cookies.get(OIDC_COOKIE);
	cookies.delete(OIDC_COOKIE, { path: '/' });
	let signedIn: SignedIn & { next: string };
	try {
		signedIn = await finishOidc(locals.ctx, settings, url.search, cookie, request.headers.get('user-agent') ?? '');
	} catch (problem) {
		if (!(problem instanceof AppError)) throw problem;
		redirect(303, `/sign-in/staff?failed=${problem.code}`);
	}
	keepSession(cookies, signedIn);
	redirect(303, stagePath(signedIn.stage, safeNext(signedIn.next, '/desk')));
};
