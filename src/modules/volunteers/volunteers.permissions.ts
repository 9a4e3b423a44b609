import { definePermissions } from '#platform/access.ts';

/** Who may come to the door of each use case; of which community is the second question (`volunteers.policy.ts`). */
export const permissions = definePermissions('volunteers', {
	/** see volunteers, teams, shifts and hours of one's area */
	read: { roles: ['worker', 'head', 'manager'] },
	/** register volunteers, keep teams, tasks and shifts, sign people up, check them in and out */
	keep: { roles: ['worker', 'head', 'manager'] },
	/** close open check-outs, correct the ledger, accept and issue certificates, revoke them */
	certify: { roles: ['head', 'manager'] },
	/** set star grades and the rules of hours, from a day on */
	configure: { roles: ['manager'] },
	/** how many people this module holds data of: no record of anybody */
	oversee: { roles: ['manager', 'security_admin', 'audit_admin'] },
	/** take the record of service out of the system, with documents and telephones */
	export: { roles: ['head', 'manager'] }
});
