import { template } from '#platform/print/index.ts';

/** The fixed words of the slip. */
export interface SlipWords {
	title: string;
	number: string;
	said: string;
	worker: string;
	phone: string;
	firstContact: string;
	resolution: string;
	next: string;
	/** what the code and the number are good for */
	scan: string;
}

export const slipWords: Record<'zh' | 'en', SlipWords> = {
	zh: {
		title: '诉求受理单',
		number: '编号',
		said: '您说的是',
		worker: '负责人',
		phone: '办公电话',
		firstContact: '首次联系不晚于',
		resolution: '办理期限',
		next: '接下来',
		scan: '扫码或凭编号可查进度；没解决，打上面的电话，由负责人继续办。'
	},
	en: {
		title: 'Request slip',
		number: 'Number',
		said: 'You told us',
		worker: 'Your worker',
		phone: 'Desk phone',
		firstContact: 'First contact by',
		resolution: 'Resolution by',
		next: 'What happens next',
		scan: 'Scan, or quote the number, to see progress. Not solved? Call the phone above: your worker carries on.'
	}
};

/** What a resident takes home after telling a need at the counter. All values are ready to print. */
export interface SlipData {
	lang: 'zh' | 'en';
	/** an A6 sheet, or a strip of 80 mm thermal roll */
	size: 'a6' | 'roll';
	org: string;
	number: string;
	submittedAt?: string;
	/** from `qrSvg(url)` */
	qr: string;
	url: string;
	/** in the resident's words; cut to two lines */
	said?: string;
	worker?: string;
	role?: string;
	/** the desk's telephone, never a private one */
	phone?: string;
	firstContactBy?: string;
	resolutionBy?: string;
	/** cut to three lines */
	next?: string;
	/** names of the five steps */
	steps: string[];
	/** the step it stands at, from 0 */
	at: number;
	words: SlipWords;
}

export const slip = template<SlipData>('modules/requests/print/slip.typ');
