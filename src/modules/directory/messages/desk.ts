import type { MessageSet } from '#platform/i18n.ts';
import { en } from './desk.en.ts';
import { zh, type DirectoryDeskMessages } from './desk.zh.ts';

/** Words of the directory's desk. */
export const directoryDeskMessages: MessageSet<DirectoryDeskMessages> = { zh, en };
