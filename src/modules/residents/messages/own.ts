import type { MessageSet } from '#platform/i18n.ts';
import { en } from './own.en.ts';
import { zh, type OwnMessages } from './own.zh.ts';

/** Words of one's own record, and of the desk's answers to what people ask. */
export const ownMessages: MessageSet<OwnMessages> = { zh, en };
