/** Which people the lines of an import make or change, and what the import says of each. */
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import type { FieldKey } from '../person/fields.ts';
import type { PersonChange } from '../person/person.store.ts';
import { idHash } from '../person/values.ts';
import type { Decision } from './import.schemas.ts';
import type { SealedRow } from './import.store.ts';
import type { RowValues } from './normalise.ts';

/** A line that is taken in. */
export interface AppliedRow {
	rowNo: number;
	match: string;
	decision: Decision;
	decidedFor: string | null;
	sealed: SealedRow;
}

export interface PlannedPerson {
	id: string;
	isNew: boolean;
	communityId: string | null;
	/** the lines that speak of this person, in the order of the file */
	rows: AppliedRow[];
	fields: PersonChange['fields'];
}

/** The values of a line as fields of a person. */
export function fieldsOf(values: RowValues): PersonChange['fields'] {
	const { birth, phones } = values;
	const fields: Partial<Record<FieldKey, string | undefined>> = {
		name: values.name,
		sex: values.sex,
		birthDate: birth?.date.slice(0, { day: 10, month: 7, year: 4 }[birth.known]),
		idNumber: values.idNumber,
		phone: phones?.[0],
		ethnicity: values.ethnicity,
		education: values.education,
		marital: values.marital,
		political: values.political,
		workplace: values.workplace?.slice(0, 100),
		registeredElsewhere: values.registeredElsewhere === undefined ? undefined : String(values.registeredElsewhere)
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
}

/**
 * One plan for each person: lines of one file that say the same person are one, and what an earlier line says goes
 * before a later one. Lines whose identity number has meanwhile become somebody else's are left out.
 */
export async function planPeople({ db, ctx }: WriteTx<'residents'>, rows: readonly AppliedRow[], defaultCommunity: string | null): Promise<{ people: PlannedPerson[]; taken: AppliedRow[] }> {
	const hashes = [...new Set(rows.flatMap(({ sealed }) => (sealed.values.idNumber ? [idHash(sealed.values.idNumber)] : [])))];
	const holders = new Map<string, string>();
	for (let at = 0; at < hashes.length; at += 5_000) {
		const found = await db
			.selectFrom('residents.person')
			.select(['id', 'id_hash'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id_hash', '=', sql<string>`any(${hashes.slice(at, at + 5_000)}::text[])`)
			.where('merged_into', 'is', null)
			.where('erased_at', 'is', null)
			.execute();
		for (const { id, id_hash } of found) holders.set(id_hash!, id);
	}
	const people = new Map<string, PlannedPerson>();
	const byRow = new Map<number, PlannedPerson>();
	/** numbers that people of this file bring */
	const brought = new Map<string, string>();
	const taken: AppliedRow[] = [];
	for (const row of rows) {
		const { values, repeats } = row.sealed;
		const earlier = repeats === null ? undefined : byRow.get(repeats);
		const id = row.decision === 'update' ? (row.decidedFor ?? earlier?.id ?? newId()) : newId();
		const hash = values.idNumber ? idHash(values.idNumber) : null;
		const holder = hash ? (holders.get(hash) ?? brought.get(hash)) : undefined;
		if (holder !== undefined && holder !== id) {
			taken.push(row);
			continue;
		}
		if (hash) brought.set(hash, id);
		let person = people.get(id);
		if (!person) {
			person = { id, isNew: row.decidedFor === null, communityId: values.place?.communityId ?? defaultCommunity, rows: [], fields: {} };
			people.set(id, person);
		}
		person.rows.push(row);
		person.fields = { ...fieldsOf(values), ...person.fields };
		byRow.set(row.rowNo, person);
	}
	return { people: [...people.values()], taken };
}
