import { definePermissions } from '#platform/access.ts';

export const permissions = definePermissions('areas', {
	/** communities and the subdistrict's border */
	edit: { roles: ['manager', 'system_admin'] },
	/** grids, compounds and buildings: a community's head knows them best, and changes those of the own community */
	editWithin: { roles: ['head', 'manager', 'system_admin'] }
});
