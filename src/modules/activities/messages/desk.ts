import type { MessageSet } from '#platform/i18n.ts';
import { en } from './desk.en.ts';
import { zh, type ActivitiesDeskMessages } from './desk.zh.ts';

export const activitiesDeskMessages: MessageSet<ActivitiesDeskMessages> = { zh, en };
