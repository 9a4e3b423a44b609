/** The words of the register as types: identities, skills, kinds of service, times. Pure. */
import { ageOn } from '#platform/dates/index.ts';

/** 党员、干部、团员、少先队员、居民: whom the plan names. Several hold at once; nobody is without `resident`. */
export const IDENTITIES = ['party', 'cadre', 'league', 'pioneer', 'resident'] as const;
export type Identity = (typeof IDENTITIES)[number];

/** 专业技能. What a role of a shift may ask for. */
export const SKILLS = ['first_aid', 'nursing', 'psychology', 'law', 'mediation', 'teaching', 'repairs', 'computing', 'haircut', 'gardening', 'arts', 'sign_language', 'driving', 'translation', 'referee'] as const;
export type Skill = (typeof SKILLS)[number];

/** 服务类别. */
export const CATEGORIES = ['elderly', 'children', 'disabled', 'poverty', 'environment', 'civility', 'safety', 'health', 'law', 'culture', 'science', 'mediation', 'repairs', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Parts of a day: morning until noon, afternoon until six, evening. */
export const DAY_PARTS = ['a', 'b', 'c'] as const;
export type DayPart = (typeof DAY_PARTS)[number];
/** `1a` … `7c`: Monday's morning to Sunday's evening. */
export const TIMES: readonly string[] = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => DAY_PARTS.map((part) => `${day}${part}`));

export const STATES = ['active', 'paused', 'left'] as const;
export type VolunteerState = (typeof STATES)[number] | 'merged' | 'erased';

/** The part of the day in which a wall-clock time `HH:mm` lies. */
export const dayPart = (time: string): DayPart => (time < '12:00' ? 'a' : time < '18:00' ? 'b' : 'c');

/** Why somebody may not be registered as they said; each is the code of a field. */
export type RegistrationProblem = { path: string; code: string };

/** Whose guardian has to agree: of somebody under the age (Shanghai's rules art. 13; local law varies, so the age is dated data), and of a Young Pioneer always. */
export const wantsGuardian = (one: { identities: readonly string[]; birthDate: string | null }, today: string, guardianBelowAge: number): boolean =>
	one.identities.includes('pioneer') || (one.birthDate !== null && ageOn(one.birthDate, today) < guardianBelowAge);

/** What the law and the local rules ask of a registration: of whoever wants a guardian (`wantsGuardian`) the guardian's name, telephone and consent. */
export function registrationProblems(
	one: { identities: readonly string[]; birthDate: string | null; guardianName: string; guardianPhone: string; guardianAgreed: boolean },
	today: string,
	guardianBelowAge: number
): RegistrationProblem[] {
	const problems: RegistrationProblem[] = [];
	const age = one.birthDate === null ? null : ageOn(one.birthDate, today);
	const pioneer = one.identities.includes('pioneer');
	if (one.birthDate !== null && (one.birthDate > today || age! > 120)) problems.push({ path: 'birthDate', code: 'volunteers.birthWrong' });
	if (pioneer && one.birthDate === null) problems.push({ path: 'birthDate', code: 'volunteers.birthMissing' });
	// 少先队 is joined from six on and left at fourteen.
	if (pioneer && age !== null && (age < 6 || age > 14)) problems.push({ path: 'identities', code: 'volunteers.pioneerAge' });
	if (pioneer && (one.identities.includes('party') || one.identities.includes('cadre'))) problems.push({ path: 'identities', code: 'volunteers.pioneerAlone' });
	if (wantsGuardian(one, today, guardianBelowAge)) {
		if (!one.guardianName) problems.push({ path: 'guardianName', code: 'volunteers.guardianMissing' });
		if (!one.guardianPhone) problems.push({ path: 'guardianPhone', code: 'volunteers.guardianPhoneMissing' });
		if (!one.guardianAgreed) problems.push({ path: 'guardianAgreed', code: 'volunteers.guardianConsentMissing' });
	}
	return problems;
}

/** Under eighteen: never at dangerous work (Ningbo's rules art. 10; local law varies). An unknown birth date is no proof of age. */
export const ADULT = 18;
