import type { MessageSet } from '../i18n.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export { errorText, type ErrorText, type ErrorWords, type WithErrors } from './error-words.ts';

export const platformMessages: MessageSet<typeof zh> = { zh, en };
