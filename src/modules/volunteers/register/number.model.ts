/**
 * The volunteer number (志愿者编号): 18 digits, not the ID number. Ours are made of the county's six digits, `99`, the
 * subdistrict's three digits, a serial of six and a check digit (ISO 7064 MOD 11,10). The seventh and eighth digit make sure
 * that none is an ID number: read as one, the year of birth would be 99xx.
 */

/** Check digit of ISO/IEC 7064, MOD 11,10 (hybrid system, digits only). */
export function checkDigit(digits: string): string {
	let product = 10;
	for (const digit of digits) {
		const sum = (Number(digit) + product) % 10 || 10;
		product = (sum * 2) % 11;
	}
	return String((11 - product) % 10);
}

/**
 * @param code the subdistrict's statistical code, 12 digits
 * @param serial 1 … 999,999
 * @throws RangeError when either is none
 */
export function volunteerNumber(code: string, serial: number): string {
	if (!/^\d{12}$/.test(code)) throw new RangeError(`no statistical code: ${code}`);
	if (!Number.isInteger(serial) || serial < 1 || serial > 999_999) throw new RangeError(`no serial of a volunteer: ${serial}`);
	const body = `${code.slice(0, 6)}99${code.slice(6, 9)}${String(serial).padStart(6, '0')}`;
	return body + checkDigit(body);
}

/** Whether somebody typed a volunteer number of ours without a slip. */
export const isVolunteerNumber = (text: string): boolean => /^\d{6}99\d{10}$/.test(text) && checkDigit(text.slice(0, 17)) === text[17];
