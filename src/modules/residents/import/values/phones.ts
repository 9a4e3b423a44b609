import { asText, type Cell } from '#platform/sheets/index.ts';
import { parsePhone } from '#platform/text/index.ts';

export interface PhonesCell {
	/** in the form in which they are stored, in the order in which they stand, each once */
	numbers: string[];
	/** words beside a number (儿子), in brackets or before it */
	note: string;
	/** something stands there that is no number */
	unclear: boolean;
}

/**
 * The telephone numbers of a cell: one or more, with blanks inside, divided by anything, with words beside them
 * (`12000000001（儿子）`, `张三 12000000001/12000000002`).
 * @param areaCode put before a landline number that has none
 */
export function readPhones(cell: Cell, areaCode?: string): PhonesCell {
	const text = asText(cell).normalize('NFKC').trim();
	if (text === '' || /^(?:无|没有|暂无|不详|未知|空|\/|-|—)+$/.test(text)) return { numbers: [], note: '', unclear: false };
	const whole = parsePhone(text, areaCode);
	if (whole) return { numbers: [whole.number], note: '', unclear: false };
	const numbers = new Set<string>();
	let unclear = false;
	let words = text;
	// Runs of digits with what people put inside a number; two mobile numbers with one blank between them are two.
	for (const [run] of text.matchAll(/(?:\+?86[-\s]?)?[\d(][\d\s().-]{2,}\d(?:转\d{1,6})?/g)) {
		words = words.replace(run, ' ');
		const found = split(run, areaCode);
		if (found.length === 0) unclear = true;
		for (const number of found) numbers.add(number);
	}
	words = words.replace(/[()[\]{}:/|,;、，；：\s]+/g, ' ').trim();
	return { numbers: [...numbers], note: words.replace(/(?:手机|电话|座机|固话|tel|或)+/gi, '').trim(), unclear: unclear || numbers.size === 0 };
}

function split(run: string, areaCode: string | undefined): string[] {
	const one = parsePhone(run, areaCode);
	if (one) return [one.number];
	const digits = run.replace(/\D/g, '');
	if (digits.length === 22 && /^1\d{10}1\d{10}$/.test(digits)) return [digits.slice(0, 11), digits.slice(11)];
	const pieces = run.split(/\s+/).map((piece) => parsePhone(piece, areaCode));
	return pieces.every((piece) => piece !== null) ? pieces.map((piece) => piece.number) : [];
}
