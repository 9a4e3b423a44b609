/**
 * Full-width letters, digits and signs (U+FF01–FF5E) as their half-width twins, the ideographic space as a blank.
 * Chinese input methods write both; a person who reads them sees no difference, a comparison does.
 * Chinese punctuation proper (，。：（） in prose) is changed too: use it on names, numbers and codes, not on prose.
 */
export function toHalfWidth(text: string): string {
	return text.replace(/[\uff01-\uff5e\u3000]/g, (c) => (c === '\u3000' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0)));
}
