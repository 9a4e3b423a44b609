import { template } from '#platform/print/index.ts';

/** The fixed words of the certificate, and the sentence that certifies. */
export interface CertificateWords {
	title: string;
	number: string;
	revoked: string;
	/** labels of the table of lines */
	date: string;
	activity: string;
	place: string;
	time: string;
	total: string;
	issuer: string;
	responsible: string;
	handler: string;
	contact: string;
	issued: string;
	seal: string;
	scan: string;
	digest: string;
	pages: string;
}

/** 民发〔2015〕149号: name, document, volunteer number, hours and content, issuer with 负责人 and 经办人, contact, number, date, notes, seal. Ready to print. */
export interface CertificateData {
	lang: 'zh' | 'en';
	number: string;
	facts: { label: string; value: string }[];
	/** what is certified, in a paragraph */
	statement: string;
	lines: { on: string; title: string; place: string; time: string }[];
	totalTime: string;
	issuer: string;
	responsible: string;
	handler: string;
	contact: string;
	issuedOn: string;
	note: string;
	revoked: boolean;
	qr: string;
	url: string;
	digest: string;
	words: CertificateWords;
}

export const certificate = template<CertificateData>('modules/volunteers/certificates/print/certificate.typ');

export const certificateWords: Record<'zh' | 'en', CertificateWords> = {
	zh: {
		title: '志愿服务记录证明',
		number: '证明编号',
		revoked: '已 撤 销',
		date: '日期',
		activity: '服务内容',
		place: '地点',
		time: '时长',
		total: '合计',
		issuer: '出具单位',
		responsible: '单位负责人',
		handler: '经办人',
		contact: '联系电话',
		issued: '出具日期',
		seal: '（单位盖章）',
		scan: '扫码核验',
		digest: '内容校验码',
		pages: '第 {page} 页，共 {total} 页'
	},
	en: {
		title: 'Volunteer Service Certificate',
		number: 'Certificate number',
		revoked: 'REVOKED',
		date: 'Date',
		activity: 'Service',
		place: 'Place',
		time: 'Time',
		total: 'Total',
		issuer: 'Issued by',
		responsible: 'Responsible',
		handler: 'Handled by',
		contact: 'Telephone',
		issued: 'Date of issue',
		seal: '(official seal)',
		scan: 'Scan to verify',
		digest: 'Checksum',
		pages: 'Page {page} of {total}'
	}
};
