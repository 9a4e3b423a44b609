import { areaNames } from '#modules/areas/index.ts';
import type { Finder } from '#platform/manifest.ts';
import { searchPeople } from './person/search.ts';

/** Ctrl K: a name, its sound, a whole number or an address leads to people. Those of another community are only said to be there. */
export const finder: Finder = {
	roles: ['worker', 'head', 'manager'],
	find: async (ctx, words) => {
		const [{ items }, nameOf] = await Promise.all([searchPeople(ctx, { words, limit: 6 }), areaNames(ctx)]);
		return items.map((person) =>
			person.seeing === 'other_staff'
				? { href: '/desk/residents', label: person.name, hint: nameOf(person.communityId), icon: 'lock' }
				: { href: `/desk/residents/${person.id}`, label: person.name, hint: [person.address, nameOf(person.communityId)].filter(Boolean).join(' · '), icon: 'user-round' }
		);
	}
};
