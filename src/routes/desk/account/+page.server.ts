import { fail } from '@sveltejs/kit';
import encodeQR from 'qr';
import { changePassword, confirmTotp, ownAccount, removeTotp, renewRecoveryCodes, SESSION_COOKIE, startTotp } from '#platform/accounts/index.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import { AppError } from '#platform/errors.ts';
import { formAction, formValues, problemOf, readForm } from '#platform/web/forms.ts';
import { ownSession, sessionActions, sessionLines } from '#platform/web/session-page.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	const { ctx } = locals;
	const account = await ownAccount(ctx, {});
	const zone = locals.subdistrict!.timeZone;
	const enrolling = url.searchParams.has('enrol') && !account.totp && account.kind === 'staff';
	const totp = enrolling ? await startTotp(ctx, cookies.get(SESSION_COOKIE), locals.subdistrict!.name) : null;
	return {
		account: { ...account, passwordSetAt: account.passwordSetAt && formatDateTime(account.passwordSetAt, zone, ctx.locale) },
		done: url.searchParams.get('done'),
		enrol: totp && { svg: encodeQR(totp.uri, 'svg', { border: 2 }), secret: totp.secret },
		sessions: await sessionLines(ctx, cookies, zone)
	};
};

/** Answers that tell recovery codes cannot be a redirect: the codes are told once. */
async function telling(event: RequestEvent, work: (values: Record<string, unknown>) => Promise<string[]>) {
	const values = formValues(await readForm(event.request));
	try {
		return { recoveryCodes: await work(values) };
	} catch (error) {
		if (error instanceof AppError) return fail(error.status, { problem: problemOf(error, {}) });
		throw error;
	}
}

export const actions: Actions = {
	password: ({ locals, request, cookies }) =>
		formAction(request, async (values) => {
			const { sessionId } = await ownSession(locals.ctx, cookies);
			await changePassword(locals.ctx, { old: String(values.oldPassword ?? ''), password: String(values.password ?? ''), again: String(values.againPassword ?? ''), keepSession: sessionId });
			return '/desk/account?done=password';
		}),
	enrol: (event) => telling(event, async ({ totp }) => (await confirmTotp(event.locals.ctx, event.cookies.get(SESSION_COOKIE), String(totp ?? ''))).recoveryCodes),
	renew: (event) => telling(event, async ({ totp }) => (await renewRecoveryCodes(event.locals.ctx, { totp: String(totp ?? '') })).recoveryCodes),
	remove: ({ locals, request }) =>
		formAction(request, async (values) => {
			await removeTotp(locals.ctx, { totp: String(values.totp ?? '') });
			return '/desk/account?done=saved';
		}),
	...sessionActions('/desk/account?done=saved')
};
