import type { MessageSet } from '#platform/i18n.ts';
import { worklistsEn } from './worklists.en.ts';
import { worklistsZh, type WorklistsWords } from './worklists.zh.ts';

/** The words of the work-lists: call-backs and unmet needs. */
export const worklistsMessages: MessageSet<WorklistsWords> = { zh: worklistsZh, en: worklistsEn };
