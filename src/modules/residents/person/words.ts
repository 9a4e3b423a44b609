/** What somebody looks for when they type into the search of people: a number, an address, a name, or how it sounds. */
import type { Building, Compound, Land } from '#modules/areas/index.ts';
import { normalizePhone, parseIdNumber, toHalfWidth, type IdNumberProblem } from '#platform/text/index.ts';
import { dwellingKey, fits, readAddress } from '../household/dwelling.address.ts';
import { nameKey } from './values.ts';

export type Sought =
	| { kind: 'idNumber'; number: string }
	/** as long as an ID number, and wrong: said instead of "nobody" */
	| { kind: 'badIdNumber'; problem: IdNumberProblem }
	| { kind: 'phone'; number: string }
	/** keys of doors, or beginnings of keys */
	| { kind: 'address'; doors: string[]; within: string[] }
	| { kind: 'name'; key: string }
	/** a syllable's letters as typed; `initials` first where they can be nothing else */
	| { kind: 'sound'; letters: string; initialsFirst: boolean; mayBeInitials: boolean }
	| { kind: 'nothing' };

const HAN = /\p{Script=Han}/u;
/** More is no search for anybody. */
const LONGEST = 60;

/** @param compounds where an address without its compound (3-2-502) is looked for */
export function soughtBy(words: string, land: Land, compounds: readonly Compound[]): Sought {
	const text = toHalfWidth(words).trim().slice(0, LONGEST);
	const digits = text.replace(/[\s-]/g, '');
	if (/^(\d{15}|\d{17}[\dXx])$/.test(digits)) {
		const read = parseIdNumber(digits);
		return read.ok ? { kind: 'idNumber', number: read.number } : { kind: 'badIdNumber', problem: read.problem };
	}
	if (digits.length >= 7) {
		const number = normalizePhone(text);
		if (number) return { kind: 'phone', number };
	}
	const address = addressOf(text, land, compounds);
	if (address) return address;
	if (HAN.test(text)) {
		const key = nameKey(text);
		return /\d/.test(key) || key === '' ? { kind: 'nothing' } : { kind: 'name', key };
	}
	const letters = text.toLowerCase().replace(/[\s·.'-]/g, '');
	if (!/^\p{Script=Latin}+$/u.test(letters)) return { kind: 'nothing' };
	// No syllable begins with i, u or v; a, e and o begin some (安, 鄂, 欧), but mostly stand within.
	const mayBeInitials = !/[iuv]/.test(letters);
	return { kind: 'sound', letters, mayBeInitials, initialsFirst: mayBeInitials && !/[aeo]/.test(letters) };
}

/** 红云苑3幢, 红云苑3-2-502, 3-2-502, 三号楼502; a name of a compound alone counts when it is whole. */
function addressOf(text: string, land: Land, compounds: readonly Compound[]): Sought | null {
	const numbered = /\d|[一二三四五六七八九十]\s*(号楼|栋|幢|单元)/.test(text);
	const read = readAddress(land, text);
	if (read && (numbered || [read.compound.name, ...read.compound.aliases].includes(text))) return { kind: 'address', ...keysOf(read.compound, read.building, read.doors) };
	if (!numbered || !/^[\p{Script=Han}\d\s#号.、-]+$/u.test(text) || !/-|号|栋|幢|楼|单元|室/.test(text)) return null;
	const found = compounds.flatMap((compound) => {
		const inside = readAddress(land, text, { compoundId: compound.id });
		return inside?.building ? [keysOf(compound, inside.building, inside.doors.filter((door) => fits(inside.building!, door)), inside.doors.length > 0)] : [];
	});
	return found.length ? { kind: 'address', doors: found.flatMap(({ doors }) => doors), within: found.flatMap(({ within }) => within) } : null;
}

function keysOf(compound: Compound, building: Building | null, doors: readonly { unit: number; floor: number | null; door: string }[], doorSaid = false): { doors: string[]; within: string[] } {
	if (!building) return { doors: [], within: [`${toHalfWidth(compound.name).replace(/[\s-]/g, '').toLowerCase()}-`] };
	if (doors.length || doorSaid) return { doors: doors.map((door) => dwellingKey(compound, building, door)), within: [] };
	return { doors: [], within: [dwellingKey(compound, building, { unit: 0, door: '' }).replace(/-0-$/, '-')] };
}
