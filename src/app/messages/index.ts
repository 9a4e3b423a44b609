import type { MessageSet } from '#platform/i18n.ts';
import { en } from './en.ts';
import { zh, type DeskMessages } from './zh.ts';

/** The words of the desk's frame. */
export const deskMessages: MessageSet<DeskMessages> = { zh, en };
