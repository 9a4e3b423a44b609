import type { MessageSet } from '#platform/i18n.ts';
import { en } from './people.en.ts';
import { zh, type PeopleMessages } from './people.zh.ts';

/** Words of the desk's pages of people. */
export const peopleMessages: MessageSet<PeopleMessages> = { zh, en };
