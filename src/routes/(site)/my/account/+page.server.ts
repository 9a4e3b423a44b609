import { ownAccount, setLocale } from '#platform/accounts/index.ts';
import { formAction } from '#platform/web/forms.ts';
import { sessionActions, sessionLines } from '#platform/web/session-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	const { ctx } = locals;
	return {
		account: await ownAccount(ctx, {}),
		saved: url.searchParams.has('saved'),
		sessions: await sessionLines(ctx, cookies, locals.subdistrict!.timeZone)
	};
};

export const actions: Actions = {
	language: ({ locals, request }) =>
		formAction(request, async (values) => {
			const locale = values.locale === 'en' ? 'en' : 'zh';
			await setLocale(locals.ctx, { locale });
			return `/my/account?lang=${locale}&saved`;
		}),
	...sessionActions('/my/account?saved')
};
