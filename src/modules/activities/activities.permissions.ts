import { definePermissions } from '#platform/access.ts';

export const permissions = definePermissions('activities', {
	/** offer, move and cancel activities; a worker's own communities only (activities.policy.ts) */
	edit: { roles: ['worker', 'head', 'manager'], scope: 'activities:write' },
	/** sign people up, check them in, see who comes */
	serve: { roles: ['worker', 'head', 'manager'], scope: 'activities:serve' },
	/** kinds of activities, for the whole subdistrict */
	settings: { roles: ['manager'] }
});
