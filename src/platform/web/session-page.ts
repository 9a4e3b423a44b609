import { redirect, type Cookies } from '@sveltejs/kit';
import { sessionOf, SESSION_COOKIE } from '../accounts/index.ts';
import type { Ctx } from '../context.ts';

/** The caller's own session, for pages about sessions; whoever has none is sent to sign in. */
export async function ownSession(ctx: Ctx, cookies: Cookies): Promise<{ sessionId: string; userId: string }> {
	const known = await sessionOf(cookies.get(SESSION_COOKIE), ctx.subdistrictId);
	if (known?.stage !== 'full') redirect(303, '/sign-in');
	return known;
}
