/** Values of a person's fields in the one form in which they are stored and compared, and what follows from them. */
import { pinyin } from 'pinyin-pro';
import { isDate } from '#platform/dates/index.ts';
import { lookupHash, seal } from '#platform/secrets.ts';
import { maskIdNumber, maskName, maskPhone, normalizePhone, parseIdNumber, toHalfWidth } from '#platform/text/index.ts';
import { educations, ethnicities, maritalStatuses, politicalStatuses, sexes, type CodeTable } from '../codes/index.ts';
import { fieldWrong } from '../residents.errors.ts';
import type { FieldKey } from './fields.ts';

const code = (table: CodeTable, field: FieldKey, value: string): string => {
	if (!table.has(value)) throw fieldWrong(field, 'residents.codeUnknown');
	return value;
};

/**
 * A value as it is kept. Birth dates are `YYYY-MM-DD`, or `YYYY-MM` and `YYYY` where no more is known.
 * @throws AppError platform.invalidInput (422) with the field's code
 */
export function normalised(field: FieldKey, given: string): string {
	const value = toHalfWidth(given).trim();
	switch (field) {
		case 'name':
		case 'formerName': {
			const name = value.replace(/\s+/g, /\p{Script=Han}/u.test(value) ? '' : ' ').replace(/[•.・]/g, '·');
			if (!name || [...name].length > 60) throw fieldWrong(field, 'residents.nameWrong');
			return name;
		}
		case 'sex':
			return code(sexes, field, value);
		case 'birthDate': {
			if (/^\d{4}(-\d{2})?$/.test(value) ? isDate(`${value}-01-01`.slice(0, 10)) : isDate(value)) return value;
			throw fieldWrong(field, 'residents.birthDateWrong');
		}
		case 'idNumber': {
			const read = parseIdNumber(value);
			if (!read.ok) throw fieldWrong(field, `residents.idNumber.${read.problem}`);
			return read.number;
		}
		case 'phone': {
			const number = normalizePhone(value);
			if (!number) throw fieldWrong(field, 'residents.phoneWrong');
			return number;
		}
		case 'ethnicity':
			return code(ethnicities, field, value);
		case 'education':
			return code(educations, field, value);
		case 'marital':
			return code(maritalStatuses, field, value);
		case 'political':
			return code(politicalStatuses, field, value);
		case 'workplace':
			return value.slice(0, 100);
		case 'registeredElsewhere':
			return value === 'true' || value === 'yes' ? 'true' : 'false';
	}
}

/** The name as it is searched: half-width, without blanks and dots, lower case. */
export const nameKey = (name: string): string => toHalfWidth(name).replace(/[\s·•.・'-]/g, '').toLowerCase();

/** How a name sounds. */
export interface Sound {
	/** `zhangjianguo` */
	pinyin: string;
	/** `zjg` */
	initials: string;
	/** where it stands in a list: `zhang 张 jian 建 guo 国` */
	sort_key: string;
}

/** How a name sounds. A surname that is read in its own way is read so (单 shàn). */
export function soundOf(name: string): Sound {
	const key = nameKey(name);
	const syllables = pinyin(key, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive', v: true }).map((syllable) => syllable.replace(/[^a-z0-9]/g, ''));
	const characters = [...key];
	// Letters come as one syllable, so a name with some has fewer syllables than characters.
	const ordered = characters.length === syllables.length ? syllables.map((syllable, n) => `${syllable} ${characters[n]}`) : [...syllables, key];
	return { pinyin: syllables.join('').slice(0, 200), initials: syllables.map((syllable) => syllable.slice(0, 1)).join('').slice(0, 60), sort_key: ordered.join(' ').slice(0, 300) };
}

export const ID_PURPOSE = 'identity';
export const PHONE_PURPOSE = 'contact';
export const idHash = (number: string): string => lookupHash('id', number);
export const phoneHash = (number: string): string => lookupHash('phone', number);

/** A statement's value as it stands in the table. */
export interface StoredValue {
	value: string | null;
	value_sealed: string | null;
	value_hash: string | null;
	value_masked: string | null;
}

/** The same value as stored, or none in both: sealed ones by their hash. */
export const alike = (a: StoredValue | null, b: StoredValue | null): boolean => (a?.value ?? null) === (b?.value ?? null) && (a?.value_hash ?? null) === (b?.value_hash ?? null);

/** How one value stands in `statement`: plain, or sealed with the hash that finds it and the mask that shows it. */
export function storedValue(field: FieldKey, value: string | null): StoredValue {
	if (value === null) return { value: null, value_sealed: null, value_hash: null, value_masked: null };
	if (field === 'idNumber') return { value: null, value_sealed: seal(value, ID_PURPOSE), value_hash: idHash(value), value_masked: maskIdNumber(value) };
	if (field === 'phone') return { value: null, value_sealed: seal(value, PHONE_PURPOSE), value_hash: phoneHash(value), value_masked: maskPhone(value) };
	return { value, value_sealed: null, value_hash: null, value_masked: null };
}

/** The columns of `person` that follow from the chosen value of a field. */
export function columnsOf(field: FieldKey, stored: StoredValue | null): Record<string, string | boolean | null> {
	const value = stored?.value ?? null;
	switch (field) {
		case 'name':
			// A person without a name is not possible; an empty statement of it never wins (see changePeople).
			return value === null ? {} : { name: value, name_masked: maskName(value), name_key: nameKey(value), ...soundOf(value) };
		case 'formerName':
			return { former_name: value };
		case 'sex':
			return { sex: value ?? '0' };
		case 'birthDate':
			return value === null ? { birth_date: null, birth_known: 'day' } : { birth_date: `${value}-01-01`.slice(0, 10), birth_known: value.length === 10 ? 'day' : value.length === 7 ? 'month' : 'year' };
		case 'idNumber':
			return { id_hash: stored?.value_hash ?? null, id_sealed: stored?.value_sealed ?? null, id_masked: stored?.value_masked ?? null };
		case 'phone':
			return { phone_hash: stored?.value_hash ?? null, phone_sealed: stored?.value_sealed ?? null, phone_masked: stored?.value_masked ?? null };
		case 'workplace':
			return { workplace: value ?? '' };
		case 'registeredElsewhere':
			return { registered_elsewhere: value === 'true' };
		default:
			return { [field]: value };
	}
}
