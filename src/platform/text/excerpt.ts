const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * The beginning of a text on one line: blanks and line breaks become one blank, and a cut is marked with "…".
 * Never cuts inside what a reader sees as one character (𠮷, é, a family emoji).
 * @param length the most characters, "…" included; at least 1
 */
export function excerpt(text: string, length: number): string {
	const flat = text.trim().replace(/\s+/g, ' ');
	// A text of n UTF-16 units has at most n characters.
	if (flat.length <= length) return flat;
	let kept = '';
	let count = 0;
	let beforeLast = '';
	for (const { segment } of graphemes.segment(flat)) {
		if (count === length) return beforeLast.trimEnd() + '…';
		beforeLast = kept;
		kept += segment;
		count++;
	}
	return kept;
}
