import { definePermissions } from '../access.ts';
import type { Role } from '../context.ts';

/*
 * GB/T 22239-2019 (等保 2.0), level 2: the three administrators are separated. The system administrator makes
 * accounts and gives no roles; the security administrator gives roles and makes no accounts; the audit
 * administrator reads and changes nothing.
 */
export const permissions = definePermissions('accounts', {
	manage: { roles: ['system_admin'] },
	list: { roles: ['system_admin', 'security_admin'] },
	grant: { roles: ['security_admin'] },
	unlock: { roles: ['security_admin'] },
	tokens: { roles: ['system_admin'] },
	staff: { roles: ['worker', 'head', 'manager', 'contact', 'system_admin', 'security_admin', 'audit_admin'] }
});

export const administrators: readonly Role[] = ['system_admin', 'security_admin', 'audit_admin'];
