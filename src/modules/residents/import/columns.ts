/** Proposes which field each column of a table is, from its head and from the look of its values. */
import { serialToText, type Cell } from '#platform/sheets/index.ts';
import { fields, specOf, type Field, type Look } from './fields.ts';
import { guessHead } from './head-words.ts';
import { lookAt, type ColumnLook } from './looks.ts';
import type { Table, TableColumn } from './tables.ts';
import type { Rows } from './head.ts';
import { mayBeConsent } from './values/consent.ts';
import type { DateHints } from './values/date.ts';

/** Why a column is taken for a field. */
export type Evidence =
	/** its head is the field's word, or alike */
	| { kind: 'head'; word: string; likeness: number }
	/** so large a share of its values look like the field's */
	| { kind: 'values'; look: Look; share: number; seen: number }
	/** nothing stands in the column */
	| { kind: 'empty' }
	/** this form was mapped before */
	| { kind: 'remembered' };

export interface Proposal {
	field: Field;
	/** 0 to 1; below 0.75 the person should look */
	confidence: number;
	evidence: Evidence[];
}

export interface ColumnProposal {
	key: string;
	head: string;
	letter: string;
	/** null: no field; kept with each row as it stands */
	chosen: Proposal | null;
	/** other fields that it may be, the likelier first */
	others: Proposal[];
	look: ColumnLook;
	/** the first values, as they stand, for the person to look at */
	samples: string[];
	/** people sign or agree under such a head; to what, somebody has to say */
	mayBeConsent: boolean;
}

/** Which field each column is, by the column's key; null: none. */
export type Mapping = Record<string, Field | null>;

/** Excel's serial numbers of a living person's days lie between years (1951) and dates without marks (195103). */
const SERIALS = [2_500, 100_000] as const;
/** Below this a proposal is not chosen by itself. */
const ENOUGH = 0.45;
/** Looks that tell a field even under a head that nobody knows. */
const TELLING: Partial<Record<Look, Field>> = { idNumber: 'idNumber', phone: 'phone', sex: 'sex', ethnicity: 'ethnicity', relation: 'relation', education: 'education', marital: 'marital', political: 'political', disabilityCard: 'disabilityCard', address: 'address', name: 'name' };

/**
 * A proposal for every column. A field that stands once is given to the column that fits it best; what is left is
 * proposed to nobody and kept as it is.
 * @param remembered the mapping of this form from the last time; it goes before everything
 */
export function proposeColumns(table: Table, rows: Rows, hints: DateHints, remembered: Mapping | null = null): ColumnProposal[] {
	const looked = table.columns.map((column) => {
		const cells = column.at.flatMap((at) => table.rows.map(({ row }) => rows[row - 1]![at] ?? null));
		const look = lookAt(cells, hints);
		const proposals = proposalsFor(column, look);
		return { column, look, samples: samplesOf(cells, (look.share.date ?? 0) >= 0.5 ? hints : null), proposals: isHeads(table, column) ? proposals.map(ofTheHead) : proposals };
	});
	const chosen = new Map<string, Proposal>();
	const taken = new Set<Field>();
	const choose = (key: string, proposal: Proposal) => {
		chosen.set(key, proposal);
		if (!specOf(proposal.field).many) taken.add(proposal.field);
	};
	for (const { column } of looked) {
		const field = remembered?.[column.key];
		if (field && !taken.has(field)) choose(column.key, { field, confidence: 1, evidence: [{ kind: 'remembered' }] });
	}
	const pairs = looked
		.flatMap(({ column, proposals }, order) => proposals.map((proposal) => ({ key: column.key, order, proposal })))
		.sort((a, b) => b.proposal.confidence - a.proposal.confidence || a.order - b.order);
	for (const { key, proposal } of pairs) {
		if (proposal.confidence < ENOUGH || chosen.has(key) || taken.has(proposal.field)) continue;
		if (remembered && key in remembered) continue;
		choose(key, proposal);
	}
	return looked.map(({ column, look, samples, proposals }) => {
		const mine = chosen.get(column.key) ?? null;
		return { key: column.key, head: column.head, letter: column.letter, chosen: mine, others: proposals.filter(({ field }) => field !== mine?.field).slice(0, 4), look, samples, mayBeConsent: mayBeConsent(column.head) };
	});
}

/** Beside members who stand in one row (成员1, 成员2), whoever stands once is the head of the household. */
const isHeads = (table: Table, column: TableColumn): boolean => table.repeats > 1 && column.at.length === 1;
const HEADS: Partial<Record<Field, Field>> = { name: 'headName', idNumber: 'headIdNumber', phone: 'headPhone' };
const ofTheHead = (proposal: Proposal): Proposal => ({ ...proposal, field: HEADS[proposal.field] ?? proposal.field });

export const mappingOf = (proposals: readonly ColumnProposal[]): Mapping => Object.fromEntries(proposals.map(({ key, chosen }) => [key, chosen?.field ?? null]));

function proposalsFor({ path }: TableColumn, look: ColumnLook): Proposal[] {
	const found = new Map<Field, Proposal>();
	for (const { field, likeness, word } of guessHead(path)) {
		const wanted = specOf(field).look;
		const evidence: Evidence[] = [{ kind: 'head', word, likeness: round(likeness) }];
		let fit = 1;
		if (look.seen === 0) {
			fit = 0.85;
			evidence.push({ kind: 'empty' });
		} else if (wanted) {
			const share = look.share[wanted] ?? 0;
			// A tick column has words, too (肢体二级 under 残疾); few values say little.
			fit = wanted === 'yesNo' ? (likeness >= 0.9 ? 0.9 + 0.1 * share : 0.4 + 0.6 * share) : 0.4 + 0.6 * Math.max(share, look.seen < 3 ? 0.5 : 0);
			evidence.push({ kind: 'values', look: wanted, share: round(share), seen: look.seen });
		} else fit = 0.95;
		found.set(field, { field, confidence: round(likeness * fit), evidence });
	}
	for (const [telling, field] of Object.entries(TELLING) as [Look, Field][]) {
		const share = look.share[telling] ?? 0;
		if (found.has(field) || share < 0.8 || look.seen < 3) continue;
		// A name under a head that is another's (户主) is no name of one's own; those heads are known.
		if (telling === 'name' && path.length > 0 && found.size > 0) continue;
		if ((telling === 'idNumber' || telling === 'phone') && [...found.keys()].some((each) => specOf(each).look === telling)) continue;
		found.set(field, { field, confidence: round((path.length === 0 ? 0.75 : 0.6) * share), evidence: [{ kind: 'values', look: telling, share: round(share), seen: look.seen }] });
	}
	return [...found.values()].sort((a, b) => b.confidence - a.confidence || fields.indexOf(a.field) - fields.indexOf(b.field));
}

/** @param dates of a column of days: a bare serial number, which says nothing to anybody, with the day that it is */
function samplesOf(cells: readonly Cell[], dates: DateHints | null): string[] {
	const texts: string[] = [];
	for (const cell of cells) {
		if (cell === null || cell === '') continue;
		const day = dates && typeof cell === 'number' && cell > SERIALS[0] && cell < SERIALS[1] ? serialToText(cell, 'date', dates.date1904) : null;
		const text = day ? `${cell} = ${day}` : String(cell).trim().slice(0, 40);
		if (text !== '' && !texts.includes(text)) texts.push(text);
		if (texts.length === 3) break;
	}
	return texts;
}

const round = (number: number): number => Math.round(number * 100) / 100;
