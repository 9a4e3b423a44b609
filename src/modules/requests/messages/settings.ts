import type { MessageSet } from '#platform/i18n.ts';
import { settingsEn } from './settings.en.ts';
import { settingsZh, type SettingsWords } from './settings.zh.ts';

/** The words of the settings pages. */
export const settingsMessages: MessageSet<SettingsWords> = { zh: settingsZh, en: settingsEn };
