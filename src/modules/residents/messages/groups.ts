import type { MessageSet } from '#platform/i18n.ts';
import { en } from './groups.en.ts';
import { zh } from './groups.zh.ts';

export const groupsMessages: MessageSet<typeof zh> = { zh, en };
