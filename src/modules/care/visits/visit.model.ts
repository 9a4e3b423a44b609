/** A visit (走访) as it was found, and what two people's changes of it come to. Pure; runs on the phone too. */

/** At their home, on the telephone, met somewhere. */
export const WAYS = ['home', 'phone', 'met'] as const;
export type Way = (typeof WAYS)[number];

export const OUTCOMES = ['seen', 'not_opened', 'not_reached', 'refused', 'away'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How they are: 1 well, 2 as usual, 3 not so well, 4 badly. */
export const MOODS = [1, 2, 3, 4] as const;
export type Mood = (typeof MOODS)[number];

/** What may be needed, as a request can be made of it. */
export const NEEDS = ['meals', 'medicine', 'cleaning', 'repair', 'company', 'papers', 'money', 'safety', 'other'] as const;
export type Need = (typeof NEEDS)[number];

/** What can be written again after a visit was recorded, each for itself. */
export interface VisitFields {
	way: Way;
	outcome: Outcome;
	mood: Mood | null;
	needs: Need[];
	needWords: string;
	health: string;
	note: string;
	nextOn: string | null;
}
export type VisitField = keyof VisitFields;
export const VISIT_FIELDS: readonly VisitField[] = ['way', 'outcome', 'mood', 'needs', 'needWords', 'health', 'note', 'nextOn'];

/** Fields of which two values can stand together. */
export const JOINABLE: readonly VisitField[] = ['needs', 'needWords', 'health', 'note'];

export const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The edit from which a field's value comes; 1: as it was recorded. */
export const versionOf = (versions: Partial<Record<VisitField, number>>, field: VisitField): number => versions[field] ?? 1;

/**
 * What becomes of changes that somebody made on what they read at version `base`: a field that nobody else wrote since takes
 * the new value; a field that somebody did is a conflict, unless both wrote the same.
 */
export function settle(current: VisitFields, versions: Partial<Record<VisitField, number>>, base: number, changes: Partial<VisitFields>): { write: VisitField[]; clash: VisitField[] } {
	const changed = VISIT_FIELDS.filter((field) => changes[field] !== undefined && !sameValue(changes[field], current[field]));
	return { write: changed.filter((field) => versionOf(versions, field) <= base), clash: changed.filter((field) => versionOf(versions, field) > base) };
}

/** Both values of a field: words under each other, needs as one list. */
export function joined<F extends VisitField>(field: F, theirs: VisitFields[F], mine: VisitFields[F]): VisitFields[F] {
	if (field === 'needs') return [...new Set([...(theirs as Need[]), ...(mine as Need[])])] as VisitFields[F];
	return [theirs, mine].filter(Boolean).join('\n') as VisitFields[F];
}

/** A door on the way. */
export interface Stop {
	address: string;
	/** of the building, where the map knows it */
	lon: number | null;
	lat: number | null;
}

const onTheStairs = new Intl.Collator('zh-CN', { numeric: true });

/** By compound, building, entrance, floor: addresses are written in that order, their numbers read as numbers. */
export const byAddress = (a: Stop, b: Stop): number => onTheStairs.compare(a.address, b.address);

/** Square of a distance on the ground, good enough to compare within a subdistrict. */
function apart(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
	const shrink = Math.cos((a.lat * Math.PI) / 180);
	return ((a.lon - b.lon) * shrink) ** 2 + (a.lat - b.lat) ** 2;
}

/**
 * The order on the way. Without a position by address; with one the nearest building first, then the one nearest to that;
 * within a building always by entrance and floor. Doors of which the map does not know the place come last.
 */
export function onTheWay<S extends Stop>(stops: readonly S[], from: { lon: number; lat: number } | null = null): S[] {
	const sorted = [...stops].sort(byAddress);
	if (!from) return sorted;
	const houses = new Map<string, S[]>();
	const lost: S[] = [];
	for (const stop of sorted) {
		if (stop.lon === null || stop.lat === null) lost.push(stop);
		else houses.set(`${stop.lon},${stop.lat}`, [...(houses.get(`${stop.lon},${stop.lat}`) ?? []), stop]);
	}
	const ordered: S[] = [];
	let at = from;
	while (houses.size) {
		const [key, group] = [...houses].reduce((best, each) => (apart(at, each[1][0] as { lon: number; lat: number }) < apart(at, best[1][0] as { lon: number; lat: number }) ? each : best));
		houses.delete(key);
		ordered.push(...group);
		at = group[0] as { lon: number; lat: number };
	}
	return [...ordered, ...lost];
}

/** The first words of a note, for a line of a list. */
export const headline = (note: string, length = 40): string => {
	const line = note.split('\n')[0]!.trim();
	return [...line].length > length ? `${[...line].slice(0, length).join('')}…` : line;
};
