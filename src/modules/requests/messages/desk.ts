import type { MessageSet } from '#platform/i18n.ts';
import { deskEn } from './desk.en.ts';
import { deskZh, type DeskWords } from './desk.zh.ts';

/** The words of the requests' desk pages. */
export const deskMessages: MessageSet<DeskWords> = { zh: deskZh, en: deskEn };
