import type { MessageSet } from '#platform/i18n.ts';
import { en } from './assessment.en.ts';
import { zh } from './assessment.zh.ts';

/** Words of assessments. */
export const assessmentMessages: MessageSet<typeof zh> = { zh, en };
