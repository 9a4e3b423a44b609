/** By which rules data leaves the register at night, and what a night's run says of it. Pure. */
import { isFieldKey } from '../person/fields.ts';
import { CORE } from './coverage.model.ts';
import { SENSITIVITY } from './erasure.ts';
import type { Purpose } from './purposes.ts';

/**
 * `left`: so long after somebody moved away or died; `ended`: after a group ended; `recorded`: after it was written down; `withdrawn`:
 * after a consent was taken back; `anonymised`: nothing is left to keep, and the record loses its name; `merges`: a merge can no longer
 * be undone, and the rows from before it go; `sheets`: an import can no longer be undone, and its file and lines go.
 */
export const RULES = ['left', 'ended', 'recorded', 'withdrawn', 'anonymised', 'merges', 'sheets'] as const;
export type Rule = (typeof RULES)[number];

/** What went, by rule and purpose; no personal data. */
export interface Removed {
	rule: Rule;
	/** its code; null: no purpose's */
	purpose: string | null;
	/** whose it was */
	people: number;
	/** values, facts, ties and other modules' records; of `anonymised` people, of `merges` merges, of `sheets` imports */
	count: number;
}

/** Adds up what went. */
export class Tally {
	private readonly lines = new Map<string, Removed>();

	add(rule: Rule, purpose: string | null, people: number, count: number): void {
		if (!count) return;
		const key = `${rule} ${purpose ?? ''}`;
		const line = this.lines.get(key) ?? { rule, purpose, people: 0, count: 0 };
		this.lines.set(key, { ...line, people: line.people + people, count: line.count + count });
	}

	/** in the order of the rules */
	removed(): Removed[] {
		return [...this.lines.values()].sort((a, b) => RULES.indexOf(a.rule) - RULES.indexOf(b.rule));
	}
}

/** Something covered whose time runs from an end or from its writing, not from the person's leaving. */
export interface Timed {
	covered: string;
	/** the purpose that holds it longest */
	purpose: string;
	months: number;
}

/** What every active purpose that names it holds for so long from there: the longest counts, and one that holds it otherwise keeps it. */
function timed(purposes: readonly Purpose[], from: 'ended' | 'recorded', isCounted: (covered: string) => boolean): Timed[] {
	const active = purposes.filter((purpose) => purpose.active);
	return [...new Set(active.flatMap(({ fields }) => fields))].filter(isCounted).flatMap((covered) => {
		const naming = active.filter(({ fields }) => fields.includes(covered));
		const [longest] = [...naming].sort((a, b) => (b.keepMonths ?? 0) - (a.keepMonths ?? 0));
		return naming.every(({ keepFrom, keepMonths }) => keepFrom === from && keepMonths !== null) ? [{ covered, purpose: longest!.code, months: longest!.keepMonths! }] : [];
	});
}

/** Groups that go so long after they ended. */
export const endedRules = (purposes: readonly Purpose[]): Timed[] => timed(purposes, 'ended', (covered) => covered in SENSITIVITY);

/** Fields and groups that go so long after they were written down; of what daily work stands on nothing does while somebody lives here. */
export const recordedRules = (purposes: readonly Purpose[]): Timed[] => timed(purposes, 'recorded', (covered) => !(CORE as readonly string[]).includes(covered) && (covered in SENSITIVITY || isFieldKey(covered)));
