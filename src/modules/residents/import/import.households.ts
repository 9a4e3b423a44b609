/** Where the people of an import live: doors, households, and who joins which. An import moves nobody who lives somewhere already. */
import { sql } from 'kysely';
import type { Land } from '#modules/areas/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { addDwellings } from '../household/dwelling.store.ts';
import type { Door } from '../household/dwelling.address.ts';
import { openHouseholds, type NewHousehold } from '../household/household.store.ts';
import type { MembershipChange } from '../household/membership.model.ts';
import { doorKey } from './import.check.ts';
import type { PlannedPerson } from './import.people.ts';
import type { Place } from './values/place.ts';

type Tx = WriteTx<'residents'>;

/** The doors of all sure addresses, added where the register did not have them. @returns by `doorKey` */
export async function ensureDoors(tx: Tx, all: Land, people: readonly PlannedPerson[]): Promise<Map<string, string>> {
	const { db, ctx } = tx;
	const wanted = new Map<string, Map<string, Door>>();
	for (const place of placesOf(people)) {
		const door = place.doors[0]!;
		const ofBuilding = wanted.get(place.buildingId!) ?? new Map<string, Door>();
		wanted.set(place.buildingId!, ofBuilding.set(doorKey(place.buildingId!, door.unit, door.door), door));
	}
	const doors = new Map<string, string>();
	for (const [buildingId, ofBuilding] of wanted) {
		await addDwellings(tx, all, buildingId, [...ofBuilding.values()]);
		const rows = await db.selectFrom('residents.dwelling').select(['id', 'unit', 'door']).where('subdistrict_id', '=', ctx.subdistrictId).where('building_id', '=', buildingId).execute();
		for (const { id, unit, door } of rows) if (ofBuilding.has(doorKey(buildingId, unit, door))) doors.set(doorKey(buildingId, unit, door), id);
	}
	return doors;
}

const placesOf = (people: readonly PlannedPerson[]): Place[] => people.flatMap(({ rows }) => rows.flatMap(({ sealed: { values } }) => (values.place?.sure ? [values.place] : [])));
const placeOf = ({ rows }: PlannedPerson): Place | undefined => rows.map(({ sealed }) => sealed.values.place).find((place) => place?.sure);
const firstOf = <T>(person: PlannedPerson, read: (values: PlannedPerson['rows'][number]['sealed']['values']) => T | undefined): T | undefined => person.rows.map(({ sealed }) => read(sealed.values)).find((value) => value !== undefined);

interface Group {
	people: PlannedPerson[];
	/** the sheet says that they are one household */
	told: boolean;
	dwellingId: string | null;
	number: string | null;
	communityId: string | null;
}

/**
 * Who joins which household: one that has the number, else the one of a member who is in the register, else (of people
 * whom the sheet names one by one) the only household behind the door, else a new one. A second head becomes a member.
 * @returns the changes, and the households that were opened
 */
