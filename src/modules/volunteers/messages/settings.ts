import type { MessageSet } from '#platform/i18n.ts';
import { settingsEn } from './settings.en.ts';
import { settingsZh } from './settings.zh.ts';

/** Words of the settings page: star grades and rules of hours. */
export const volunteerSettingsMessages: MessageSet<typeof settingsZh> = { zh: settingsZh, en: settingsEn };
