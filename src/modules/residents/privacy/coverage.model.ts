/** What a purpose can cover: fields of a person, kinds of groups and ties, and what other modules hold of people. */
import { FIELD_KEYS } from '../person/fields.ts';

/** What modules beside the register hold; each says of how many people (`personalData` of its manifest). */
export const HELD_ELSEWHERE = ['care', 'assessment', 'volunteering'] as const;
export const isElsewhere = (covered: string): boolean => (HELD_ELSEWHERE as readonly string[]).includes(covered);

/** Fields of a person that a purpose can name. */
export { FIELD_KEYS };

export const COVERABLE = [...FIELD_KEYS, 'group:address', 'group:groups', 'group:relations', 'group:money', 'group:health', 'group:child', ...HELD_ELSEWHERE] as const;
export type Covered = (typeof COVERABLE)[number];

/**
 * What a community's daily work cannot do without: telling people apart, finding and calling them, knowing who answers for a child, and
 * looking in on who is alone. It rests on a duty or the public interest, which need no consent (个人信息保护法 art. 13 (2)–(7)), so that
 * every list may show it; who objects asks for erasure.
 */
export const CORE: readonly Covered[] = ['name', 'sex', 'birthDate', 'idNumber', 'phone', 'registeredElsewhere', 'group:address', 'group:groups', 'group:relations', 'care'];

interface Covering {
	fields: readonly string[];
	needsConsent: boolean;
	active: boolean;
}

/** What of the register would stand without a purpose that needs no consent. */
export const uncovered = (purposes: readonly Covering[]): Covered[] => CORE.filter((one) => !purposes.some(({ active, needsConsent, fields }) => active && !needsConsent && fields.includes(one)));
