import type { MessageSet } from '#platform/i18n.ts';
import { offersEn } from './offers.en.ts';
import { offersZh, type OffersWords } from './offers.zh.ts';

/** The words of the page on which providers answer. */
export const offersMessages: MessageSet<OffersWords> = { zh: offersZh, en: offersEn };
