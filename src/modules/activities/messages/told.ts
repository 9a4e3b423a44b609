import type { MessageSet } from '#platform/i18n.ts';
import { toldEn } from './told.en.ts';
import { toldZh, type ToldWords } from './told.zh.ts';

/** Sentences of text messages about places. */
export const toldWords: MessageSet<ToldWords> = { zh: toldZh, en: toldEn };
export type Told = keyof ToldWords;
