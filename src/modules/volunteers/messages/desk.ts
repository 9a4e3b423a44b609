import type { MessageSet } from '#platform/i18n.ts';
import { deskEn } from './desk.en.ts';
import { deskZh } from './desk.zh.ts';

/** The words of the desk's pages; the words of things themselves (identities, skills, states) stand in `index.ts`. */
export const volunteerDeskMessages: MessageSet<typeof deskZh> = { zh: deskZh, en: deskEn };
