import type { Clock } from './clock.ts';
import type { Locale } from './i18n.ts';

/**
 * Roles (glossary): resident 居民, worker 社区工作者, head 社区负责人, manager 街道管理员, contact 驻区单位联系人,
 * and the three separated administrators of 等保 level 2: system 系统, security 安全, audit 审计.
 */
export const roles = ['resident', 'worker', 'head', 'manager', 'contact', 'system_admin', 'security_admin', 'audit_admin'] as const;
export type Role = (typeof roles)[number];

/** A role with its area: `communityId` null is the whole subdistrict; `organizationId` is set for contacts only. */
export interface Grant {
	role: Role;
	communityId: string | null;
	organizationId: string | null;
}

/** Who acts. Staff and residents are `user`, API clients `token`, jobs and imports `system`. */
export interface Actor {
	kind: 'anonymous' | 'user' | 'token' | 'system';
	/** accounts user id, or the token's id */
	id: string | null;
	/** for the audit log and "who"; staff by name, residents masked */
	name: string;
	grants: readonly Grant[];
	/** API scopes such as `requests:read`; empty for people */
	scopes: readonly string[];
	/** keyed hash of the resident's verified phone, so that their cases are found without the number */
	phoneHash: string | null;
}

/** Everything a use case knows about the call besides its input. */
export interface Ctx {
	actor: Actor;
	subdistrictId: string;
	clock: Clock;
	locale: Locale;
	/** joins log lines and audit rows of one call */
	requestId: string;
	/** network address as seen by the server, for rate limits and the audit log */
	ip: string | null;
}

export const anonymous: Actor = { kind: 'anonymous', id: null, name: '', grants: [], scopes: [], phoneHash: null };

/** The product acting for itself; `name` says which part (`job:requests.overdue`). It passes every permission. */
export const systemActor = (name: string): Actor => ({ kind: 'system', id: null, name, grants: [], scopes: [], phoneHash: null });

export const hasRole = (actor: Actor, ...wanted: readonly Role[]): boolean => actor.grants.some((grant) => wanted.includes(grant.role));

const staffRoles: readonly Role[] = ['worker', 'head', 'manager', 'system_admin', 'security_admin', 'audit_admin'];
export const isStaff = (actor: Actor): boolean => hasRole(actor, ...staffRoles);

/**
 * The communities in which the actor holds one of the roles: `'all'`, or a list of ids (empty: none).
 * The scope of every staff list is made from this and nothing else.
 */
export function communitiesOf(actor: Actor, ...wanted: readonly Role[]): 'all' | string[] {
	if (actor.kind === 'system') return 'all';
	const held = actor.grants.filter((grant) => wanted.includes(grant.role));
	if (held.some((grant) => grant.communityId === null)) return 'all';
	return [...new Set(held.flatMap((grant) => (grant.communityId ? [grant.communityId] : [])))];
}
