/** Chinese text as records hold it: numbers in one form, personal values masked, beginnings of long texts. No I/O. */
export { excerpt } from './excerpt.ts';
export { idCheckDigit, parseIdNumber, type IdNumber, type IdNumberProblem } from './id-number.ts';
export { maskAddress, maskIdNumber, maskName, maskPhone } from './mask.ts';
export { normalizePhone, parsePhone, type Phone } from './phone.ts';
export { toHalfWidth } from './width.ts';
