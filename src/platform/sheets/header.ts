import { toHalfWidth } from '#platform/text/index.ts';
import { asText } from './cells.ts';
import type { Cell } from './types.ts';

/** What a reader expects: for each field the names under which its column may stand, in any language. */
export type ColumnsSpec = Record<string, { names: readonly string[]; required?: boolean }>;

/** Where the head of a table is, and which column is which. Columns and rows count from 0. */
export interface Header<Field extends string = string> {
	/** the last row of the head; the data begin below it */
	headerRow: number;
	mapping: Partial<Record<Field, number>>;
	/** columns with a name that no field claims */
	unmapped: { column: number; name: string }[];
	/** required fields that no column was found for */
	missing: Field[];
	/** fields whose column's name is only alike: ask the person */
	doubtful: Field[];
	/** 0 to 1: how much of what is expected was found, required fields counting twice */
	confidence: number;
}

/** Above this row the head must be; forms from above begin with a title, a unit and notes. */
const SEARCHED_ROWS = 40;
/** Names less alike than this are different names. */
const ALIKE = 0.6;

/**
 * Finds the row of column names, wherever it is and in whatever order the columns stand, and says what belongs to what.
 * Names are compared without blanks, marks (`*姓名：`) and remarks in brackets (`面积（㎡）`); alike is good enough
 * (身份证号码 for 身份证号), but an equal name always wins, and each column serves one field.
 * A head of two rows (联系方式 over 电话, 手机) is understood, merged or not.
 * @returns null when no row names at least two fields (or the only one)
 */
export function detectHeader<Spec extends ColumnsSpec>(rows: readonly (readonly Cell[])[], spec: Spec): Header<keyof Spec & string> | null {
	type Field = keyof Spec & string;
	const fields = (Object.keys(spec) as Field[]).map((field) => ({
		field,
		weight: spec[field]!.required ? 2 : 1,
		names: spec[field]!.names.map(plainName).filter((name) => name !== '')
	}));
	const needed = Math.min(2, fields.length);
	const total = fields.reduce((sum, { weight }) => sum + weight, 0);

	let best: (ReturnType<typeof assign> & { row: number; names: string[] }) | null = null;
	let previous: string[] = [];
	for (let row = 0; row < Math.min(rows.length, SEARCHED_ROWS); row++) {
		const names = rows[row]!.map((cell) => (typeof cell === 'string' && cell.length <= 60 ? asText(cell) : ''));
		let found = assign(names);
		let used = names;
		if (found.count > 0) {
			// The names that stand only in the row above: 姓名 beside a 联系方式 that is split below.
			const joined = Array.from({ length: Math.max(names.length, previous.length) }, (_, i) => names[i] || previous[i] || '');
			const both = assign(joined);
			if (both.score > found.score && both.score > (best?.score ?? 0)) {
				found = both;
				used = joined;
			}
		}
		// Equal again in the next row: a head merged downwards, whose last row is the one that counts.
		const repeats = best !== null && found.score === best.score && row === best.row + 1 && found.key === best.key;
		if (found.count >= needed && (best === null || found.score > best.score || repeats)) best = { ...found, row, names: used };
		previous = names;
	}
	if (!best) return null;

	const { mapping, likeness, score, names, row } = best;
	const claimed = new Set(Object.values(mapping));
	return {
		headerRow: row,
		mapping,
		unmapped: names.flatMap((name, column) => (name !== '' && !claimed.has(column) ? [{ column, name }] : [])),
		missing: fields.filter(({ field, weight }) => weight === 2 && mapping[field] === undefined).map(({ field }) => field),
		doubtful: fields.filter(({ field }) => (likeness[field] ?? 1) < 0.9).map(({ field }) => field),
		confidence: Math.round((score / total) * 100) / 100
	};

	/** Gives each column to at most one field and each field at most one column, the most alike pairs first. */
	function assign(names: readonly string[]) {
		const pairs: { field: Field; column: number; weight: number; alike: number }[] = [];
		names.forEach((name, column) => {
			if (name === '') return;
			const plain = plainName(name);
			for (const { field, names: wanted, weight } of fields) {
				const alike = Math.max(0, ...wanted.map((one) => likenessOf(plain, one)));
				if (alike >= ALIKE) pairs.push({ field, column, weight, alike });
			}
		});
		pairs.sort((a, b) => b.alike - a.alike || a.column - b.column);
		const mapping: Partial<Record<Field, number>> = {};
		const likeness: Partial<Record<Field, number>> = {};
		const taken = new Set<number>();
		let score = 0;
		for (const { field, column, weight, alike } of pairs) {
			if (mapping[field] !== undefined || taken.has(column)) continue;
			mapping[field] = column;
			likeness[field] = alike;
			taken.add(column);
			score += alike * weight;
		}
		return { mapping, likeness, score, count: taken.size, key: JSON.stringify(mapping) };
	}
}

/** A column's name without what does not tell columns apart. */
export function plainName(name: string): string {
	return toHalfWidth(name)
		.toLowerCase()
		.replace(/[([【〔{][^)\]】〕}]*[)\]】〕}]/g, '')
		.replace(/[\s*:.,、。·_\-/\\'"“”‘’#]+/g, '');
}

/**
 * 1 for the same name, less for one inside the other. Chinese puts the noun last, so that a common ending
 * (联系电话, 电话) tells more than a common beginning; half of the longer name must be common (监护人姓名 is no 姓名).
 */
export function likenessOf(name: string, wanted: string): number {
	if (name === wanted) return 1;
	const [short, long] = name.length < wanted.length ? [name, wanted] : [wanted, name];
	const share = short.length / long.length;
	if (short.length < 2 || share < 0.5 || !long.includes(short)) return 0;
	return (long.endsWith(short) ? 0.5 : 0.4) + 0.4 * share;
}
