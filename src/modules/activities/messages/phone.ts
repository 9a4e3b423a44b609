import type { MessageSet } from '#platform/i18n.ts';
import { en } from './phone.en.ts';
import { zh, type PhoneMessages } from './phone.zh.ts';

/** Words of the phone's page at the door. */
export const phoneMessages: MessageSet<PhoneMessages> = { zh, en };
