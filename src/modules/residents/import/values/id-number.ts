import { hasLostDigits, type Cell } from '#platform/sheets/index.ts';
import { parseIdNumber, type IdNumber, type IdNumberProblem } from '#platform/text/index.ts';

/** Papers of people who have no resident identity card. */
export type OtherDocument = 'passport' | 'hk_mo_permit' | 'tw_permit' | 'foreign_residence';

/** What stands in a cell that should hold an identity number. */
export type IdCell =
	| { kind: 'empty' }
	/** `fromOld`: it had 15 digits and was brought to 18; `oddRegion`: its first two digits are of no province */
	| ({ kind: 'ok'; fromOld: boolean; oddRegion: boolean } & IdNumber)
	/** Excel kept 15 digits of 18; `prefix` are those 15, or as many as are left (`9.99999E+17`: six) */
	| { kind: 'damaged'; prefix: string }
	/** stars in it: copied from a list that hides it */
	| { kind: 'masked' }
	| { kind: 'other'; document: OtherDocument; number: string }
	| { kind: 'invalid'; problem: IdNumberProblem };

/**
 * Reads an identity number as it stands in a sheet: full width, blanks, small x, `×` or `Ⅹ` for X, a word before it.
 * A number that Excel damaged is told from one that was mistyped, for the remedy is another: ask for the file with the
 * column as text, not for the number.
 */
export function readIdCell(cell: Cell): IdCell {
	if (cell === null || typeof cell === 'boolean') return { kind: 'empty' };
	if (typeof cell === 'number') {
		if (hasLostDigits(cell)) return { kind: 'damaged', prefix: keptDigits(cell) };
		return readText(String(cell));
	}
	const scientific = /^\s*(\d)(?:\.(\d+))?E\+1[5-9]\s*$/i.exec(cell);
	if (scientific) return { kind: 'damaged', prefix: `${scientific[1]}${scientific[2] ?? ''}`.slice(0, 15) };
	return readText(cell);
}

function readText(text: string): IdCell {
	const plain = text
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[×✕]$/, 'X')
		.replace(/^[^\dA-Z]*(?=[\dA-Z])/, '')
		.replace(/[\s\-'"`’‘“”.。,，\u200b-\u200d\ufeff]/g, '');
	if (plain === '' || /^(?:无|没有|不详|暂无|未知|待补|\/)+$/.test(plain)) return { kind: 'empty' };
	if (/[*＊]{2,}|X{4,}/.test(plain)) return { kind: 'masked' };
	// 18 digits with a remark behind them: 99…22(已迁出)
	const core = /^(\d{17}[\dX]|\d{15})(?=\D|$)/.exec(plain)?.[1] ?? plain;
	const read = parseIdNumber(core);
	if (read.ok) return { kind: 'ok', number: read.number, birthDate: read.birthDate, sex: read.sex, fromOld: core.length === 15, oddRegion: !REGIONS.has(core.slice(0, 2)) };
	const prefix = /^[1-9]\d{17}$/.test(core) ? roundedPrefix(core) : null;
	if (prefix) return { kind: 'damaged', prefix };
	const document = DOCUMENTS.find(([, pattern]) => pattern.test(plain))?.[0];
	if (document) return { kind: 'other', document, number: plain };
	return { kind: 'invalid', problem: read.problem };
}

/** What Excel keeps of a number: 15 digits. Programs that calculate keep one or two more, of which the first 15 are right. */
function keptDigits(number: number): string {
	const rounded = number.toPrecision(15);
	return (Number(rounded) === number ? rounded.replace(/\D/g, '') : BigInt(number).toString()).slice(0, 15);
}

/** The digits that are left, where a text is a floating-point number written out: rounded, or to the last digit. */
function roundedPrefix(digits: string): string | null {
	const number = Number(digits);
	const written = digits.endsWith('0') ? [String(number), `${digits.slice(0, 15)}000`] : [];
	return written.includes(digits) || BigInt(digits) === BigInt(Number(`${number.toPrecision(15).replace(/\D/g, '').slice(0, 15)}000`)) ? keptDigits(number) : null;
}

/** Does a number that passes look like a rounded one (…000 with a check digit that happens to be 0)? Said when others of its column are damaged. */
export const mayBeRounded = (number: string): boolean => number.endsWith('000');

const DOCUMENTS: readonly (readonly [OtherDocument, RegExp])[] = [
	['hk_mo_permit', /^[HM]\d{8}(?:\d{2})?$/],
	['foreign_residence', /^[A-Z]{3}\d{12}$/],
	['passport', /^(?:[EGDSPK]\d{8}|E[A-Z]\d{7}|1[45]\d{7})$/],
	['tw_permit', /^\d{8}$/]
];

/** Provinces and what stands beside them (GB/T 2260), and 99, which the demonstration uses because no province has it. */
const REGIONS = new Set('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91 99'.split(' '));
