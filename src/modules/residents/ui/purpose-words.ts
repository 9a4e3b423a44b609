/** What a purpose is allowed to use, in words. */
import type { Locale } from '#platform/i18n.ts';
import { ownMessages } from '../messages/own.ts';
import { peopleMessages } from '../messages/people.ts';
import type { Purpose } from '../privacy/purposes.ts';

/** `用到：姓名、性别…`; what has no word of its own (a field that another module made up) is left out. */
export function purposeUses({ fields }: Pick<Purpose, 'fields'>, locale: Locale): string {
	const [m, p] = [ownMessages[locale], peopleMessages[locale]];
	const words = fields.map((field) => (field.startsWith('group:') ? p.groupsOfFields[field.slice(6) as keyof typeof p.groupsOfFields] : (p.fields[field as keyof typeof p.fields] ?? m.usesOf[field]))).filter(Boolean);
	return words.length ? m.uses(words.join(locale === 'zh' ? '、' : ', ')) : '';
}
