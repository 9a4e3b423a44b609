import type { MessageSet } from '#platform/i18n.ts';
import { en } from './impact.en.ts';
import { zh, type ImpactMessages } from './impact.zh.ts';

/** Words of the impact record. */
export const impactMessages: MessageSet<ImpactMessages> = { zh, en };
