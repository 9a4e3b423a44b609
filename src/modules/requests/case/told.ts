/** The text of a notice, and the way to a case without signing in. */
import type { Notice } from '../requests.ports.ts';
import { toldEn } from '../messages/told.en.ts';
import { toldZh } from '../messages/told.zh.ts';

/** The page on which a resident follows one case; `key` opens it without an account. Printed as a code on slips. */
export const followPath = (number: string, key: string): string => `/case/${number}?key=${key}`;

/** What the message says, with `link` behind it. A param that the notice does not carry is said in general words. */
export function toldText(notice: Notice, link: string): string {
	const words = notice.locale === 'en' ? toldEn : toldZh;
	const sentence = words.sentences[notice.what.replace(/^told\./, '')] ?? words.other;
	const params: Record<string, string> = { ...words.unknown, ...notice.params, number: notice.number };
	return `${sentence.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')} ${link}`;
}

/** A case at the desk, whatever queue it stands in. */
export const casePath = (id: string): string => `/desk/requests?queue=all&id=${id}`;
