/** What the pages about one's own sign-ins share, on the site and at the desk. */
import { redirect, type Cookies, type RequestEvent } from '@sveltejs/kit';
import { deviceName } from '../accounts/device.ts';
import { accountsMessages, endOwnSessions, liveSessions, sessionOf, SESSION_COOKIE } from '../accounts/index.ts';
import type { Ctx } from '../context.ts';
import { formatDateTime } from '../dates/index.ts';
import { formAction } from './forms.ts';
import { dropSession } from './sign-in.ts';

/** The caller's own session, for pages about sessions; whoever has none is sent to sign in. */
export async function ownSession(ctx: Ctx, cookies: Cookies): Promise<{ sessionId: string; userId: string }> {
	const known = await sessionOf(cookies.get(SESSION_COOKIE), ctx.subdistrictId);
	if (known?.stage !== 'full') redirect(303, '/sign-in');
	return known;
}

/** Where the caller is signed in, in words, the present one marked. */
export async function sessionLines(ctx: Ctx, cookies: Cookies, zone: string) {
	const mine = await ownSession(ctx, cookies);
	const m = accountsMessages[ctx.locale];
	return (await liveSessions(ctx, mine.userId, mine.sessionId)).map((line) => ({
		id: line.id,
		device: deviceName(line.agent) ?? m.my.device,
		ip: line.ip,
		started: formatDateTime(line.startedAt, zone, ctx.locale),
		seen: formatDateTime(line.seenAt, zone, ctx.locale),
		method: m.my.methods[line.method],
		current: line.current
	}));
}

/** The actions that end one sign-in (and come back to `done`) or all of them. */
export const sessionActions = (done: string) => ({
	end: ({ locals, request }: RequestEvent) =>
		formAction(request, async (values) => {
			await endOwnSessions(locals.ctx, { sessionId: String(values.sessionId ?? '') });
			return done;
		}),
	endAll: ({ locals, request, cookies }: RequestEvent) =>
		formAction(request, async () => {
			await endOwnSessions(locals.ctx, {});
			dropSession(cookies);
			return '/sign-out';
		})
});
