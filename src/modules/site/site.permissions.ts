import { definePermissions } from '#platform/access.ts';

export const permissions = definePermissions('site', {
	edit: { roles: ['manager', 'system_admin'] }
});
