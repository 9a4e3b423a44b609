import { toHalfWidth } from './width.ts';

/** What a citizen's identity number says (GB 11643-1999). */
export interface IdNumber {
	/** 18 characters, the last a digit or `X`; an old one of 15 digits is brought to 18 */
	number: string;
	/** `YYYY-MM-DD` */
	birthDate: string;
	/** GB/T 2261.1: 1 male, 2 female */
	sex: '1' | '2';
}

export type IdNumberProblem = 'length' | 'characters' | 'date' | 'checkDigit';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';

/** The check character of the first 17 digits: ISO 7064, MOD 11-2. */
export function idCheckDigit(first17: string): string {
	let sum = 0;
	for (let i = 0; i < 17; i++) sum += Number(first17[i]) * WEIGHTS[i]!;
	return CHECK[sum % 11]!;
}

/**
 * Reads an identity number as people write it (full-width, blanks, small x). Numbers of 15 digits (before 1999, birth
 * years 19xx) are accepted, for they still stand in old registers. The region prefix is not checked against a table:
 * regions are abolished, people keep their numbers.
 * @returns the number and what it says, or the first thing wrong with it
 */
export function parseIdNumber(text: string): ({ ok: true } & IdNumber) | { ok: false; problem: IdNumberProblem } {
	const plain = toHalfWidth(text).replace(/\s/g, '').toUpperCase();
	if (plain.length !== 15 && plain.length !== 18) return { ok: false, problem: 'length' };
	if (!/^(\d{15}|\d{17}[\dX])$/.test(plain)) return { ok: false, problem: 'characters' };
	const first17 = plain.length === 15 ? `${plain.slice(0, 6)}19${plain.slice(6)}` : plain.slice(0, 17);
	const birthDate = `${first17.slice(6, 10)}-${first17.slice(10, 12)}-${first17.slice(12, 14)}`;
	const date = new Date(`${birthDate}T00:00:00Z`);
	if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== birthDate || first17.slice(6, 10) < '1800' || first17.slice(6, 10) > '2199') {
		return { ok: false, problem: 'date' };
	}
	const check = idCheckDigit(first17);
	if (plain.length === 18 && plain[17] !== check) return { ok: false, problem: 'checkDigit' };
	return { ok: true, number: first17 + check, birthDate, sex: Number(first17[16]) % 2 === 1 ? '1' : '2' };
}
