import type { MessageSet } from '#platform/i18n.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const planMessages: MessageSet<typeof zh> = { zh, en };
