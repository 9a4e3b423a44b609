import type { MessageSet } from '#platform/i18n.ts';
import { en } from './en.ts';
import { zh, type ActivitiesMessages } from './zh.ts';

export const activitiesMessages: MessageSet<ActivitiesMessages> = { zh, en };
