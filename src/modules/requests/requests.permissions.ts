import { definePermissions } from '#platform/access.ts';

/**
 * Who may come to the door of each use case. What the caller may do with one case is the second question, asked of
 * `requests.policy.ts`. Residents' own actions are public: the policy knows them by account, phone or the case's key.
 */
export const permissions = definePermissions('requests', {
	/** see lists and cases of one's area */
	read: { roles: ['worker', 'head', 'manager'], scope: 'requests:read' },
	/** work on cases of one's area */
	handle: { roles: ['worker', 'head', 'manager'], scope: 'requests:write' },
	/** write a need down for somebody else */
	register: { roles: ['worker', 'head', 'manager'], scope: 'requests:submit' },
	/** see what was offered to one's organisation, and answer */
	provide: { roles: ['contact', 'worker', 'head', 'manager'] },
	/** rule on extensions and returned cases, put under supervision */
	supervise: { roles: ['head', 'manager'] },
	/** open a masked value, with a reason */
	reveal: { roles: ['worker', 'head', 'manager'] },
	/** take lists out of the system */
	export: { roles: ['head', 'manager'] },
	/** categories, clocks, calendar, rules */
	configure: { roles: ['manager', 'system_admin'] },
	/** texts that staff use again */
	templates: { roles: ['head', 'manager'] }
});
