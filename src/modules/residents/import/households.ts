/** Which rows are one household, and what stands once for all of them: merged over its rows, or with blanks below. */
import { relations } from '../codes/index.ts';
import { nameKey } from '../person/values.ts';
import { specOf, type Field } from './fields.ts';
import type { FieldCell, FieldColumns, RowCells } from './row-cells.ts';
import { readName } from './values/name.ts';

/** A person's cells with those of the household that stand in an earlier row. */
export interface MemberCells extends RowCells {
	/** the same for every member; null when the sheet has no households */
	household: string | null;
}

/** Fields that tell one household from the next, the surest first. */
const KEYS: readonly Field[] = ['householdNumber', 'headIdNumber', 'headName'];

/**
 * Joins rows into households. One begins where the household's number or head changes, or at a member who is the head.
 * What is blank below is taken from above only within a household, and only on sheets that have households: a blank
 * address in a plain list stays blank.
 */
export function joinHouseholds(rows: readonly RowCells[], columns: FieldColumns): MemberCells[] {
	const keys = KEYS.filter((field) => columns.of.has(field));
	const hasRelation = columns.of.has('relation');
	if (keys.length === 0 && !hasRelation) return rows.map((row) => ({ ...row, household: null }));

	const shared = [...columns.of.keys()].filter((field) => specOf(field).household);
	const members: MemberCells[] = [];
	let household = 0;
	let kept = new Map<Field, FieldCell>();
	let opened = false;
	for (const row of rows) {
		const keyed = keys.filter((field) => textOf(row, field) !== '');
		const changed = keyed.some((field) => kept.has(field) && plain(field, kept.get(field)!.text) !== plain(field, textOf(row, field)));
		const isHead = hasRelation && ['01', '02'].includes(relations.parse(textOf(row, 'relation')) ?? '');
		// A household number or head on a row begins a household unless it is the one that is open; so does a member who is the head.
		const begins = !opened || changed || (keyed.length > 0 && !keyed.some((field) => kept.has(field))) || (isHead && keyed.length === 0);
		if (begins) {
			household += 1;
			kept = new Map();
			opened = true;
		}
		for (const field of shared) {
			const own = row.one(field);
			if (own && own.text !== '' && (begins || !kept.has(field))) kept.set(field, own);
		}
		const above = kept;
		members.push({
			...row,
			household: String(household),
			one: (field) => {
				const own = row.one(field);
				return own && own.text === '' ? (above.get(field) ?? own) : own;
			}
		});
	}
	return members;
}

const textOf = (row: RowCells, field: Field): string => row.one(field)?.text ?? '';
const plain = (field: Field, text: string): string => (field === 'headName' ? nameKey(readName(text).name) : text.replace(/\s/g, ''));
