import { asText, type Cell } from '#platform/sheets/index.ts';
import { toHalfWidth } from '#platform/text/index.ts';

/** A person's name as it stands in a sheet. */
export interface NameCell {
	/** blanks between Chinese characters gone (`张  三`), the dot of long names as `·`; empty when there is none */
	name: string;
	/** what stood in brackets behind it: 亡, 户主, 曾用名 */
	note: string;
	/** digits or marks in it: perhaps not a name */
	odd: boolean;
}

export function readName(cell: Cell): NameCell {
	const text = toHalfWidth(asText(cell)).trim();
	const note = /\(([^()]*)\)\s*$/.exec(text)?.[1]?.trim() ?? '';
	const bare = text.replace(/\([^()]*\)\s*$/, '').replace(/[•∙⋅‧・.](?=\p{Script=Han})/gu, '·').trim();
	const name = bare.replace(/(?<=[\p{Script=Han}·])\s+(?=[\p{Script=Han}·])/gu, '').replace(/^[*\-\s]+|[*\-\s]+$/g, '');
	return { name, note, odd: name !== '' && (/[^\p{L}\p{M}·.' -]/u.test(name) || [...name].length > 30) };
}
