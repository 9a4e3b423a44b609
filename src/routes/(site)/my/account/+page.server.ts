import { accountsMessages, endOwnSessions, liveSessions, ownAccount, setLocale } from '#platform/accounts/index.ts';
import { deviceName } from '#platform/accounts/device.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import { formAction } from '#platform/web/forms.ts';
import { ownSession } from '#platform/web/session-page.ts';
import { dropSession } from '#platform/web/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	const { ctx } = locals;
	const mine = await ownSession(ctx, cookies);
	const m = accountsMessages[ctx.locale];
	const zone = locals.subdistrict!.timeZone;
	return {
		account: await ownAccount(ctx, {}),
		saved: url.searchParams.has('saved'),
		sessions: (await liveSessions(ctx, mine.userId, mine.sessionId)).map((line) => ({
			id: line.id,
			device: deviceName(line.agent) ?? m.my.device,
			ip: line.ip,
			started: formatDateTime(line.startedAt, zone, ctx.locale),
			seen: formatDateTime(line.seenAt, zone, ctx.locale),
			method: m.my.methods[line.method],
			current: line.current
		}))
	};
};

export const actions: Actions = {
	language: ({ locals, request }) =>
		formAction(request, async (values) => {
			const locale = values.locale === 'en' ? 'en' : 'zh';
			await setLocale(locals.ctx, { locale });
			return `/my/account?lang=${locale}&saved`;
		}),
	end: ({ locals, request }) =>
		formAction(request, async (values) => {
			await endOwnSessions(locals.ctx, { sessionId: String(values.sessionId ?? '') });
			return '/my/account?saved';
		}),
	endAll: ({ locals, request, cookies }) =>
		formAction(request, async () => {
			await endOwnSessions(locals.ctx, {});
			dropSession(cookies);
			return '/sign-out';
		})
};
