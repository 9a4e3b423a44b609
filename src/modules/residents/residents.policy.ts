/** Who sees what of a person: one table, asked in one place (README). */
import { communitiesOf, hasRole, type Actor, type Role } from '#platform/context.ts';
import { forbidden } from '#platform/errors.ts';
import { permissions } from './residents.permissions.ts';

export const FIELD_GROUPS = ['name', 'birth', 'contact', 'identity', 'address', 'background', 'political', 'relations', 'groups', 'money', 'health', 'child'] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/**
 * How much of a field group is shown. `full`; `coarse`: enough to know whom one talks of (张**, the age band, the building, that a
 * health group exists); `none`: not even that.
 */
export type Level = 'full' | 'coarse' | 'none';

/** As what the actor looks at the person. */
export type Seeing = 'own_staff' | 'manager' | 'program' | 'other_staff' | 'self' | 'guardian' | 'proxy' | 'nobody';

/** An account's tie to a person's record, from `account_link`. */
export type Tie = 'self' | 'guardian' | 'proxy' | null;

const TABLE: Record<Exclude<Seeing, 'program'>, Record<FieldGroup, Level>> = {
	own_staff: { name: 'full', birth: 'full', contact: 'coarse', identity: 'coarse', address: 'full', background: 'full', political: 'none', relations: 'coarse', groups: 'full', money: 'full', health: 'coarse', child: 'coarse' },
	manager: { name: 'coarse', birth: 'coarse', contact: 'coarse', identity: 'coarse', address: 'coarse', background: 'none', political: 'none', relations: 'none', groups: 'full', money: 'none', health: 'none', child: 'none' },
	other_staff: { name: 'coarse', birth: 'none', contact: 'none', identity: 'none', address: 'none', background: 'none', political: 'none', relations: 'none', groups: 'none', money: 'none', health: 'none', child: 'none' },
	self: { name: 'full', birth: 'full', contact: 'full', identity: 'full', address: 'full', background: 'full', political: 'full', relations: 'full', groups: 'full', money: 'full', health: 'full', child: 'full' },
	guardian: { name: 'full', birth: 'full', contact: 'full', identity: 'full', address: 'full', background: 'full', political: 'full', relations: 'full', groups: 'full', money: 'full', health: 'full', child: 'full' },
	proxy: { name: 'full', birth: 'coarse', contact: 'coarse', identity: 'coarse', address: 'coarse', background: 'none', political: 'none', relations: 'none', groups: 'none', money: 'none', health: 'none', child: 'none' },
	nobody: { name: 'none', birth: 'none', contact: 'none', identity: 'none', address: 'none', background: 'none', political: 'none', relations: 'none', groups: 'none', money: 'none', health: 'none', child: 'none' }
};

/**
 * What the person has not agreed to, or no purpose needs, as purposes name it (`political`, `group:health`): the purpose to be asked for,
 * or null. Nobody else sees it, whatever their role or reason (`privacy/grounds.ts` asks what it is).
 */
export type Withheld = Readonly<Record<string, string | null>>;
const NOTHING_WITHHELD: Withheld = {};

/** How purposes name a field group; of the others they name the fields. */
const COVERED: Partial<Record<FieldGroup, string>> = { political: 'political', money: 'group:money', health: 'group:health', child: 'group:child' };

/** What is held of somebody is theirs to see, agreed or not (个人信息保护法 art. 45). */
const isTheirOwn = (as: Seeing): boolean => as === 'self' || as === 'guardian';

/** Whether a field or a kind of group is kept from these eyes. */
export const isWithheld = (as: Seeing, covered: string, withheld: Withheld): boolean => !isTheirOwn(as) && Object.hasOwn(withheld, covered);
export const isGroupWithheld = (as: Seeing, group: FieldGroup, withheld: Withheld): boolean => COVERED[group] !== undefined && isWithheld(as, COVERED[group], withheld);

/** A program sees what a manager sees at first; it can give no reason. */
const tableOf = (as: Seeing): Record<FieldGroup, Level> => TABLE[as === 'program' ? 'manager' : as];

/** Where the actor's lists of people reach: ids of communities, or `'all'` (managers, masked). */
export const scopeOf = (actor: Actor): 'all' | string[] => (actor.kind === 'token' && actor.scopes.includes('residents:read') ? 'all' : communitiesOf(actor, 'worker', 'head', 'manager'));

/** The communities whose people the actor may write. */
export const editScope = (actor: Actor): 'all' | string[] => communitiesOf(actor, 'worker', 'head');

export function mayEdit(actor: Actor, communityId: string | null): boolean {
	const own = editScope(actor);
	return own === 'all' || (communityId !== null && own.includes(communityId));
}

/** @throws AppError platform.forbidden (403) unless the actor may write people of the community */
export function demandEdit(actor: Actor, communityId: string | null): void {
	if (!mayEdit(actor, communityId)) throw forbidden(permissions.edit.key);
}

/** Whether one of the roles is held where the record is kept; a record that no community keeps yet is everybody's who holds one. */
function holds(actor: Actor, communityId: string | null, ...wanted: readonly Role[]): boolean {
	const own = communitiesOf(actor, ...wanted);
	return own === 'all' || (communityId === null ? own.length > 0 : own.includes(communityId));
}

/** As what the actor sees somebody whose record the community keeps (null: no community yet; then whoever registers people may). */
export function seeing(actor: Actor, communityId: string | null, tie: Tie = null): Seeing {
	if (actor.kind === 'system') return 'self';
	if (actor.kind === 'token') return actor.scopes.includes('residents:read') ? 'program' : 'nobody';
	if (tie) return tie;
	if (holds(actor, communityId, 'worker', 'head')) return 'own_staff';
	if (holds(actor, communityId, 'manager')) return 'manager';
	return hasRole(actor, 'worker', 'head', 'manager') ? 'other_staff' : 'nobody';
}

/** What the actor is shown of a field group now; a reveal that lasts opens it, what is withheld stays closed. */
export const levelOf = (as: Seeing, group: FieldGroup, revealed: ReadonlySet<FieldGroup> = new Set(), withheld: Withheld = NOTHING_WITHHELD): Level =>
	isGroupWithheld(as, group, withheld) ? 'none' : revealed.has(group) && mayReveal(as, group) ? 'full' : tableOf(as)[group];

/** Whether a reason opens the group to them. */
export const mayReveal = (as: Seeing, group: FieldGroup, withheld: Withheld = NOTHING_WITHHELD): boolean => (as === 'own_staff' || as === 'manager') && tableOf(as)[group] !== 'full' && !isGroupWithheld(as, group, withheld);

/** Whether they may open the person's page at all. */
export const mayOpen = (as: Seeing): boolean => as !== 'nobody' && as !== 'other_staff';
