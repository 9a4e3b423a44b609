import type { MessageSet } from '#platform/i18n.ts';
import { en } from './roster.en.ts';
import { zh, type RosterMessages } from './roster.zh.ts';

/** Words of the desk's pages of who comes, how it was, and of courses. */
export const rosterMessages: MessageSet<RosterMessages> = { zh, en };
