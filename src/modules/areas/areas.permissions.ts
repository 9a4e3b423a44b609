import { definePermissions } from '#platform/access.ts';

export const permissions = definePermissions('areas', {
	edit: { roles: ['manager', 'system_admin'] }
});
