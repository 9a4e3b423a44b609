/** Sex and age of a person as one line says them. */
import type { Locale } from '#platform/i18n.ts';
import { sexes } from '../codes/index.ts';
import { peopleMessages } from '../messages/people.ts';
import type { PeopleMessages } from '../messages/people.zh.ts';

/** Empty where it is not known. */
export const sexText = (code: string | null, locale: Locale): string => (code === '1' || code === '2' ? sexes.word(code, locale) : '');

/** 85 岁, 80–89 岁 for who sees no more, empty where it is not known. */
export const ageText = ({ age, ageBand }: { age: number | null; ageBand: number | null }, m: PeopleMessages): string => (age !== null ? m.years(age) : ageBand !== null ? m.ageBand(ageBand) : '');

/** Both, as far as a card says them: 女 76 岁, 女 70–79 岁, or nothing. */
export const sexAndAge = (card: { sex: string; age: number | null; ageBand: number | null }, locale: Locale): string => [sexText(card.sex, locale), ageText(card, peopleMessages[locale])].filter(Boolean).join(' ');
