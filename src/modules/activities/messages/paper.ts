import type { MessageSet } from '#platform/i18n.ts';
import { paperEn } from './paper.en.ts';
import { paperZh, type PaperWords } from './paper.zh.ts';

/** Words on paper. */
export const paperWords: MessageSet<PaperWords> = { zh: paperZh, en: paperEn };
