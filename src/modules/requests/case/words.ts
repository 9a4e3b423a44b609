/** Text of a case as lists and searches hold it: one line, telephone and identity numbers starred, cut into pairs. */
import { toPairVector } from '#platform/search/index.ts';
import { excerpt } from '#platform/text/index.ts';

/**
 * Runs of seven digits or more, full-width ones too, are telephone, identity or card numbers; nothing that a summary
 * needs is that long. All else stays as it was written: a resident's ， does not become a comma.
 */
export function starNumbers(text: string): string {
	return text.replace(/\p{N}(?:[\s\p{Pd}]?\p{N}){6,}[xXｘＸ]?/gu, (run) => {
		const digits = run.normalize('NFKC');
		return `${digits.slice(0, 2)}****${digits.slice(-2)}`;
	});
}

export const summaryOf = (text: string): string => excerpt(starNumbers(text), 60);

/** What the list's search finds a case by; numbers that name a person are not among it. */
export const searchVector = (...texts: string[]): string => toPairVector(...texts.map(starNumbers));
