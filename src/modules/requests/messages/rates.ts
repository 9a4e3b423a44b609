import type { MessageSet } from '#platform/i18n.ts';
import { ratesEn } from './rates.en.ts';
import { ratesZh, type RatesWords } from './rates.zh.ts';

/** The words of the rates' pages. */
export const ratesMessages: MessageSet<RatesWords> = { zh: ratesZh, en: ratesEn };
