import * as v from 'valibot';
import { getSetting, putSetting } from '#platform/settings.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from './site.permissions.ts';
import { emptySiteSettings, SiteSettingsInput, type SiteSettings } from './site.schemas.ts';

const { useCase, query } = forModule<'platform'>();
const KEY = 'site';

/** The items of the footer and of the pages about the site, as they are shown to everybody. */
export const siteSettings = query({
	name: 'site.settings',
	access: 'public',
	input: v.object({}),
	run: async (tx): Promise<SiteSettings> => ({ ...emptySiteSettings, ...(await getSetting<Partial<SiteSettings>>(tx, KEY, {})) })
});

/** Replaces the items. The audit row says which of them changed. */
export const saveSiteSettings = useCase({
	name: 'site.saveSettings',
	access: permissions.edit,
	input: SiteSettingsInput,
	run: async (tx, input) => {
		const before: SiteSettings = { ...emptySiteSettings, ...(await getSetting<Partial<SiteSettings>>(tx, KEY, {})) };
		await putSetting(tx, KEY, input);
		return { changed: (Object.keys(input) as (keyof SiteSettings)[]).filter((key) => input[key] !== before[key]), before };
	},
	subject: (_input, result) => ({ subjectType: 'setting', subjectId: KEY, detail: { changed: result.changed } })
});
