import { template } from '#platform/print/index.ts';

/** What the sheet for the notice board says. All words are ready to print, in the language of the paper. */
export interface BoardData {
	lang: 'zh' | 'en';
	org: string;
	/** the kind of paper, at the top right */
	kind: string;
	title: string;
	period: string;
	/** from `qrSvg()`: leads to the same on the site */
	qr: string;
	qrCaption: string;
	/** all times: decides how large they stand */
	count: number;
	days: { name: string; times: { time: string; title: string; place: string; note: string; cancelled: boolean }[] }[];
	cancelled: string;
	empty: string;
	printed: string;
	pages: string;
}

export const board = template<BoardData>('modules/activities/print/board.typ');
