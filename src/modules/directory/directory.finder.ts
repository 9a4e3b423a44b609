import type { Finder } from '#platform/manifest.ts';
import { directoryMessages } from './messages/index.ts';
import { listEntries } from './search/desk-list.ts';

/** Ctrl K: entries by any words in them. */
export const finder: Finder = {
	roles: ['worker', 'head', 'manager'],
	find: async (ctx, words) =>
		(await listEntries(ctx, { q: words.slice(0, 100), limit: 6 })).items.map(({ id, name, organizationName, kind }) => ({ href: `/desk/directory/${id}`, label: name, hint: `${directoryMessages[ctx.locale].kinds[kind]} · ${organizationName}`, icon: 'heart-handshake' }))
};
