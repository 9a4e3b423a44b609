/**
 * The demonstration's people: every door of its buildings, some 1,200 people behind them, with what the register knows of
 * them. Written by the same functions that staff's forms use; only the numbers are made up.
 */
import { land, type Land } from '#modules/areas/index.ts';
import { chance, type Chance } from '#platform/chance.ts';
import { addDays } from '#platform/dates/index.ts';
import type { Ctx } from '#platform/context.ts';
import { addDemoResident } from '#platform/accounts/demo.ts';
import { writeTx, type WriteTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { phoneColumns } from '#platform/phone.ts';
import { seal } from '#platform/secrets.ts';
import { maskName } from '#platform/text/index.ts';
import { findPairs } from '../duplicates/find.ts';
import { addFact } from '../groups/group-facts.store.ts';
import { GROUP_TYPES, type Sensitivity } from '../groups/group-types.data.ts';
import { installGroups } from '../groups/groups.install.ts';
import { dwellingText } from '../household/dwelling.address.ts';
import { addUsualDwellings } from '../household/dwelling.store.ts';
import { openHousehold } from '../household/household.store.ts';
import { changeMemberships } from '../household/membership.store.ts';
import type { MembershipChange } from '../household/membership.model.ts';
import { changePeople, type PersonChange } from '../person/person.store.ts';
import { needsGuardian } from '../privacy/consents.ts';
import { installPurposes } from '../privacy/purposes.ts';
import { todayOf } from '#platform/today.ts';
import { demoHousehold, Numbers, type DemoHousehold, type DemoPerson } from './population.ts';

type Tx = WriteTx<'residents'>;

const codesOf = (sensitivity: Sensitivity) => new Set(GROUP_TYPES.filter((type) => type.sensitivity === sensitivity).map(({ code }) => code));
const PURPOSES_OF = [['health', codesOf('health')], ['children', codesOf('child')]] as const;

const PEOPLE = 1_200;
const SEED = 20261124;
/** Telephone of the resident whom the start page suggests for signing in. */
export const DEMO_RESIDENT_PHONE = '12000000001';

interface Door {
	id: string;
	communityId: string;
	address: string;
}

/** A household of the story, with the ids that the register gave. */
interface Placed {
	household: DemoHousehold;
	householdId: string;
	door: Door;
	ids: string[];
}

export async function demoResidents(product: Ctx): Promise<void> {
	// Nobody's name stands under what the product made up.
	const ctx: Ctx = { ...product, actor: { ...product.actor, name: '' } };
	const all = await land(ctx);
	if (!all.buildings.length) return;
	await writeTx<'residents', void>(ctx, async (tx) => {
		await installGroups(tx);
		await installPurposes(tx);
		for (const building of all.buildings) await addUsualDwellings(tx, all, building.id);
	});
	const luck = chance(SEED);
	const numbers = new Numbers();
	const doors = await doorsByLuck(ctx, all, luck);
	const placed: Placed[] = [];
	let people = 0;
	while (people < PEOPLE && doors.length) {
		// Some dozens of households in one transaction: quick, and none is half there if it fails.
		await writeTx<'residents', void>(ctx, async (tx) => {
			const today = await todayOf(tx);
			const some: Placed[] = [];
			for (let i = 0; i < 40 && people < PEOPLE && doors.length; i++) {
				const household = placed.length + some.length === 0 ? suggestedResident(luck, numbers, today) : demoHousehold(luck, numbers, today);
				people += household.members.length;
				some.push({ household, householdId: '', door: doors.pop()!, ids: household.members.map(() => newId()) });
			}
			await settle(tx, some, today);
			placed.push(...some);
		});
	}
	const account = await addDemoResident(product, DEMO_RESIDENT_PHONE);
	await writeTx<'residents', void>(ctx, async (tx) => {
		const today = await todayOf(tx);
		await link(tx, placed[0]!, account);
		await moves(tx, placed, luck, today);
		await duplicates(tx, placed, luck, numbers, today);
		await findPairs(tx, true);
	});
}

/** Every home, in an order by chance; of each community about as many as its share of the people. */
async function doorsByLuck(ctx: Ctx, all: Land, luck: Chance): Promise<Door[]> {
	const doors = await writeTx<'residents', { id: string; communityId: string; buildingId: string; unit: number; door: string }[]>(ctx, ({ db }) =>
		db.selectFrom('residents.dwelling').select(['id', 'community_id as communityId', 'building_id as buildingId', 'unit', 'door']).where('subdistrict_id', '=', ctx.subdistrictId).orderBy('address_key').execute()
	);
	// One building of each compound is well known; behind the doors of the others nobody has been written down yet.
	const known = new Set(all.compounds.flatMap((compound) => (all.buildingsOf.get(compound.id) ?? []).slice(0, 1).map(({ id }) => id)));
	return doors
		.map((row) => {
			const building = all.byId.get(row.buildingId) as Land['buildings'][number];
			return { id: row.id, communityId: row.communityId, address: dwellingText(all.byId.get(building.compoundId) as Land['compounds'][number], building, row), rank: luck.next() + (known.has(row.buildingId) ? 1 : 0) };
		})
		.sort((a, b) => a.rank - b.rank);
}

/** The household of whoever signs in with the number that the start page suggests: three generations, so that there is something to see. */
function suggestedResident(luck: Chance, numbers: Numbers, today: string): DemoHousehold {
	for (;;) {
		const household = demoHousehold(luck, numbers, today);
		if (household.members.length < 4 || household.members[0]!.relation !== '02' || household.members.some(({ fate }) => fate) || !household.members.some(({ relation }) => relation > '50' && relation < '60')) continue;
		household.members[0]!.phone = DEMO_RESIDENT_PHONE;
		return household;
	}
}

/** Writes households with their people, groups, kin and contacts. */
async function settle(tx: Tx, some: Placed[], today: string): Promise<void> {
	await changePeople(tx, some.flatMap(({ household, ids, door }) => household.members.map((person, i) => asChange(person, ids[i]!, door.communityId, today))));
	const joins: MembershipChange[] = [];
	for (const [n, each] of some.entries()) {
		const { id } = await openHousehold(tx, { communityId: each.door.communityId, dwellingId: each.door.id, openedOn: each.household.since, number: n % 3 ? null : `YL${newId().slice(-8).toUpperCase()}` });
		each.householdId = id;
		for (const [i, { relation, residence, birthDate }] of each.household.members.entries()) {
			const { since } = each.household;
			// Who was born here came with their birth.
			joins.push({ kind: 'join', personId: each.ids[i]!, householdId: id, on: since !== null && birthDate > since ? birthDate : since, relation, residence });
		}
	}
	await changeMemberships(tx, joins);
	await ties(tx, some);
	await consents(tx, some, today);
	for (const { household, ids } of some)
		for (const [i, person] of household.members.entries()) {
			for (const group of person.groups) {
				const reviewOn = addDays(today, -20 + ((group.fromOn.charCodeAt(9) * 37 + i * 53) % 340));
				await addFact(tx, { personId: ids[i]!, ...group, fromOn: group.fromOn < person.birthDate ? person.birthDate : group.fromOn, reviewOn: group.code === 'disabled' ? null : reviewOn, source: { kind: 'desk', note: '入户核实' } });
			}
		}
	const deaths = some.flatMap(({ household, ids }) => household.members.flatMap((person, i): MembershipChange[] => (person.fate?.kind === 'died' ? [{ kind: 'die', personId: ids[i]!, on: latest(person.fate.on, household.since, person.birthDate) }] : [])));
	if (deaths.length) await changeMemberships(tx, deaths);
}

const latest = (...days: (string | null)[]): string => days.filter((day) => day !== null).sort().at(-1)!;

const asChange = (person: DemoPerson, id: string, communityId: string, today: string): PersonChange => ({
	id,
	isNew: true,
	communityId,
	fields: {
		name: person.name,
		sex: person.sex,
		birthDate: person.birthDate,
		idNumber: person.idNumber,
		...(person.phone && { phone: person.phone }),
		ethnicity: person.ethnicity,
		education: person.education,
		marital: person.marital,
		...(person.workplace && { workplace: person.workplace })
	},
	source: { kind: 'desk', note: '入户登记', statedOn: addDays(today, -30) }
});

async function ties(tx: Tx, some: readonly Placed[]): Promise<void> {
	const { db, ctx } = tx;
	const base = (personId: string, position: number) => ({ subdistrict_id: ctx.subdistrictId, id: newId(), person_id: personId, position, recorded_at: ctx.clock.now() });
	const rows = some.flatMap(({ household, ids }) =>
		household.members.flatMap((person, i) => {
			const kin = person.kin.map(({ kind, other }, n) => ({ ...base(ids[i]!, n), kind, other_id: ids[other]!, words: '' }));
			const { emergency } = person;
			if (!emergency) return kin;
			return [...kin, { ...base(ids[i]!, kin.length), kind: 'emergency', other_id: null, name_sealed: seal(emergency.name, 'contact'), name_masked: maskName(emergency.name), ...phoneColumns(emergency.phone), words: emergency.words }];
		})
	);
	if (rows.length) await db.insertInto('residents.relation').values(rows).execute();
}

/** Health and child groups are recorded of who agreed, for a child under fourteen the guardian: on paper, when they were visited. */
async function consents({ db, ctx }: Tx, some: readonly Placed[], today: string): Promise<void> {
	const asked = some.flatMap(({ household, ids }) => household.members.flatMap((person, i) => PURPOSES_OF.flatMap(([purpose, codes]) => (person.groups.some(({ code }) => codes.has(code)) ? [{ person, id: ids[i]!, purpose }] : []))));
	if (!asked.length) return;
	const guardians = new Map((await db.selectFrom('residents.relation').select(['id', 'person_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', 'in', asked.map(({ id }) => id)).where('kind', 'in', ['guardian', 'parent']).orderBy('position', 'desc').execute()).map((row) => [row.person_id, row.id]));
	await db
		.insertInto('residents.consent')
		.values(
			asked.map(({ person, id, purpose }, n) => {
				const guardian = needsGuardian(person.birthDate, today) ? (guardians.get(id) ?? null) : null;
				return { subdistrict_id: ctx.subdistrictId, id: newId(), person_id: id, purpose, way: 'paper', given_by: guardian ? 'guardian' : 'self', guardian_relation_id: guardian, purpose_version: 1, note: `入户登记时签，同意书 ${today.slice(0, 4)}-${String(n + 1).padStart(3, '0')}`, given_at: ctx.clock.now() };
			})
		)
		.execute();
}

/** The account that the start page suggests belongs to the first household's head, who acts for the children too. */
async function link({ db, ctx }: Tx, { household, ids }: Placed, userId: string): Promise<void> {
	const wards = household.members.flatMap(({ kin }, i) => (i > 0 && kin.some(({ kind }) => kind === 'guardian') ? [ids[i]!] : []));
	const ties = wards.length ? await db.selectFrom('residents.relation').select(['id', 'person_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', 'in', wards).where('kind', '=', 'guardian').orderBy('position', 'desc').execute() : [];
	const rows = [{ person_id: ids[0]!, acts_as: 'self', guardian_relation_id: null }, ...wards.map((person_id) => ({ person_id, acts_as: 'guardian', guardian_relation_id: ties.findLast((tie) => tie.person_id === person_id)?.id ?? null }))];
	await db
		.insertInto('residents.account_link')
		.values(rows.map((row) => ({ subdistrict_id: ctx.subdistrictId, id: newId(), user_id: userId, proved_by: 'counter', linked_at: ctx.clock.now(), ...row })))
		.execute();
}

/** Some moved away, some to another door, some households were divided. */
async function moves(tx: Tx, placed: readonly Placed[], luck: Chance, today: string): Promise<void> {
	// The suggested resident stays at home.
	const living = placed.slice(1).filter(({ household }) => household.members.every(({ fate }) => fate === null));
	for (const [n, { household, ids, door, householdId }] of living.entries()) {
		const on = addDays(today, -luck.between(3, 300));
		const last = latest(household.since, ...household.members.map(({ birthDate }) => birthDate));
		if (on <= last) continue;
		const grown = household.members.findIndex(({ relation, birthDate }) => /^[23]/.test(relation) && birthDate < addDays(today, -22 * 365));
		if (n % 24 === 7) await changeMemberships(tx, ids.map((personId) => ({ kind: 'leave', personId, on })));
		else if (n % 12 === 5 && grown > 0) {
			if (luck.percent(60)) await changeMemberships(tx, [{ kind: 'leave', personId: ids[grown]!, on }]);
			else {
				const { id } = await openHousehold(tx, { communityId: door.communityId, dwellingId: door.id, openedOn: on });
				await changeMemberships(tx, [{ kind: 'join', personId: ids[grown]!, householdId: id, on, relation: '02', residence: 'owner_family', as: 'split' }]);
			}
		} else if (n % 60 === 31 && household.members.length > 1) {
			const to = placed.find((other) => other.householdId !== householdId && other.household.members.length === 1 && other.household.members[0]!.fate === null && !living.slice(0, n).some(({ householdId: id }) => id === other.householdId));
			if (to) await changeMemberships(tx, [{ kind: 'join', personId: ids.at(-1)!, householdId: to.householdId, on: latest(on, to.household.since), relation: '97', residence: 'other' }]);
		}
	}
}

/** Two people were written down twice, a little differently each time: the work-list of likely duplicates has something to show. */
async function duplicates(tx: Tx, placed: readonly Placed[], luck: Chance, numbers: Numbers, today: string): Promise<void> {
	const twins = placed.filter(({ household }) => household.members[0]!.phone && !household.members[0]!.fate).slice(20, 26);
	await changePeople(
		tx,
		twins.map(({ household, door }, n) => {
			const [person] = household.members as [DemoPerson];
			const { idNumber: _, ...fields } = asChange(person, '', door.communityId, today).fields;
			return {
				id: newId(),
				isNew: true,
				communityId: door.communityId,
				// Once without the number, once with another telephone, once with only the year of birth.
				fields: { ...fields, ...(n % 3 === 1 && { phone: numbers.phone() }), ...(n % 3 === 2 && { birthDate: person.birthDate.slice(0, 4) }) },
				source: { kind: 'import', note: '老龄台账', statedOn: addDays(today, -luck.between(100, 400)) }
			} satisfies PersonChange;
		})
	);
}
