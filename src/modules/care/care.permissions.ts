import { definePermissions } from '#platform/access.ts';

/** Who may come to the door of each use case; whether it is a person of their own community is the second question (`care.policy.ts`). */
export const permissions = definePermissions('care', {
	/** see the care list, plans, pairs, visits and open doors of one's area */
	read: { roles: ['worker', 'head', 'manager'] },
	/** write plans and pairs, say how a visit went */
	look_after: { roles: ['worker', 'head'] },
	/** take or refuse visits that came from a phone and cannot be written down as they are */
	confirm_visits: { roles: ['head'] },
	/** open and work on a door that nobody opened: whoever is there, from the whole subdistrict */
	door: { roles: ['worker', 'head', 'manager'] },
	/** assess by a form */
	assess: { roles: ['worker', 'head'] },
	/** rules of the list, clocks of the door */
	configure: { roles: ['manager'] },
	/** how many people care holds data of: no record of anybody */
	oversee: { roles: ['manager', 'security_admin', 'audit_admin'] },
	/** take lists out of the system */
	export: { roles: ['head', 'manager'] }
});
