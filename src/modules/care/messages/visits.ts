import type { MessageSet } from '#platform/i18n.ts';
import { en } from './visits.en.ts';
import { zh } from './visits.zh.ts';

/** Words of visits, at the desk and on the phone. */
export const visitMessages: MessageSet<typeof zh> = { zh, en };
