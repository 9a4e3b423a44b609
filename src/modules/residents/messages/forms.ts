import type { MessageSet } from '#platform/i18n.ts';
import { en } from './forms.en.ts';
import { zh, type FormMessages } from './forms.zh.ts';

/** Words of the pages that fill a superior's forms. */
export const formMessages: MessageSet<FormMessages> = { zh, en };
