import * as v from 'valibot';

const line = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '');
const text = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '');
const pattern = (regex: RegExp, code: string) => v.optional(v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.regex(regex, code))], code), '');

/**
 * What stands in the foot of every resident page and on the three pages about the site. An empty item is not shown.
 * The items are those that 国办发〔2017〕47号 (annex: 网页设计规范) expects of a government site: organiser, operator,
 * site code, ICP and public-security filing numbers, contact.
 */
export const SiteSettingsInput = v.object({
	/** 主办单位 */
	organiser: line(80),
	/** 承办单位 */
	operator: line(80),
	/** 政府网站标识码, ten digits or letters given by the register of government sites */
	siteCode: pattern(/^[0-9A-Za-z]{10}$/, 'site.siteCodeNot10'),
	/** ICP备案号, such as 京ICP备12345678号-1 */
	icp: pattern(/^.{1,2}ICP[备证].{4,24}$/, 'site.icpForm'),
	/** 公安备案号, such as 京公网安备 11010502030000号 */
	police: pattern(/^.{1,2}公网安备\s?\d{14}号$/, 'site.policeForm'),
	phone: line(30),
	address: line(120),
	email: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.email('site.emailForm'))], 'site.emailForm'), ''),
	/** office hours, in plain words */
	hours: line(80),
	/** adds to the page about the site; plain text */
	about: text(4000),
	/** adds to the accessibility page: what was tested, by whom, when, what is known not to work; plain text */
	accessibility: text(4000),
	/** adds to the privacy page: who answers for personal data here, and how to reach them; plain text */
	privacyContact: text(1000)
});

export type SiteSettings = v.InferOutput<typeof SiteSettingsInput>;
export const emptySiteSettings: SiteSettings = v.parse(SiteSettingsInput, {});
