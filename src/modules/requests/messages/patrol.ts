import type { MessageSet } from '#platform/i18n.ts';
import { patrolEn } from './patrol.en.ts';
import { patrolZh, type PatrolWords } from './patrol.zh.ts';

/** The words of the patrol's page. */
export const patrolMessages: MessageSet<PatrolWords> = { zh: patrolZh, en: patrolEn };
