import type { Cookies } from '@sveltejs/kit';
import { DEVICE_COOKIE, SESSION_COOKIE, type NewSession, type Stage } from '../accounts/index.ts';
import { config } from '../config.ts';

const YEAR = 365 * 24 * 3600;

/** How every cookie of ours is set: out of reach of scripts and of other sites' forms; over https only, where there is https. */
export const cookieOptions = (maxAge: number) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: config().publicOrigin.startsWith('https://'), maxAge });

/** Puts a new session (and the mark of a known device, where there is one) into the browser. */
export function keepSession(cookies: Cookies, session: NewSession & { device?: string | null }): void {
	cookies.set(SESSION_COOKIE, session.token, cookieOptions(session.maxAgeSeconds));
	if (session.device) cookies.set(DEVICE_COOKIE, session.device, cookieOptions(YEAR));
}

export const dropSession = (cookies: Cookies): void => cookies.delete(SESSION_COOKIE, { path: '/' });

/**
 * Where to go after signing in: a path of ours, or `fallback`. `//host`, `/\host`, other schemes and control
 * characters would leave the site, so they are not followed.
 */
export function safeNext(next: string | null | undefined, fallback: string): string {
	if (!next || !next.startsWith('/') || /^\/[/\\]/.test(next) || /[\\\u0000-\u001f]/.test(next)) return fallback;
	const url = new URL(next, 'http://here.invalid');
	// `/.//host` is a path until its dots are resolved.
	if (url.host !== 'here.invalid' || url.pathname.startsWith('//') || url.pathname.startsWith('/sign-')) return fallback;
	return url.pathname + url.search;
}

const PATHS: Record<Stage, string | null> = { full: null, totp: '/sign-in/staff/code', password: '/sign-in/staff/password', enrol: '/sign-in/staff/enrol' };

/** The page of what a sign-in still owes, or `next` when it owes nothing. */
export const stagePath = (stage: Stage, next: string): string => (PATHS[stage] ? `${PATHS[stage]}?next=${encodeURIComponent(next)}` : next);
