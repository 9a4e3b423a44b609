/** What a line of a sheet says, in words: for the person who looks through it before it goes in. */
import type { Locale } from '#platform/i18n.ts';
import { educations, ethnicities, healthStates, maritalStatuses, politicalStatuses, relations, sexes, type CodeTable } from '../codes/index.ts';
import { GROUP_TYPES } from '../groups/group-types.data.ts';
import type { Residence } from '../household/membership.model.ts';
import type { Field } from './fields.ts';
import type { Contact, RowValues } from './normalise.ts';
import type { GroupWord } from './values/groups.ts';

export interface SaidValue {
	field: Field;
	text: string;
}

const RESIDENCES: Record<Residence, Record<Locale, string>> = {
	owner: { zh: '业主', en: 'owner' },
	owner_family: { zh: '业主家属', en: 'owner’s family' },
	tenant: { zh: '租住', en: 'tenant' },
	staff_housing: { zh: '单位宿舍', en: 'staff housing' },
	away: { zh: '户在人不在', en: 'registered here, lives elsewhere' },
	other: { zh: '其他', en: 'other' }
};
const DERIVED: Partial<Record<GroupWord['group'], Record<Locale, string>>> = { living_alone: { zh: '独居', en: 'lives alone' }, empty_nest: { zh: '空巢', en: 'empty nest' } };
const ELSEWHERE: Record<Locale, [here: string, elsewhere: string]> = { zh: ['户籍在本地', '户籍在外地'], en: ['registered here', 'registered elsewhere'] };

const AGREED: Record<Locale, [no: string, yes: string]> = { zh: ['不同意', '同意'], en: ['does not agree', 'agrees'] };
const SIGNED: Record<Locale, Record<'self' | 'guardian', string>> = { zh: { self: '本人签', guardian: '监护人签' }, en: { self: 'signed by the person', guardian: 'signed by a guardian' } };

/** Every value of a line with the field it is, in the order of a record. */
export function saidOf(values: RowValues, locale: Locale): SaidValue[] {
	const said: SaidValue[] = [];
	const add = (field: Field, text: string | undefined) => void (text && said.push({ field, text }));
	const word = (table: CodeTable, code: string | undefined) => (code !== undefined && table.has(code) ? table.word(code, locale) : undefined);
	const comma = locale === 'zh' ? '、' : ', ';
	add('name', values.name);
	add('sex', word(sexes, values.sex));
	add('birthDate', values.birth?.date.slice(0, { day: 10, month: 7, year: 4 }[values.birth.known]));
	add('idNumber', values.idNumber ?? values.document?.number ?? (values.idPrefix ? `${values.idPrefix}…` : undefined));
	add('phone', values.phones?.join(comma));
	add('relation', word(relations, values.relation));
	add('householdNumber', values.householdNumber);
	add('headName', values.headName);
	add('address', values.place?.text);
	add('registeredAddress', values.registeredAddress);
	add('residence', [values.residence && RESIDENCES[values.residence][locale], values.registeredElsewhere === undefined ? '' : ELSEWHERE[locale][values.registeredElsewhere ? 1 : 0]].filter(Boolean).join(comma));
	add('ethnicity', word(ethnicities, values.ethnicity));
	add('education', word(educations, values.education));
	add('marital', word(maritalStatuses, values.marital));
	add('political', word(politicalStatuses, values.political));
	add('health', word(healthStates, values.health));
	add('groups', values.groups?.map((group) => groupText(group, locale)).join(comma));
	add('moveInDate', values.moveInDate);
	add('workplace', values.workplace);
	add('emergencyName', contactText(values.emergency));
	add('guardianName', contactText(values.guardian));
	add('community', values.community);
	add('grid', values.grid);
	for (const { purpose, agrees, on, by } of values.consents ?? []) add(`consent:${purpose}`, [AGREED[locale][agrees ? 1 : 0], on ?? '', by ? SIGNED[locale][by] : ''].filter(Boolean).join(comma));
	add('remarks', values.remarks);
	return said;
}

function groupText({ group, kind, grade, certificate }: GroupWord, locale: Locale): string {
	const type = GROUP_TYPES.find(({ code }) => code === group);
	const named = (option: { name: string; nameEn: string } | undefined) => (locale === 'zh' ? option?.name : option?.nameEn);
	const details = [named(type?.kinds.find(({ code }) => code === kind)), named(type?.grades.find(({ code }) => code === grade)), certificate].filter(Boolean);
	return `${named(type) ?? DERIVED[group]?.[locale] ?? group}${details.length ? (locale === 'zh' ? `（${details.join('，')}）` : ` (${details.join(', ')})`) : ''}`;
}

const contactText = (contact: Contact | undefined): string | undefined => (contact ? [contact.name, contact.words, contact.phone].filter(Boolean).join(' ') : undefined);
