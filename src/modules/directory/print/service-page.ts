import { template } from '#platform/print/index.ts';

/** The fixed words of a service's page on paper. */
export interface ServicePageWords {
	phone: string;
	address: string;
	hours: string;
	who: string;
	cost: string;
	documents: string;
	steps: string;
	/** under the code */
	scan: string;
	/** message with the blank `{at}`: when somebody last made sure that all this is true */
	assured: string;
	/** message with the blanks `{page}` and `{total}` */
	pages: string;
}

export const servicePageWords: Record<'zh' | 'en', ServicePageWords> = {
	zh: {
		phone: '电话',
		address: '地址',
		hours: '开放时间',
		who: '谁可以用',
		cost: '费用',
		documents: '请带上',
		steps: '怎么办',
		scan: '扫码看最新信息',
		assured: '信息核实于 {at}',
		pages: '第 {page} 页，共 {total} 页'
	},
	en: {
		phone: 'Phone',
		address: 'Address',
		hours: 'Opening hours',
		who: 'Who may use it',
		cost: 'Cost',
		documents: 'Bring with you',
		steps: 'What to do',
		scan: 'Scan for the latest',
		assured: 'Checked on {at}',
		pages: 'Page {page} of {total}'
	}
};

/** One service of the directory as it is printed. Empty parts are left out with their headings. */
export interface ServicePageData {
	lang: 'zh' | 'en';
	/** who prints: the community */
	org: string;
	/** at the top right: 服务指南 */
	kind?: string;
	name: string;
	/** the organisation that gives the service */
	provider?: string;
	/** each line is a paragraph */
	summary?: string;
	who?: string;
	costs?: { group: string; price: string; note?: string }[];
	hours?: { days: string; times: string }[];
	address?: string;
	phone?: string;
	documents?: string[];
	steps?: string[];
	/** from `qrSvg(url)` */
	qr: string;
	url?: string;
	/** ready to print */
	assuredAt: string;
	words: ServicePageWords;
}

export const servicePage = template<ServicePageData>('modules/directory/print/service-page.typ');
