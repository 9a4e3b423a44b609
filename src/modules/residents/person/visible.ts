/** What the caller sees of one person: the whole row masked in one place, by the table of `residents.policy.ts`. */
import type { Actor } from '#platform/context.ts';
import { ageOn } from '#platform/dates/index.ts';
import { unseal } from '#platform/secrets.ts';
import { maskAddress, maskName } from '#platform/text/index.ts';
import { FIELD_GROUPS, isWithheld, levelOf, mayReveal, seeing, type FieldGroup, type Level, type Seeing, type Tie, type Withheld } from '../residents.policy.ts';
import { FIELD_KEYS, FIELDS, type FieldKey } from './fields.ts';
import type { StoredValue } from './values.ts';

/** A person's row as it is stored. */
export interface PersonRecord {
	id: string;
	communityId: string | null;
	birthDate: string | null;
	diedOn: string | null;
	/** of the dwelling, whole */
	address: string | null;
	/** golden values as stored: plain, or sealed with mask */
	values: Record<FieldKey, StoredValue | null>;
}

/** A reveal of this person's record, from `look`. */
export interface Reveal {
	personId: string;
	byId: string;
	fieldGroup: string | null;
	until: Date | null;
}

/** A value as the caller sees it. `masked`: less than there is. Null value: none is recorded, or none for the caller (then `masked`). */
export interface Shown {
	value: string | null;
	masked: boolean;
}

export interface VisiblePerson {
	id: string;
	communityId: string | null;
	seeing: Seeing;
	/** whole years (of the dead: reached); null: not known or not for the caller */
	age: number | null;
	/** first year of the ten in which the age lies */
	ageBand: number | null;
	address: Shown;
	fields: Record<FieldKey, Shown>;
	levels: Record<FieldGroup, Level>;
	/** field groups that a reason would open */
	revealable: FieldGroup[];
	/** field groups open to the caller by a reason, and until when */
	open: { group: FieldGroup; until: Date }[];
	/** what is kept from the caller because the person did not agree, or no purpose needs it */
	withheld: Withheld;
}

/** The caller's own reveals of this person that last. */
export function openGroups(actor: Actor, personId: string, reveals: readonly Reveal[], now: Date): { group: FieldGroup; until: Date }[] {
	const until = new Map<FieldGroup, Date>();
	for (const reveal of reveals) {
		const group = FIELD_GROUPS.find((each) => each === reveal.fieldGroup);
		if (!group || reveal.byId !== actor.id || reveal.personId !== personId || reveal.until === null || reveal.until <= now) continue;
		const known = until.get(group);
		if (!known || known < reveal.until) until.set(group, reveal.until);
	}
	return [...until].map(([group, at]) => ({ group, until: at }));
}

const NOTHING: Shown = { value: null, masked: false };

/**
 * One value of a field at a level. Coarse: a name keeps its surname, numbers their ends, sex is told (one has to say 先生 or 女士),
 * a birth date is not (the age band stands elsewhere).
 */
export function shown(field: FieldKey, stored: StoredValue | null, level: Level): Shown {
	const there = stored !== null && (stored.value !== null || stored.value_sealed !== null);
	if (!there) return level === 'none' ? { value: null, masked: true } : NOTHING;
	if (level === 'none') return { value: null, masked: true };
	const purpose = FIELDS[field].sealed;
	if (level === 'full') return { value: purpose ? unseal(stored.value_sealed!, purpose) : stored.value, masked: false };
	if (purpose) return { value: stored.value_masked, masked: true };
	if (field === 'sex') return { value: stored.value, masked: false };
	return { value: field === 'name' || field === 'formerName' ? maskName(stored.value!) : null, masked: true };
}

/**
 * @param reveals reveals of this person's record, anybody's; only the caller's own that last count
 * @param withheld what may not be shown of this person (`withheldOf`)
 * @param today the day in the subdistrict
 */
export function visiblePerson(actor: Actor, record: PersonRecord, { tie = null, reveals = [], withheld, now, today }: { tie?: Tie; reveals?: readonly Reveal[]; withheld: Withheld; now: Date; today: string }): VisiblePerson {
	const as = seeing(actor, record.communityId, tie);
	const open = openGroups(actor, record.id, reveals, now).filter(({ group }) => mayReveal(as, group, withheld));
	const revealed = new Set(open.map(({ group }) => group));
	const levels = Object.fromEntries(FIELD_GROUPS.map((group) => [group, levelOf(as, group, revealed, withheld)])) as Record<FieldGroup, Level>;
	const age = record.birthDate === null ? null : Math.max(0, ageOn(record.birthDate, record.diedOn ?? today));
	const { address, birth } = levels;
	return {
		id: record.id,
		communityId: as === 'nobody' ? null : record.communityId,
		seeing: as,
		age: birth === 'full' ? age : null,
		ageBand: birth === 'none' || age === null ? null : Math.floor(age / 10) * 10,
		address: record.address === null ? { ...NOTHING, masked: address === 'none' } : { value: address === 'none' ? null : address === 'full' ? record.address : maskAddress(record.address), masked: address !== 'full' },
		fields: Object.fromEntries(FIELD_KEYS.map((key) => [key, shown(key, record.values[key], isWithheld(as, key, withheld) ? 'none' : levels[FIELDS[key].group])])) as Record<FieldKey, Shown>,
		levels,
		revealable: FIELD_GROUPS.filter((group) => mayReveal(as, group, withheld) && !revealed.has(group)),
		open,
		withheld: as === 'nobody' || as === 'other_staff' ? {} : Object.fromEntries(Object.entries(withheld).filter(([one]) => isWithheld(as, one, withheld)))
	};
}
