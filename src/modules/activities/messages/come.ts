import type { MessageSet } from '#platform/i18n.ts';
import { en } from './come.en.ts';
import { zh, type ComeMessages } from './come.zh.ts';

/** Words of signing up, coming, and saying how it was. */
export const comeMessages: MessageSet<ComeMessages> = { zh, en };
