import { template } from '#platform/print/index.ts';
import type { ImpactWords } from '../ui/impact-words.ts';

/** The impact record on paper, one part for each purpose. All values are ready to print. */
export interface ImpactPaperData {
	lang: 'zh' | 'en';
	org: string;
	title: string;
	law: string;
	asOf: string;
	purposes: (ImpactWords & { /** why there is no judgement of it as it is, or empty */ note: string })[];
	footer: string;
	words: { facts: string; sight: string; item: string; held: string; sightNote: string; measures: string; judgement: string; earlier: string; conclusion: string; pages: string };
}

export const impactPaper = template<ImpactPaperData>('modules/residents/print/impact-paper.typ');
