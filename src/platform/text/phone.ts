import { toHalfWidth } from './width.ts';

/** A telephone number in the one form in which it is stored, compared and hashed. */
export interface Phone {
	/** `service` is a short or shared number: 12345, 110, 95588, 400 */
	kind: 'mobile' | 'landline' | 'service';
	/** mobile `13800000000`; landline `0577-88880000` or `0577-88880000-801`; service `4000001234` */
	number: string;
}

/** Area codes: 010 and 02x have three digits (工业和信息化部 numbering plan), all others four. */
const LANDLINE = /^(010|02\d|0[3-9]\d{2})(\d{7,8})$/;

/**
 * Reads a telephone number as people write it: full-width digits, blanks, dots, dashes, brackets, `+86` or `0086`
 * in front, an extension after `转`, `ext` or `-`.
 *
 * Any 11 digits that begin with 1 are taken for a mobile number, assigned or not: which ranges are assigned changes
 * by the year, and a resident must not be sent away because of our list.
 * @param areaCode put before a landline number given without one, e.g. `0577`
 * @returns null when it is no mainland number
 */
export function parsePhone(text: string, areaCode?: string): Phone | null {
	const plain = toHalfWidth(text).trim().toLowerCase();
	const [main = '', extension] = splitExtension(plain);
	if (/[^\d\s().+\-–—]/.test(main)) return null;
	let digits = main.replace(/\D/g, '');
	if (/^\s*(\+\s*86|0086)/.test(main)) {
		digits = digits.replace(/^(00)?86/, '');
		// +86 577 … : the 0 of the area code is left out abroad.
		if (/^[2-9]\d{9,10}$|^10\d{8}$/.test(digits)) digits = '0' + digits;
	} else if (main.includes('+')) {
		return null;
	}
	if (/^1\d{10}$/.test(digits)) return extension ? null : { kind: 'mobile', number: digits };
	const landline = LANDLINE.exec(digits) ?? (areaCode && /^[2-9]\d{6,7}$/.test(digits) ? LANDLINE.exec(areaCode + digits) : null);
	if (landline) return { kind: 'landline', number: `${landline[1]}-${landline[2]}${extension ? `-${extension}` : ''}` };
	if (!extension && /^(1\d{2}|1[012]\d{3}|9\d{4}|[48]00\d{7})$/.test(digits)) return { kind: 'service', number: digits };
	return null;
}

/** The number alone, or null: for look-ups and keyed hashes. */
export function normalizePhone(text: string, areaCode?: string): string | null {
	return parsePhone(text, areaCode)?.number ?? null;
}

function splitExtension(text: string): [string, string?] {
	const worded = /^(.*?)\s*(?:转|轉|ext\.?|x)\s*(\d{1,6})$/.exec(text);
	if (worded) return [worded[1]!, worded[2]];
	// 0577-88880000-801: only after a whole landline number is a dash followed by digits an extension.
	const dashed = /^((?:\+86[\s-]*|0086[\s-]*)?\(?0?\d{2,3}\)?[\s-]*\d{7,8})-(\d{1,6})$/.exec(text);
	return dashed ? [dashed[1]!, dashed[2]] : [text];
}
