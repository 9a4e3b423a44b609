import type { MessageSet } from '#platform/i18n.ts';
import { en } from './weekly.en.ts';
import { zh } from './weekly.zh.ts';

export const weeklyMessages: MessageSet<typeof zh> = { zh, en };
