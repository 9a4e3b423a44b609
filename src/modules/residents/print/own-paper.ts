import type { Locale } from '#platform/i18n.ts';
import { template } from '#platform/print/index.ts';

/** Everything held about somebody, on paper. All values are words, ready to print. */
export interface OwnPaperData {
	lang: Locale;
	org: string;
	title: string;
	lede: string;
	/** what is held: a field's name stands once, and each source of it below */
	fields: { label: string; values: { value: string; counts: boolean; source: string }[] }[];
	sections: { title: string; none: string; lines: { head: string; text: string; small: string }[] }[];
	purposes: { name: string; why: string; uses: string; rule: string; consent: string }[];
	looks: { at: string; who: string; what: string; why: string }[];
	footer: string;
	words: { what: string; purposes: string; looks: string; looksText: string; looksNone: string; counts: string; at: string; who: string; lookWhat: string; why: string; pages: string };
}

export const ownPaper = template<OwnPaperData>('modules/residents/print/own-paper.typ');
