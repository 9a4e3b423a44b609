import { redirect } from '@sveltejs/kit';
import { requestPhoneCode, signInWithPhoneCode } from '#platform/accounts/index.ts';
import { config } from '#platform/config.ts';
import { maskPhone, normalisePhone } from '#platform/phone.ts';
import { unseal } from '#platform/secrets.ts';
import { formAction } from '#platform/web/forms.ts';
import { keepSession, safeNext } from '#platform/web/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** The number that the first page sealed, or back to the first page. */
function phoneOf(cookie: string | undefined): string {
	let phone: string | null = null;
	try {
		phone = normalisePhone(unseal(cookie ?? '', 'sign-in'));
	} catch {
		// Too old, or sealed by another key: asked for again.
	}
	return phone ?? redirect(303, '/sign-in');
}

export const load: PageServerLoad = ({ locals, url, cookies }) => {
	const next = safeNext(url.searchParams.get('next'), '/my');
	if (locals.ctx.actor.kind === 'user') redirect(303, next);
	return { next, masked: maskPhone(phoneOf(cookies.get('baiyun_phone'))), demo: config().demo };
};

export const actions: Actions = {
	enter: ({ locals, request, url, cookies }) =>
		formAction(request, async (values) => {
			const phone = phoneOf(cookies.get('baiyun_phone'));
			const session = await signInWithPhoneCode(locals.ctx, { phone, code: String(values.code ?? ''), agent: request.headers.get('user-agent') ?? '' });
			keepSession(cookies, session);
			cookies.delete('baiyun_phone', { path: '/' });
			return safeNext(url.searchParams.get('next'), '/my');
		}),
	again: ({ locals, request, cookies }) =>
		formAction(request, async () => {
			await requestPhoneCode(locals.ctx, { phone: phoneOf(cookies.get('baiyun_phone')) });
		})
};
