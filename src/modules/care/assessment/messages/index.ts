import type { MessageSet } from '#platform/i18n.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** Words of assessments. */
export const assessmentMessages: MessageSet<typeof zh> = { zh, en };
