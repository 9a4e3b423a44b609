/** Days that concern somebody: birthdays, ages at which something changes, cards that expire, facts to be reviewed. Pure. */
import { ageOn } from '#platform/dates/index.ts';

/** 14: own consent (个人信息保护法 art. 31); 16: able to work (劳动法 art. 15); 60: 老年人权益保障法 art. 2; 65, 80, 90, 100: thresholds of local benefits. */
export const MILESTONE_AGES = [14, 16, 60, 65, 80, 90, 100] as const;

export type Milestone = { kind: 'birthday'; on: string; age: number } | { kind: 'turns'; on: string; age: number } | { kind: 'expires'; on: string; group: string } | { kind: 'review'; on: string; group: string };

/** The birthday in a year; of those born on 29 February, 1 March where there is none. */
export function birthdayIn(birthDate: string, year: number): string {
	const day = birthDate.slice(5);
	const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	return `${String(year).padStart(4, '0')}-${day === '02-29' && !leap ? '03-01' : day}`;
}

/** The birthday within the days, both ends in, if there is one; a milestone where the age is one. */
export function birthdaysWithin(birthDate: string, from: string, to: string): Milestone[] {
	const found: Milestone[] = [];
	for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
		const on = birthdayIn(birthDate, year);
		if (on < from || on > to || on < birthDate) continue;
		const age = ageOn(birthDate, on);
		if (age > 0) found.push({ kind: (MILESTONE_AGES as readonly number[]).includes(age) ? 'turns' : 'birthday', on, age });
	}
	return found;
}
