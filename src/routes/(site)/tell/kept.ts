import type { Cookies } from '@sveltejs/kit';
import { dropDraft, keepDraft, KEEP_MINUTES, openDraft, type NeedDraft } from '#modules/site/index.ts';
import type { Ctx } from '#platform/context.ts';
import { limit } from '#platform/rate-limit.ts';

/** The draft of this browser: its key is a cookie that only the pages below /tell get. */
const COOKIE = 'need';
const options = (url: URL) => ({ path: '/tell', httpOnly: true, sameSite: 'lax' as const, secure: url.protocol === 'https:' });

interface Here {
	cookies: Cookies;
	url: URL;
	locals: { ctx: Ctx };
}

export const kept = ({ cookies, locals }: Here): Promise<NeedDraft> => openDraft(locals.ctx, cookies.get(COOKIE));

/** Keeps the draft. Slowed by address, so that nobody fills the table. */
export async function keep({ cookies, url, locals }: Here, draft: NeedDraft): Promise<void> {
	await limit(locals.ctx, 'site.draft', locals.ctx.ip ?? 'unknown', 300, 3600);
	cookies.set(COOKIE, await keepDraft(locals.ctx, cookies.get(COOKIE), draft), { ...options(url), maxAge: KEEP_MINUTES * 60 });
}

export async function forget({ cookies, url, locals }: Here): Promise<void> {
	await dropDraft(locals.ctx, cookies.get(COOKIE));
	cookies.delete(COOKIE, options(url));
}