export async function planHouseholds(tx: Tx, people: readonly PlannedPerson[], doors: ReadonlyMap<string, string>, statedOn: string): Promise<{ changes: MembershipChange[]; opened: string[] }> {
	const { db, ctx } = tx;
	const groups = groupsOf(people, doors);
	const known = people.filter(({ isNew }) => !isNew).map(({ id }) => id);
	const memberships = await openMemberships(tx, known);
	const past = await formerMembers(tx, known);
	const numbers = [...new Set(groups.flatMap(({ number }) => (number ? [number] : [])))];
	const dwellings = [...new Set(groups.flatMap(({ dwellingId }) => (dwellingId ? [dwellingId] : [])))];
	const households = await db
		.selectFrom('residents.household')
		.select(['id', 'number', 'dwelling_id as dwellingId', 'head_id as headId'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('closed_on', 'is', null)
		.where((eb) => eb.or([eb('number', '=', sql<string>`any(${numbers}::text[])`), eb('dwelling_id', '=', sql<string>`any(${dwellings}::uuid[])`), eb('id', '=', sql<string>`any(${[...new Set([...memberships.values()].map(({ householdId }) => householdId))]}::uuid[])`)]))
		.execute();
	const byNumber = new Map(households.flatMap((household) => (household.number ? [[household.number, household.id] as const] : [])));
	const byDwelling = Map.groupBy(households, ({ dwellingId }) => dwellingId);
	const heads = new Map(households.map(({ id, headId }) => [id, headId]));

	const targets = groups.map((group): string | null => {
		const joining = group.people.filter(({ id }) => !memberships.has(id));
		// Everybody has a household already, or nobody says where: nothing is opened.
		if (joining.length === 0 || (!group.told && group.dwellingId === null)) return null;
		const own = group.people.map(({ id }) => memberships.get(id)?.householdId).find((id) => id !== undefined);
		const behind = byDwelling.get(group.dwellingId) ?? [];
		return (group.number ? byNumber.get(group.number) : undefined) ?? own ?? (!group.told && group.dwellingId !== null && behind.length === 1 ? behind[0]!.id : undefined) ?? 'new';
	});
	const fresh = groups.flatMap((group, i): { at: number; household: NewHousehold }[] =>
		targets[i] === 'new' ? [{ at: i, household: { communityId: group.communityId!, dwellingId: group.dwellingId, number: group.number && !byNumber.has(group.number) ? group.number : null, openedOn: null } }] : []
	);
	const opened = await openHouseholds(tx, fresh.map(({ household }) => household));
	fresh.forEach(({ at }, i) => (targets[at] = opened[i]!));

	const changes: MembershipChange[] = [];
	groups.forEach((group, i) => {
		const householdId = targets[i];
		if (!householdId) return;
		for (const person of group.people) {
			if (memberships.has(person.id)) continue;
			const told = firstOf(person, ({ relation }) => relation);
			const isHead = told === '02' || told === '01';
			const headThere = heads.get(householdId) ?? null;
			if (isHead && headThere === null) heads.set(householdId, person.id);
			const moved = firstOf(person, ({ moveInDate }) => moveInDate) ?? null;
			const left = past.get(person.id) ?? null;
			changes.push({
				kind: 'join',
				personId: person.id,
				householdId,
				// Somebody who was here before came back at some day; the sheet's own is the one that is certain.
				on: left === null ? moved : [moved ?? statedOn, left].sort().at(-1)!,
				// 80, other: what the sheet does not say is not made up.
				relation: isHead && headThere !== null && headThere !== person.id ? '80' : (told ?? '80'),
				residence: firstOf(person, ({ residence }) => residence) ?? 'other'
			});
		}
	});
	return { changes, opened };
}

/** People by the household that the sheet says, else by the door, else each alone. */
function groupsOf(people: readonly PlannedPerson[], doors: ReadonlyMap<string, string>): Group[] {
	const groups = new Map<string, Group>();
	/** a household's number joins what two sheets of a file say of it */
	const numbered = new Map<string, Group>();
	for (const person of people) {
		const place = placeOf(person);
		const dwellingId = place ? (doors.get(doorKey(place.buildingId!, place.doors[0]!.unit, place.doors[0]!.door)) ?? null) : null;
		const household = person.rows.map(({ sealed }) => sealed.household).find((key) => key !== null) ?? null;
		const number = firstOf(person, ({ householdNumber }) => householdNumber)?.slice(0, 40) ?? null;
		const key = household !== null ? `h${household}` : dwellingId !== null ? `d${dwellingId}` : `p${person.id}`;
		const group = (number ? numbered.get(number) : undefined) ?? groups.get(key) ?? { people: [], told: household !== null, dwellingId: null, number: null, communityId: null };
		group.people.push(person);
		group.dwellingId ??= dwellingId;
		group.number ??= number;
		group.communityId ??= person.communityId;
		if (!groups.has(key)) groups.set(key, group);
		if (number) numbered.set(number, group);
	}
	return [...new Set(groups.values())].filter(({ communityId }) => communityId !== null);
}

async function openMemberships({ db, ctx }: Tx, personIds: readonly string[]): Promise<Map<string, { householdId: string }>> {
	const rows = await db.selectFrom('residents.membership').select(['person_id', 'household_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', sql<string>`any(${personIds}::uuid[])`).where('until_on', 'is', null).execute();
	return new Map(rows.map((row) => [row.person_id, { householdId: row.household_id }]));
}

/** Who lived here before, and until when; days that were a mistake count, too, because nothing may be told before them. */
async function formerMembers({ db, ctx }: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
	const rows = await db
		.selectFrom('residents.membership')
		.select(['person_id', sql<string>`max(until_on)`.as('until')])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', sql<string>`any(${personIds}::uuid[])`)
		.where('until_on', 'is not', null)
		.groupBy('person_id')
		.execute();
	return new Map(rows.map((row) => [row.person_id, row.until]));
}
