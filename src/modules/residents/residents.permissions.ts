import { definePermissions } from '#platform/access.ts';

/** Who may come to the door of each use case; what they then see of one person is asked of `residents.policy.ts`. */
export const permissions = definePermissions('residents', {
	/** see lists and people of one's area, masked as the policy says */
	read: { roles: ['worker', 'head', 'manager'], scope: 'residents:read' },
	/** write people, households and groups of one's community */
	edit: { roles: ['worker', 'head'] },
	/** open masked values of one person, for a reason */
	reveal: { roles: ['worker', 'head', 'manager'] },
	/** take a sheet into the register */
	import: { roles: ['worker', 'head', 'manager'] },
	/** take lists out of the register, and fill forms with them */
	export: { roles: ['worker', 'head', 'manager'] },
	/** say that two records are one person, or are not */
	merge: { roles: ['head', 'manager'] },
	/** answer what people ask of their own data */
	answer: { roles: ['worker', 'head', 'manager'] },
	/** group types */
	configure: { roles: ['manager'] },
	/** what personal data is held for, on which basis and how long */
	purposes: { roles: ['manager', 'security_admin'] },
	/** read the purposes as they are and were, the impact record, what retention did and will do: no record of anybody */
	oversee: { roles: ['manager', 'security_admin', 'audit_admin'] },
	/** see who looked at whom: never a record itself */
	audit: { roles: ['audit_admin'] }
});
