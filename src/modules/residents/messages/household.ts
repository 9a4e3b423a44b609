import type { MessageSet } from '#platform/i18n.ts';
import { en } from './household.en.ts';
import { zh } from './household.zh.ts';

export const householdMessages: MessageSet<typeof zh> = { zh, en };
