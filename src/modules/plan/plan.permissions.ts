import { definePermissions } from '#platform/access.ts';

export const permissions = definePermissions('plan', {
	/** see plans, figures and reports of the subdistrict and of every community: they compare areas, never people */
	read: { roles: ['worker', 'head', 'manager'] },
	/** write, adopt and close plans; a head those of the own community (`plan.policy.ts`) */
	edit: { roles: ['head', 'manager'] },
	/** make reports and write the words in them */
	report: { roles: ['head', 'manager'] },
	/** the groupings that all plans of the subdistrict share */
	configure: { roles: ['manager'] }
});
