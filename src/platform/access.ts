import type { Actor, Role } from './context.ts';
import { forbidden, signInFirst } from './errors.ts';

/** A named permission: which roles hold it, and which API scope (if any) opens it to a token. */
export interface Permission {
	key: string;
	roles: readonly Role[];
	scope?: string;
}

/**
 * Who may call at all. `public`: anyone. `signed-in`: any user. A permission: its roles, or a token with its scope.
 * What the caller may do with one record is the module policy's second question.
 */
export type Access = 'public' | 'signed-in' | Permission;

/** `definePermissions('requests', { accept: { roles: ['worker'] } }).accept.key === 'requests.accept'` */
export function definePermissions<const T extends Record<string, Omit<Permission, 'key'>>>(module: string, table: T): { [K in keyof T]: Permission } {
	return Object.fromEntries(Object.entries(table).map(([name, rest]) => [name, { key: `${module}.${name}`, ...rest }])) as { [K in keyof T]: Permission };
}

export function mayCall(actor: Actor, access: Access): boolean {
	if (actor.kind === 'system' || access === 'public') return true;
	if (access === 'signed-in') return actor.kind === 'user';
	if (actor.kind === 'token') return access.scope !== undefined && actor.scopes.includes(access.scope);
	return actor.grants.some((grant) => access.roles.includes(grant.role));
}

/** @throws AppError platform.signInFirst (401) when nobody is signed in, platform.forbidden (403) otherwise */
export function demand(actor: Actor, access: Access): void {
	if (mayCall(actor, access)) return;
	if (actor.kind === 'anonymous') throw signInFirst();
	throw forbidden(access === 'signed-in' ? 'signed-in' : access === 'public' ? 'public' : access.key);
}
