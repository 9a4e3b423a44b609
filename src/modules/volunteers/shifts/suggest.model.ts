/**
 * Whom one could ask for a place at a shift: those who fit, the ones who have served least lately first, so that the same few
 * are not always asked. Each comes with the reasons; nobody gets a score or a rank.
 */
import { ageOn } from '#platform/dates/index.ts';
import { ADULT } from '../register/volunteer.model.ts';

export interface Candidate {
	id: string;
	communityId: string;
	birthDate: string | null;
	skills: readonly string[];
	categories: readonly string[];
	times: readonly string[];
	teamIds: readonly string[];
	/** minutes of service in the last so many days */
	recentMinutes: number;
	lastServedOn: string | null;
	/** has another place at an overlapping time */
	clashes: boolean;
	/** serves elsewhere on the same day */
	sameDay: boolean;
}

export interface Wanted {
	communityId: string | null;
	teamId: string | null;
	teamOnly: boolean;
	category: string;
	dangerous: boolean;
	onDay: string;
	/** `3b`: Wednesday's afternoon */
	time: string;
	skills: readonly string[];
	minAge: number | null;
}

export type Reason = { code: 'skills' | 'time' | 'near' | 'team' | 'category' } | { code: 'rested'; days: number } | { code: 'never' } | { code: 'recent'; minutes: number };

export interface Suggestion {
	id: string;
	reasons: Reason[];
}

/** Why somebody cannot take a place at a shift; null: they can. The sign-up asks the same. */
export type Bar = 'team' | 'skills' | 'age' | 'dangerous' | 'clash';

export function barOf(one: Pick<Candidate, 'birthDate' | 'skills' | 'teamIds' | 'clashes'>, wanted: Wanted): Bar | null {
	if (wanted.teamOnly && wanted.teamId && !one.teamIds.includes(wanted.teamId)) return 'team';
	if (wanted.skills.some((skill) => !one.skills.includes(skill))) return 'skills';
	const age = one.birthDate === null ? null : ageOn(one.birthDate, wanted.onDay);
	// An adult who left the day of birth out is let through; the birth date is asked of every minor.
	if (wanted.minAge !== null && age !== null && age < wanted.minAge) return 'age';
	if (wanted.dangerous && age !== null && age < ADULT) return 'dangerous';
	if (one.clashes) return 'clash';
	return null;
}

const days = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** Half days served lately: within one, whom the time and the place suit goes first. */
const block = (one: Candidate): number => Math.floor(one.recentMinutes / 240);

/** @returns at most `most`: who has served least lately first; of those alike, whom time and place suit, then who served longest ago */
export function suggest(candidates: readonly Candidate[], wanted: Wanted, most = 8): Suggestion[] {
	return candidates
		.filter((one) => barOf(one, wanted) === null && !one.sameDay)
		.map((one) => ({ one, fits: fitOf(one, wanted) }))
		.sort((a, b) => block(a.one) - block(b.one) || Number(b.fits.time) - Number(a.fits.time) || Number(b.fits.near) - Number(a.fits.near) || a.one.recentMinutes - b.one.recentMinutes || (a.one.lastServedOn ?? '').localeCompare(b.one.lastServedOn ?? '') || a.one.id.localeCompare(b.one.id))
		.slice(0, most)
		.map(({ one, fits }) => ({ id: one.id, reasons: reasonsOf(one, wanted, fits) }));
}

interface Fit {
	time: boolean;
	near: boolean;
}

const fitOf = (one: Candidate, wanted: Wanted): Fit => ({
	time: one.times.includes(wanted.time),
	near: wanted.communityId !== null && one.communityId === wanted.communityId
});

function reasonsOf(one: Candidate, wanted: Wanted, fits: Fit): Reason[] {
	return [
		...(wanted.skills.length ? [{ code: 'skills' } as const] : []),
		...(fits.time ? [{ code: 'time' } as const] : []),
		...(fits.near ? [{ code: 'near' } as const] : []),
		...(wanted.teamId && one.teamIds.includes(wanted.teamId) ? [{ code: 'team' } as const] : []),
		...(one.categories.includes(wanted.category) ? [{ code: 'category' } as const] : []),
		one.lastServedOn === null ? { code: 'never' } as const : one.recentMinutes === 0 ? { code: 'rested', days: days(one.lastServedOn, wanted.onDay) } as const : { code: 'recent', minutes: one.recentMinutes } as const
	];
}
