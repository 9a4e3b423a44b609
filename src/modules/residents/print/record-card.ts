import { template } from '#platform/print/index.ts';

/** A record on paper. All values are ready to print, masked as on the page. */
export interface RecordCardData {
	lang: 'zh' | 'en';
	org: string;
	name: string;
	/** 女 · 85 岁 · 红云社区 */
	line: string;
	/** null: nothing recorded */
	fields: { label: string; value: string | null; source: string | null }[];
	sections: { title: string; lines: string[] }[];
	printedBy: string;
	printedAt: string;
	/** name of who prints, and the day */
	watermark: string;
	words: { title: string; mark: string; unknown: string; pages: string };
}

export const recordCard = template<RecordCardData>('modules/residents/print/record-card.typ');
