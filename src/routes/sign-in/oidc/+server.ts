import { error, redirect } from '@sveltejs/kit';
import { OIDC_COOKIE, OIDC_SECONDS, oidcSettings, startOidc } from '#platform/accounts/index.ts';
import { AppError } from '#platform/errors.ts';
import { cookieOptions, safeNext } from '#platform/web/sign-in.ts';
import type { RequestHandler } from './$types';

/** Sends the browser to the staff's identity provider. */
export const GET: RequestHandler = async ({ locals, url, cookies }) => {
	const settings = oidcSettings();
	if (!settings) error(404, 'platform.notFound');
	let started: Awaited<ReturnType<typeof startOidc>>;
	try {
		started = await startOidc(locals.ctx, settings, safeNext(url.searchParams.get('next'), '/desk'));
	} catch (problem) {
		if (!(problem instanceof AppError)) throw problem;
		redirect(303, `/sign-in/staff?failed=${problem.code}`);
	}
	cookies.set(OIDC_COOKIE, started.cookie, cookieOptions(OIDC_SECONDS));
	// Where to is the operator's setting, read from the provider's own discovery document.
	redirect(303, started.url.href, { external: true });
};
