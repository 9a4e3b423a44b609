import type { MessageSet } from '#platform/i18n.ts';
import { siteEn } from './site.en.ts';
import { siteZh } from './site.zh.ts';

/** The words of residents' pages. */
export const volunteerSiteMessages: MessageSet<typeof siteZh> = { zh: siteZh, en: siteEn };
