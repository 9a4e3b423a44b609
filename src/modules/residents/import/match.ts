/** Whom a row may be: the people of the register, and the rows above it. Nothing here decides; a person does. */

/** What a row and a person of the register are compared by. Keys are compared as they are: hashes do as well as plain values. */
export interface MatchKeys {
	/** of the name: `nameKey` of `person/values.ts` */
	name: string;
	id: string | null;
	/** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as far as it is known */
	birth: string | null;
	dwelling: string | null;
	phones: readonly string[];
}

export interface KnownPerson extends MatchKeys {
	personId: string;
}

/** Why two records may be one person; `idOtherName`: the same number under another name, `otherBirth`: the same name and home or telephone, born on another day. */
export type MatchReason = 'id' | 'idOtherName' | 'name' | 'birth' | 'otherBirth' | 'dwelling' | 'phone';

export interface Candidate {
	personId: string;
	/** 100 the same identity number and name, 60 the least that is shown */
	score: number;
	reasons: MatchReason[];
}

/**
 * - `same`: the same identity number, and the name agrees
 * - `likely`: name with birth, dwelling or phone; or the same number under another name
 * - `ambiguous`: two or more fit equally well
 * - `new`: nobody
 */
export interface RowMatch {
	match: 'new' | 'same' | 'likely' | 'ambiguous';
	candidates: Candidate[];
}

/** Compares a row with people; `people` may hold more than can match. Most candidates that are shown: five. */
export function matchPerson(row: MatchKeys, people: Iterable<KnownPerson>): RowMatch {
	const candidates: Candidate[] = [];
	for (const person of people) {
		const candidate = compare(row, person);
		if (candidate) candidates.push(candidate);
	}
	candidates.sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1));
	const [first, second] = candidates;
	if (!first) return { match: 'new', candidates: [] };
	const match = first.score === 100 ? 'same' : second && second.score >= first.score - 5 ? 'ambiguous' : 'likely';
	return { match, candidates: match === 'same' ? [first] : candidates.slice(0, 5) };
}

function compare(row: MatchKeys, person: KnownPerson): Candidate | null {
	const sameName = row.name !== '' && row.name === person.name;
	if (row.id !== null && row.id === person.id) return { personId: person.personId, score: sameName ? 100 : 80, reasons: sameName ? ['id', 'name'] : ['idOtherName'] };
	// Two numbers are two people, whatever else they share.
	if (row.id !== null && person.id !== null) return null;
	if (!sameName) return null;
	const birth = agree(row.birth, person.birth);
	const dwelling = row.dwelling !== null && row.dwelling === person.dwelling;
	const phone = row.phones.some((number) => person.phones.includes(number));
	if (birth === false) return (dwelling || phone) && yearsApart(row.birth!, person.birth!) <= SLIP_YEARS ? { personId: person.personId, score: 60, reasons: ['name', 'otherBirth', ...(dwelling ? (['dwelling'] as const) : []), ...(phone ? (['phone'] as const) : [])] } : null;
	const day = birth === true && row.birth!.length === 10 && person.birth!.length === 10;
	const reasons: MatchReason[] = ['name', ...(birth ? (['birth'] as const) : []), ...(dwelling ? (['dwelling'] as const) : []), ...(phone ? (['phone'] as const) : [])];
	const score = (birth ? (day ? 70 : 62) : 50) + (dwelling ? (birth ? 20 : 12) : 0) + (phone ? (birth ? 20 : 22) : 0);
	return score >= 60 ? { personId: person.personId, score: Math.min(score, 95), reasons } : null;
}

/**
 * Births of one person that sheets say differently: a lunar day for a solar one, a year off by one, a wrong round of the
 * zodiac (12). Further apart two people of one name are two generations.
 */
const SLIP_YEARS = 12;
const yearsApart = (a: string, b: string): number => Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4)));

/** Do two births agree as far as both are known? null when one is not. */
function agree(a: string | null, b: string | null): boolean | null {
	if (a === null || b === null) return null;
	const length = Math.min(a.length, b.length);
	return a.slice(0, length) === b.slice(0, length);
}

/**
 * Rows of a file that say the same person again: by identity number, else by name with birth and dwelling.
 * @returns for each row the index of the first row of the same person, or null; `sameName` is false when only the number is the same
 */
export function repeatsInFile(rows: readonly MatchKeys[]): ({ of: number; sameName: boolean } | null)[] {
	const first = new Map<string, number>();
	return rows.map((row, i) => {
		const keys = [row.id !== null ? `id\0${row.id}` : null, row.name && row.birth && row.dwelling ? `who\0${row.name}\0${row.birth}\0${row.dwelling}` : null].filter((key) => key !== null);
		const known = keys.map((key) => first.get(key)).find((at) => at !== undefined && (rows[at]!.id === null || row.id === null || rows[at]!.id === row.id));
		for (const key of keys) if (!first.has(key)) first.set(key, i);
		return known === undefined ? null : { of: known, sameName: rows[known]!.name === row.name };
	});
}
