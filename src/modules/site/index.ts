export { dropDraft, emptyDraft, keepDraft, KEEP_MINUTES, openDraft, type DraftPhoto, type NeedDraft } from './need-draft.ts';
export { permissions } from './site.permissions.ts';
export { emptySiteSettings, SiteSettingsInput, type SiteSettings } from './site.schemas.ts';
export { saveSiteSettings, siteSettings } from './site.usecases.ts';
export { siteMessages } from './messages/index.ts';
