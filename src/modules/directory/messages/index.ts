import type { MessageSet } from '#platform/i18n.ts';
import { en } from './en.ts';
import { zh, type DirectoryMessages } from './zh.ts';

/** Words that residents see; also the names of the fixed vocabularies. */
export const directoryMessages: MessageSet<DirectoryMessages> = { zh, en };
