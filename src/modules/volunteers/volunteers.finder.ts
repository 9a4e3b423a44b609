import type { Finder } from '#platform/manifest.ts';
import { listVolunteers } from './register/volunteer.queries.ts';
import { permissions } from './volunteers.permissions.ts';

/** Ctrl K: a volunteer by name, number or telephone. */
export const finder: Finder = {
	roles: permissions.read.roles,
	find: async (ctx, words) => {
		const { items } = await listVolunteers(ctx, { q: words, state: 'all', limit: 5 });
		return items.map((one) => ({ href: `/desk/volunteers/${one.id}`, label: one.name, hint: one.number, icon: 'hand-helping' }));
	}
};
