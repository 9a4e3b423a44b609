import type { Cookies } from '@sveltejs/kit';
import { seal, unseal } from '#platform/secrets.ts';

/** By what right somebody without an account opens a case: the key from the slip or answer page, or the phone it was told with. */
export type CaseRight = { number: string; key: string } | { number: string; phone: string };

const COOKIE = 'cases';
const PURPOSE = 'case-rights';
const MOST = 6;
/** Short, because phones and library computers are shared. */
const HOURS = 12;

/** The cases that this browser has opened, newest first. Sealed, so that a phone number never lies in a cookie. */
export function rights(cookies: Cookies): CaseRight[] {
	const sealed = cookies.get(COOKIE);
	if (!sealed) return [];
	try {
		return JSON.parse(unseal(sealed, PURPOSE)) as CaseRight[];
	} catch {
		// Altered, or sealed by another installation's key: as good as none.
		return [];
	}
}

export const rightTo = (cookies: Cookies, number: string): CaseRight | null => rights(cookies).find((right) => right.number === number) ?? null;

export function remember({ cookies, url }: { cookies: Cookies; url: URL }, right: CaseRight): void {
	const list = [right, ...rights(cookies).filter((each) => each.number !== right.number)].slice(0, MOST);
	cookies.set(COOKIE, seal(JSON.stringify(list), PURPOSE), { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:', maxAge: HOURS * 3600 });
}
