/** A person's row as `visiblePerson` reads it. */
import type { FieldKey } from './fields.ts';
import type { StoredValue } from './values.ts';
import type { PersonRecord } from './visible.ts';

/** The columns of `person` (as `p`) and its dwelling (as `d`) that a record is made of. */
export const RECORD_COLUMNS = [
	'p.id', 'p.community_id', 'p.name', 'p.former_name', 'p.sex', 'p.birth_date', 'p.birth_known', 'p.id_sealed', 'p.id_hash', 'p.id_masked', 'p.phone_sealed', 'p.phone_hash', 'p.phone_masked',
	'p.ethnicity', 'p.education', 'p.marital', 'p.political', 'p.workplace', 'p.registered_elsewhere', 'p.died_on', 'd.address'
] as const;

/** The field columns of a row. */
export interface FieldColumns {
	name: string;
	former_name: string | null;
	sex: string;
	birth_date: string | null;
	birth_known: string;
	id_sealed: string | null;
	id_hash: string | null;
	id_masked: string | null;
	phone_sealed: string | null;
	phone_hash: string | null;
	phone_masked: string | null;
	ethnicity: string | null;
	education: string | null;
	marital: string | null;
	political: string | null;
	workplace: string;
	registered_elsewhere: boolean;
}

const plain = (value: string | null): StoredValue | null => (value === null || value === '' ? null : { value, value_sealed: null, value_hash: null, value_masked: null });
const sealed = (value_sealed: string | null, value_hash: string | null, value_masked: string | null): StoredValue | null => (value_sealed === null ? null : { value: null, value_sealed, value_hash, value_masked });

/** A birth date as far as it is known: 1951-03-07, 1951-03, 1951. */
export const birthText = (date: string | null, known: string): string | null => date && date.slice(0, known === 'year' ? 4 : known === 'month' ? 7 : 10);

/** The golden values by field: what `columnsOf` made columns of. */
export const columnsToStored = (row: FieldColumns): Record<FieldKey, StoredValue | null> => ({
	name: plain(row.name),
	formerName: plain(row.former_name),
	// 0: not known
	sex: plain(row.sex === '0' ? null : row.sex),
	birthDate: plain(birthText(row.birth_date, row.birth_known)),
	idNumber: sealed(row.id_sealed, row.id_hash, row.id_masked),
	phone: sealed(row.phone_sealed, row.phone_hash, row.phone_masked),
	ethnicity: plain(row.ethnicity),
	education: plain(row.education),
	marital: plain(row.marital),
	political: plain(row.political),
	workplace: plain(row.workplace),
	registeredElsewhere: plain(row.registered_elsewhere ? 'true' : null)
});

export const recordOf = (row: FieldColumns & { id: string; community_id: string | null; died_on: string | null; address: string | null }): PersonRecord => ({
	id: row.id,
	communityId: row.community_id,
	birthDate: row.birth_date,
	diedOn: row.died_on,
	address: row.address,
	values: columnsToStored(row)
});
