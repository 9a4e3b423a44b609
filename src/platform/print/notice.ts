import { template } from './render.ts';

/** What a notice for a door or a board says. All words are plain text in the language of the paper. */
export interface NoticeData {
	lang: 'zh' | 'en';
	/** default `a4` */
	size?: 'a3' | 'a4' | 'a6';
	/** who speaks: 竹溪街道云岭社区 */
	org: string;
	/** the kind of paper, at the top right: 通知, 公示 */
	kind?: string;
	title: string;
	/** whom it speaks to: 各位居民： */
	to?: string;
	/** each line is a paragraph */
	body: string;
	signature: string;
	/** ready to print: 2026年3月12日 */
	date: string;
	/** each line is a paragraph: name, telephone, opening hours */
	contact?: string;
	/** from `qrSvg()` */
	qr?: string;
	qrCaption?: string;
	/** what the code holds, for those who cannot see it */
	url?: string;
	/** left in the foot of each page */
	foot?: string;
	/** page numbers: a message with the blanks `{page}` and `{total}` */
	pages?: string;
}

export const notice = template<NoticeData>('platform/print/templates/notice.typ');
