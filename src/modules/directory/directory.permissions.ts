import { definePermissions } from '#platform/access.ts';

/** What one may do with the directory at all; with which entries, `directory.policy.ts` says. */
export const permissions = definePermissions('directory', {
	/** see retired entries, histories and work-lists; export */
	read: { roles: ['worker', 'head', 'manager'], scope: 'directory:read' },
	/** make, change, retire and assure entries */
	edit: { roles: ['worker', 'head', 'manager'], scope: 'directory:write' },
	/** decide what organisations' contacts proposed */
	moderate: { roles: ['worker', 'head', 'manager'] },
	/** need terms and aliases: one vocabulary for the whole subdistrict */
	terms: { roles: ['head', 'manager'] },
	/** many entries at once */
	import: { roles: ['head', 'manager'], scope: 'directory:write' },
	/** run bookable times: those who keep the entry, and its organisation's contact, since only they know who is free */
	slots: { roles: ['worker', 'head', 'manager', 'contact'] },
	/** an organisation's contact proposes changes to its own entries */
	propose: { roles: ['contact'] }
});
