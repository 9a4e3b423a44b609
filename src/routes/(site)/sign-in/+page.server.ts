import { redirect } from '@sveltejs/kit';
import { requestPhoneCode } from '#platform/accounts/index.ts';
import { config } from '#platform/config.ts';
import { seal } from '#platform/secrets.ts';
import { formAction } from '#platform/web/forms.ts';
import { cookieOptions, safeNext } from '#platform/web/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const next = safeNext(url.searchParams.get('next'), '/my');
	if (locals.ctx.actor.kind === 'user') redirect(303, next);
	return { next, demo: config().demo };
};

export const actions: Actions = {
	default: ({ locals, request, url, cookies }) =>
		formAction(request, async (values) => {
			const phone = String(values.phone ?? '');
			await requestPhoneCode(locals.ctx, { phone });
			// The number travels sealed in a cookie: an address is written into logs.
			cookies.set('baiyun_phone', seal(phone, 'sign-in'), cookieOptions(900));
			return `/sign-in/code?next=${encodeURIComponent(safeNext(url.searchParams.get('next'), '/my'))}`;
		})
};
