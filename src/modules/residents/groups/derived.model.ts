/** Groups that follow from other facts: by age, 独居, 空巢. The rules in words and as functions; `derived.sql.ts` asks the database the same. Pure. */
import { ageOn } from '#platform/dates/index.ts';
import type { RelationCode } from '../codes/index.ts';
import type { Residence } from '../household/membership.model.ts';

/** 60: 《老年人权益保障法》第二条; 65, 80, 90, 100: thresholds of local benefits; 14: 《个人信息保护法》第二十八条; 16: able to work. */
export const AGE_GROUPS = { age60: { from: 60 }, age65: { from: 65 }, age80: { from: 80 }, age90: { from: 90 }, age100: { from: 100 }, under14: { below: 14 }, under16: { below: 16 } } as const satisfies Record<string, { from: number } | { below: number }>;
export type AgeGroup = keyof typeof AGE_GROUPS;
export const AGE_CODES = Object.keys(AGE_GROUPS) as AgeGroup[];

export const DERIVED_CODES = [...AGE_CODES, 'living_alone', 'empty_nest'] as const;
export type DerivedCode = (typeof DERIVED_CODES)[number];
export const isDerived = (code: string): code is DerivedCode => (DERIVED_CODES as readonly string[]).includes(code);

/** An old person, in the sense of 独居 and 空巢. */
export const OLD = 60;

/** What the rules look at of somebody who lives here. */
export interface Living {
	id: string;
	birthDate: string | null;
	householdId: string | null;
	dwellingId: string | null;
	/** of the household: in a home for the old nobody lives alone */
	collective: boolean;
	relation: RelationCode | null;
	residence: Residence | null;
}

/** The last birth date with which somebody is so old on a day; who was born on 29 February turns on 1 March in other years. */
export function bornBy(age: number, day: string): string {
	const year = String(Number(day.slice(0, 4)) - age).padStart(4, '0');
	const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
	return day.slice(5) === '02-29' && !leap ? `${year}-02-28` : `${year}-${day.slice(5)}`;
}

const old = ({ birthDate }: Living, day: string): boolean => birthDate !== null && ageOn(birthDate, day) >= OLD;

/** Behind the same door; where the door is not known, of the same household. Who is away (人户分离) lives with nobody here. */
const livesWith = (person: Living, other: Living): boolean =>
	other.id !== person.id && other.residence !== 'away' && (person.dwellingId !== null ? other.dwellingId === person.dwellingId : person.householdId !== null && other.householdId === person.householdId);

const isHead = (code: RelationCode | null) => code === '01' || code === '02';
const isHeadOrSpouse = (code: RelationCode | null) => isHead(code) || code === '10' || code === '11' || code === '12';
/** 2x, 3x: sons and daughters and whom they married */
const isChildOfHead = (code: RelationCode | null) => code !== null && code >= '20' && code <= '39';
const isParentOfHead = (code: RelationCode | null) => code !== null && code >= '50' && code <= '59';

/** Of one household, and by their relations to its head one is the other's child. */
const childByRelation = (parent: Living, child: Living): boolean =>
	parent.householdId !== null && parent.householdId === child.householdId && ((isHeadOrSpouse(parent.relation) && isChildOfHead(child.relation)) || (isParentOfHead(parent.relation) && isHead(child.relation)));

/**
 * - 独居: 60 or older, and nobody else lives behind the same door.
 * - 空巢: 60 or older, not alone, and either all who live there are 60 or older, or there are children on record and none
 *   of them lives there.
 * Neither says anything of who is away, or lives in an institution.
 * @param others everybody who lives in the subdistrict (or at least with the person)
 * @param childIds the person's children on record, wherever they live
 */
export function derivedGroups(person: Living, others: readonly Living[], childIds: readonly string[], day: string): DerivedCode[] {
	const groups: DerivedCode[] = [];
	if (person.birthDate !== null) {
		const age = ageOn(person.birthDate, day);
		for (const code of AGE_CODES) {
			const band: { from?: number; below?: number } = AGE_GROUPS[code];
			if (band.from !== undefined ? age >= band.from : age >= 0 && age < band.below!) groups.push(code);
		}
	}
	if (!old(person, day) || person.householdId === null || person.residence === 'away' || person.collective) return groups;
	const company = others.filter((other) => livesWith(person, other));
	if (company.length === 0) groups.push('living_alone');
	else if (company.every((each) => old(each, day))) groups.push('empty_nest');
	else if (childIds.length > 0 && !company.some((each) => childIds.includes(each.id) || childByRelation(person, each))) groups.push('empty_nest');
	return groups;
}
