import type { MessageSet } from '#platform/i18n.ts';
import { en } from './import.en.ts';
import { zh, type ImportMessages } from './import.zh.ts';

/** Words of the pages that take sheets in. */
export const importMessages: MessageSet<ImportMessages> = { zh, en };
