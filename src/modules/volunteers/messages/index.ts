import type { MessageSet } from '#platform/i18n.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const volunteersMessages: MessageSet<typeof zh> = { zh, en };
