import { fail, redirect } from '@sveltejs/kit';
import encodeQR from 'qr';
import { confirmTotp, SESSION_COOKIE, sessionOf, startTotp } from '#platform/accounts/index.ts';
import { AppError } from '#platform/errors.ts';
import { problemOf, readForm } from '#platform/web/forms.ts';
import { keepSession, safeNext, stagePath } from '#platform/web/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	const next = safeNext(url.searchParams.get('next'), '/desk');
	const cookie = cookies.get(SESSION_COOKIE);
	const known = await sessionOf(cookie, locals.ctx.subdistrictId);
	if (known?.stage === 'enrol') {
		const { uri, secret } = await startTotp(locals.ctx, cookie, locals.subdistrict?.name ?? 'Baiyun');
		return { next, enrol: { svg: encodeQR(uri, 'svg', { border: 2 }), secret } };
	}
	// The page that tells the recovery codes is the answer to the confirmation, when the session is complete already.
	if (known?.stage === 'full') return { next, enrol: null };
	redirect(303, known ? stagePath(known.stage, next) : '/sign-in/staff');
};

export const actions: Actions = {
	default: async ({ locals, request, cookies }) => {
		const code = String((await readForm(request)).get('code') ?? '');
		try {
			const { recoveryCodes, signedIn } = await confirmTotp(locals.ctx, cookies.get(SESSION_COOKIE), code, request.headers.get('user-agent') ?? '');
			if (signedIn) keepSession(cookies, signedIn);
			return { recoveryCodes };
		} catch (error) {
			if (error instanceof AppError) return fail(error.status, { problem: problemOf(error, {}) });
			throw error;
		}
	}
};
