/** The fields of a person: which group each belongs to, how its value is written, and whom we believe. */
import type { FieldGroup } from '../residents.policy.ts';

export const FIELD_KEYS = ['name', 'formerName', 'sex', 'birthDate', 'idNumber', 'phone', 'ethnicity', 'education', 'marital', 'political', 'workplace', 'registeredElsewhere'] as const;
export type FieldKey = (typeof FIELD_KEYS)[number];
export const isFieldKey = (name: string): name is FieldKey => (FIELD_KEYS as readonly string[]).includes(name);

export const SOURCE_KINDS = ['id_card', 'self', 'desk', 'visit', 'import', 'form', 'merge', 'system'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export interface FieldDefinition {
	group: FieldGroup;
	/** sealed at rest under this purpose; no plain copy is kept */
	sealed: 'identity' | 'contact' | null;
	/** whom we believe more; equal: who said it later */
	trust: 'document' | 'person';
	/** held only while an active purpose names it (`residents.purpose`); what is said of it otherwise is not written */
	onPurpose?: true;
}

export const FIELDS: Record<FieldKey, FieldDefinition> = {
	name: { group: 'name', sealed: null, trust: 'document' },
	formerName: { group: 'name', sealed: null, trust: 'document' },
	sex: { group: 'name', sealed: null, trust: 'document' },
	birthDate: { group: 'birth', sealed: null, trust: 'document' },
	idNumber: { group: 'identity', sealed: 'identity', trust: 'document' },
	phone: { group: 'contact', sealed: 'contact', trust: 'person' },
	ethnicity: { group: 'background', sealed: null, trust: 'document' },
	education: { group: 'background', sealed: null, trust: 'person' },
	marital: { group: 'background', sealed: null, trust: 'person' },
	political: { group: 'political', sealed: null, trust: 'person', onPurpose: true },
	workplace: { group: 'background', sealed: null, trust: 'person' },
	registeredElsewhere: { group: 'address', sealed: null, trust: 'document' }
};

/** What a document shows outweighs what is told; of a telephone number the person knows more than any list. */
const TRUST: Record<FieldDefinition['trust'], Record<SourceKind, number>> = {
	document: { id_card: 5, form: 4, desk: 4, self: 3, visit: 3, import: 2, merge: 2, system: 1 },
	person: { id_card: 3, form: 3, desk: 4, self: 4, visit: 4, import: 2, merge: 2, system: 1 }
};

/** One thing a source said of one field, as far as choosing needs it. */
export interface Said {
	id: string;
	sourceKind: SourceKind;
	/** `YYYY-MM-DD` */
	statedOn: string;
	pinned: boolean;
}

/**
 * Which of the statements of one field stands in the golden record: the one pinned by hand, else the most trusted source, else what was
 * stated later, else what was written down later (ids grow with time).
 */
export function choose<T extends Said>(field: FieldKey, statements: readonly T[]): T | null {
	const trust = TRUST[FIELDS[field].trust];
	const rank = (a: T, b: T): number => Number(b.pinned) - Number(a.pinned) || trust[b.sourceKind] - trust[a.sourceKind] || (a.statedOn === b.statedOn ? (a.id < b.id ? 1 : -1) : a.statedOn < b.statedOn ? 1 : -1);
	return [...statements].sort(rank)[0] ?? null;
}
