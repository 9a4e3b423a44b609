import { config } from '../config.ts';
import type { ReadTx } from '../db/tx.ts';
import { getSetting } from '../settings.ts';

/** A number that holds from a day on; the newest that has begun counts. */
export interface Dated {
	from: string;
	value: number;
}

/** The rules of signing in that a subdistrict may set (settings `accounts.<name>`). */
export interface SignInPolicy {
	/** staff must enrol a second factor; on unless this is a demonstration */
	requireTotp: boolean;
	staffIdleMinutes: number;
	residentIdleDays: number;
	/** dated; 0 turns the age off */
	passwordMaxAgeDays: readonly Dated[];
}

/*
 * GB/T 22239-2019 asks for passwords to be changed at intervals and for idle log-out, without numbers; 90 days and
 * 30 minutes are what assessors commonly expect.
 */
export async function signInPolicy(tx: ReadTx<'platform'>): Promise<SignInPolicy> {
	return {
		requireTotp: await getSetting(tx, 'accounts.requireTotp', !config().demo),
		staffIdleMinutes: await getSetting(tx, 'accounts.staffIdleMinutes', 30),
		residentIdleDays: await getSetting(tx, 'accounts.residentIdleDays', 30),
		passwordMaxAgeDays: await getSetting<readonly Dated[]>(tx, 'accounts.passwordMaxAgeDays', [{ from: '2026-01-01', value: 90 }])
	};
}

/** The value in force on `day` (`YYYY-MM-DD`); 0 when none has begun. */
export function datedValue(list: readonly Dated[], day: string): number {
	return [...list].sort((a, b) => (a.from < b.from ? 1 : -1)).find((entry) => entry.from <= day)?.value ?? 0;
}

/** The longest that a session lives however busy it is. */
export const STAFF_SESSION_HOURS = 12;
export const RESIDENT_SESSION_DAYS = 180;
/** The time that a half-done sign-in (second factor, new password) may take. */
export const PENDING_SESSION_MINUTES = 15;
