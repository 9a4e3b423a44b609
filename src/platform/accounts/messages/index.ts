import type { MessageSet } from '../../i18n.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const accountsMessages: MessageSet<typeof zh> = { zh, en };
