/** Who can see what a purpose covers, read off the policy's own table: nobody types it, so it cannot be out of date. */
import { FIELDS, type FieldKey } from '../person/fields.ts';
import { FIELD_GROUPS, levelOf, mayReveal, type FieldGroup, type Level, type Seeing } from '../residents.policy.ts';
import type { Covered } from './coverage.model.ts';

export const VIEWERS = ['own_staff', 'manager', 'other_staff', 'program', 'self', 'guardian', 'proxy'] as const satisfies readonly Seeing[];
export type Viewer = (typeof VIEWERS)[number];

export interface Sight {
	level: Level;
	/** a reason opens it for a time, on the record */
	byReason: boolean;
}

/** The field group that something covered belongs to; null: another module's. */
export function groupOf(covered: string): FieldGroup | null {
	if (Object.hasOwn(FIELDS, covered)) return FIELDS[covered as FieldKey].group;
	return FIELD_GROUPS.find((group) => covered === `group:${group}`) ?? null;
}

export function sightOf(covered: string): Record<Viewer, Sight> | null {
	const group = groupOf(covered);
	return group && (Object.fromEntries(VIEWERS.map((as) => [as, { level: levelOf(as, group), byReason: mayReveal(as, group) }])) as Record<Viewer, Sight>);
}

/** What 个人信息保护法 art. 28 calls sensitive: health, a particular identity, whoever is under fourteen; and what tells of poverty. */
const SENSITIVE: readonly Covered[] = ['political', 'group:money', 'group:health', 'group:child', 'assessment'];
export const isSensitive = (covered: string): boolean => (SENSITIVE as readonly string[]).includes(covered);

/** Kept encrypted at rest: numbers, names of contacts, what stands behind health groups. */
export const isSealed = (covered: string): boolean => covered === 'group:health' || covered === 'group:relations' || (Object.hasOwn(FIELDS, covered) && FIELDS[covered as FieldKey].sealed !== null);
