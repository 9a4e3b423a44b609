import type { MessageSet } from '#platform/i18n.ts';
import { en } from './retention.en.ts';
import { zh, type RetentionMessages } from './retention.zh.ts';

/** Words of the page of retention. */
export const retentionMessages: MessageSet<RetentionMessages> = { zh, en };
