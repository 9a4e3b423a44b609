/** The rules of signing up, as functions: who may come, until when, how long a freed place is kept. Pure; instants are UTC, days local. */
import { ageOn } from '#platform/dates/index.ts';

export const MINUTE = 60_000;
/** The most that one telephone or account brings along. */
export const MOST_IN_PARTY = 10;

export const SIGNUP_STATES = ['taken', 'waiting', 'offered', 'declined', 'lapsed', 'cancelled'] as const;
export type SignupState = (typeof SIGNUP_STATES)[number];
/** States in which somebody stands in the line or holds a place. */
export const LIVE: readonly SignupState[] = ['taken', 'waiting', 'offered'];
export const SIGNUP_SOURCES = ['site', 'desk', 'phone', 'paper'] as const;
export type SignupSource = (typeof SIGNUP_SOURCES)[number];

/** What decides about a sign-up of one time. */
export interface TimeRules {
	published: boolean;
	cancelled: boolean;
	signup: 'none' | 'open' | 'staff';
	signupFrom: Date | null;
	/** before the start */
	closesMinutes: number;
	startsAt: Date;
	endsAt: Date;
}

export type Closed = 'occurrenceGone' | 'occurrenceCancelled' | 'noSignupNeeded' | 'signupByStaff' | 'signupNotYet' | 'signupClosed' | 'occurrenceOver';

/** When nobody can sign up by themselves any more. */
export const closesAt = ({ startsAt, closesMinutes }: Pick<TimeRules, 'startsAt' | 'closesMinutes'>): Date => new Date(startsAt.getTime() - closesMinutes * MINUTE);

/** Why nobody can sign up now; null: it is open. Staff sign up until it is over, whatever the site's window. */
export function closedBecause(rules: TimeRules, now: Date, byStaff: boolean): Closed | null {
	if (!rules.published) return 'occurrenceGone';
	if (rules.cancelled) return 'occurrenceCancelled';
	if (rules.endsAt <= now) return 'occurrenceOver';
	if (rules.signup === 'none') return 'noSignupNeeded';
	if (byStaff) return null;
	if (rules.signup === 'staff') return 'signupByStaff';
	if (rules.signupFrom && rules.signupFrom > now) return 'signupNotYet';
	return closesAt(rules) <= now ? 'signupClosed' : null;
}

/** For whom it is. Empty lists and nulls ask for nothing. */
export interface Audience {
	minAge: number | null;
	maxAge: number | null;
	groups: readonly string[];
	/** those who live in one of these; empty: anybody */
	communities: readonly string[];
	/** younger than this needs somebody who agrees */
	guardianUnder: number | null;
}

/** What is known of who wants to come. */
export interface Candidate {
	birthDate: string | null;
	/** where only the year was told */
	birthYear: number | null;
	/** null: not known; of somebody in the register, no community */
	communityId: string | null;
	/** groups as far as known; null: not in the register, so nothing is known */
	groups: readonly string[] | null;
	/** they say that they live here */
	livesHere: boolean;
	guardian: boolean;
}

export type Unfit = 'ageNeeded' | 'tooYoung' | 'tooOld' | 'otherCommunity' | 'livesHereNeeded' | 'otherGroup' | 'groupUnknown' | 'guardianNeeded';

export interface Judged {
	unfit: { why: Unfit; age?: number }[];
	/** what was taken on their word */
	onWord: ('age' | 'community')[];
}

/** Age on the day; of somebody whose year alone is known, as old as they get in that year. */
const ageOf = ({ birthDate, birthYear }: Candidate, day: string): number | null => (birthDate !== null ? ageOn(birthDate, day) : birthYear !== null ? Number(day.slice(0, 4)) - birthYear : null);

/** Every reason why somebody cannot come, not only the first: whoever is told can mend all at once. */
export function judge(audience: Audience, who: Candidate, day: string): Judged {
	const unfit: Judged['unfit'] = [];
	const onWord: Judged['onWord'] = [];
	const asksAge = audience.minAge !== null || audience.maxAge !== null || audience.guardianUnder !== null;
	const age = ageOf(who, day);
	if (asksAge && age === null) unfit.push({ why: 'ageNeeded' });
	if (asksAge && age !== null) {
		if (audience.minAge !== null && age < audience.minAge) unfit.push({ why: 'tooYoung', age: audience.minAge });
		if (audience.maxAge !== null && age > audience.maxAge) unfit.push({ why: 'tooOld', age: audience.maxAge });
		if (audience.guardianUnder !== null && age < audience.guardianUnder && !who.guardian) unfit.push({ why: 'guardianNeeded', age: audience.guardianUnder });
		if (who.birthDate === null) onWord.push('age');
	}
	if (audience.communities.length) {
		if (who.groups !== null) {
			if (who.communityId === null || !audience.communities.includes(who.communityId)) unfit.push({ why: 'otherCommunity' });
		} else if (!who.livesHere) unfit.push({ why: 'livesHereNeeded' });
		else onWord.push('community');
	}
	if (audience.groups.length) {
		if (who.groups === null) unfit.push({ why: 'groupUnknown' });
		else if (!audience.groups.some((group) => who.groups!.includes(group))) unfit.push({ why: 'otherGroup' });
	}
	return { unfit, onWord };
}

/** Until when a freed place is kept for the next: so many minutes, and never beyond the start. */
export const offeredUntil = (now: Date, offerMinutes: number, startsAt: Date): Date => new Date(Math.min(now.getTime() + offerMinutes * MINUTE, startsAt.getTime()));

/** Whether who holds a place can still give it back by themselves. Leaving the line is always possible. */
export const mayCancel = (state: SignupState, { startsAt, cutoffMinutes }: { startsAt: Date; cutoffMinutes: number }, now: Date): boolean =>
	state === 'waiting' || state === 'offered' ? now < startsAt : now.getTime() < startsAt.getTime() - cutoffMinutes * MINUTE;

export interface WaitingParty {
	partyId: string;
	size: number;
}

/** Who is offered the free places: in the order of the line, each that fits into what is still free. */
export function nextParties(line: readonly WaitingParty[], free: number): WaitingParty[] {
	const chosen: WaitingParty[] = [];
	let left = free;
	for (const party of line) {
		if (left === 0) break;
		if (party.size > left) continue;
		chosen.push(party);
		left -= party.size;
	}
	return chosen;
}

/** Whether two times overlap; one that begins when the other ends does not. */
export const overlaps = (a: { startsAt: Date; endsAt: Date }, b: { startsAt: Date; endsAt: Date }): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;
