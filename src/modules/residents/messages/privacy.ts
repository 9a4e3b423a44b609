import type { MessageSet } from '#platform/i18n.ts';
import { en } from './privacy.en.ts';
import { zh, type PrivacyMessages } from './privacy.zh.ts';

/** Words of the pages of purposes and consents. */
export const privacyMessages: MessageSet<PrivacyMessages> = { zh, en };
