import { readFileSync } from 'node:fs';
import { fontFile } from './render.ts';
import { cleanText } from './clean.ts';

/**
 * The characters of a text that the print font has no glyph for: they come out as an empty box.
 *
 * Noto Sans SC has all 8,105 characters of 通用规范汉字表 (2013), also those beyond the basic plane; some rare
 * names (𠮷) are not in it. A desk should show this list before a certificate is printed, so that the character
 * can be written in by hand.
 * @returns each such character once, in the order met; `[]` when all can be printed
 */
export function unprintable(text: string): string[] {
	const has = coverage();
	const missing = new Set<string>();
	for (const character of cleanText(text)) {
		const code = character.codePointAt(0)!;
		// Blanks, joiners and variation selectors draw nothing, so that no glyph is missed.
		if (/[\s\p{Default_Ignorable_Code_Point}]/u.test(character)) continue;
		if (!has(code)) missing.add(character);
	}
	return [...missing];
}

let known: ((code: number) => boolean) | undefined;

function coverage(): (code: number) => boolean {
	if (known) return known;
	const ranges = cmapRanges(readFileSync(fontFile('400Regular')));
	return (known = (code) => {
		let low = 0;
		let high = ranges.length - 1;
		while (low <= high) {
			const middle = (low + high) >> 1;
			const [first, last] = ranges[middle]!;
			if (code < first) high = middle - 1;
			else if (code > last) low = middle + 1;
			else return true;
		}
		return false;
	});
}

/** The ranges of code points in a font's full-Unicode character map (OpenType `cmap`, format 12), sorted. */
function cmapRanges(font: Buffer): [number, number][] {
	const tables = font.readUInt16BE(4);
	for (let t = 0; t < tables; t++) {
		const record = 12 + t * 16;
		if (font.toString('latin1', record, record + 4) !== 'cmap') continue;
		const cmap = font.readUInt32BE(record + 8);
		const subtables = font.readUInt16BE(cmap + 2);
		for (let s = 0; s < subtables; s++) {
			const at = cmap + font.readUInt32BE(cmap + 4 + s * 8 + 4);
			if (font.readUInt16BE(at) !== 12) continue;
			const groups = font.readUInt32BE(at + 12);
			return Array.from({ length: groups }, (_, g): [number, number] => [
				font.readUInt32BE(at + 16 + g * 12),
				font.readUInt32BE(at + 16 + g * 12 + 4)
			]);
		}
	}
	throw new Error('the print font has no cmap of format 12');
}
