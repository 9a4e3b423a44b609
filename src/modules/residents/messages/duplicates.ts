import type { MessageSet } from '#platform/i18n.ts';
import { en } from './duplicates.en.ts';
import { zh } from './duplicates.zh.ts';

export const duplicatesMessages: MessageSet<typeof zh> = { zh, en };
