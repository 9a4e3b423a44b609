import type { Finder } from '#platform/manifest.ts';
import { addressText, findAddress } from './areas.address.ts';
import { areaNames, land } from './areas.land.ts';

/** Ctrl K: an address leads to its compound. */
export const finder: Finder = {
	roles: ['worker', 'head', 'manager', 'system_admin'],
	find: async (ctx, words) => {
		const nameOf = await areaNames(ctx);
		return findAddress(await land(ctx), words, 5).map((found) => ({
			href: `/desk/areas/compound/${found.compound.id}${found.building ? `#${found.building.id}` : ''}`,
			label: addressText(found),
			hint: nameOf(found.communityId),
			icon: 'building'
		}));
	}
};
