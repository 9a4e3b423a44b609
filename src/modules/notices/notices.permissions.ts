import { definePermissions } from '#platform/access.ts';

export const permissions = definePermissions('notices', {
	edit: { roles: ['worker', 'head', 'manager'], scope: 'notices:write' }
});
