/** Reads households: their page on any day, a building's doors, who may be calling from a number. Masked as the caller may see. */
import * as v from 'valibot';
import { land } from '#modules/areas/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import { normalizePhone } from '#platform/text/index.ts';
import { forModule } from '#platform/usecase.ts';
import type { RelationCode } from '../codes/index.ts';
import { addressFor, CARD_COLUMNS, cardOf, people, type CardRow, type PersonCard } from '../person/card.ts';
import { phoneHash } from '../person/values.ts';
import { permissions } from '../residents.permissions.ts';
import { levelOf, mayEdit, mayOpen, seeing } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { buildingOf } from './dwelling.store.ts';
import { usualDoors } from './dwelling.address.ts';
import { day, id } from './household.schemas.ts';
import { holdsOn, stays, type EndReason, type Membership, type Residence } from './membership.model.ts';

const { query } = forModule<'residents'>();

/** A member on the day asked for. */
export interface Member {
	person: PersonCard;
	relation: RelationCode;
	residence: Residence;
	fromOn: string | null;
	/** of a past day: when and why it ended */
	untilOn: string | null;
	endReason: EndReason | null;
}

export interface HouseholdView {
	id: string;
	version: number;
	communityId: string;
	kind: 'family' | 'collective';
	number: string | null;
	openedOn: string | null;
	closedOn: string | null;
	dwelling: { id: string; address: string; buildingId: string; use: string } | null;
	today: string;
	/** the day whose members these are */
	on: string;
	members: Member[];
	/** what happened here, newest first: who came, who went, who became the head */
	moves: { on: string; personId: string; name: string; kind: 'came' | 'went' | 'head'; reason: EndReason | null; to: string | null; changeId: string | null; personIds: string[]; canTakeBack: boolean }[];
	/** households that stand or stood behind the same door, newest first */
	neighbours: { id: string; head: string; openedOn: string | null; closedOn: string | null }[];
	mayEdit: boolean;
}

const MEMBERSHIP = ['m.id as membershipId', 'm.household_id as ofHousehold', 'm.relation', 'm.residence', 'm.from_on as fromOn', 'm.until_on as untilOn', 'm.end_reason as endReason', 'm.opened_in as openedIn', 'm.ended_in as endedIn'] as const;
type MemberRow = CardRow & { membershipId: string; ofHousehold: string; relation: string; residence: string; fromOn: string | null; untilOn: string | null; endReason: string | null; openedIn: string | null; endedIn: string | null };

/** Memberships of some households with the people, as rows of one question. */
const memberships = (tx: ReadTx<'residents'>, householdIds: readonly string[]) =>
	people(tx)
		.innerJoin('residents.membership as m', (join) => join.onRef('m.subdistrict_id', '=', 'p.subdistrict_id').onRef('m.person_id', '=', 'p.id'))
		.select([...CARD_COLUMNS, ...MEMBERSHIP])
		.where('m.household_id', 'in', householdIds)
		.orderBy('m.relation')
		.orderBy('p.birth_date');

/**
 * A household as it is, or as it was on a past day.
 * @throws AppError platform.notFound also for a household of which the caller may see nothing
 */
export const householdPage = query({
	name: 'residents.householdPage',
	access: permissions.read,
	input: v.object({ id, on: v.optional(v.nullable(day)) }),
	run: async (tx, input): Promise<HouseholdView> => {
		const { db, ctx } = tx;
		const row = await db
			.selectFrom('residents.household as h')
			.leftJoin('residents.dwelling as d', (join) => join.onRef('d.subdistrict_id', '=', 'h.subdistrict_id').onRef('d.id', '=', 'h.dwelling_id'))
			.select(['h.id', 'h.version', 'h.community_id as communityId', 'h.kind', 'h.number', 'h.opened_on as openedOn', 'h.closed_on as closedOn', 'h.dwelling_id as dwellingId', 'd.address', 'd.building_id as buildingId', 'd.use'])
			.where('h.subdistrict_id', '=', ctx.subdistrictId)
			.where('h.id', '=', input.id)
			.executeTakeFirst();
		const as = row ? seeing(ctx.actor, row.communityId) : 'nobody';
		if (!row || !mayOpen(as)) throw notFound('household');
		const today = await todayOf(tx);
		const on = input.on && input.on < today ? input.on : today;
		const rows = (await memberships(tx, [row.id]).execute()) as MemberRow[];
		const shown = rows.filter((each) => holdsOn(each, on));
		const neighbours = row.dwellingId
			? await db
					.selectFrom('residents.household as h')
					.leftJoin('residents.person as p', (join) => join.onRef('p.subdistrict_id', '=', 'h.subdistrict_id').onRef('p.id', '=', 'h.head_id'))
					.select(['h.id', 'p.name', 'p.name_masked as nameMasked', 'h.opened_on as openedOn', 'h.closed_on as closedOn'])
					.where('h.subdistrict_id', '=', ctx.subdistrictId)
					.where('h.dwelling_id', '=', row.dwellingId)
					.where('h.id', '!=', row.id)
					.orderBy('h.closed_on', (order) => order.desc().nullsFirst())
					.limit(20)
					.execute()
			: [];
		const wholeName = levelOf(as, 'name') === 'full';
		return {
			id: row.id,
			version: row.version,
			communityId: row.communityId,
			kind: row.kind as HouseholdView['kind'],
			number: levelOf(as, 'address') === 'full' ? row.number : null,
			openedOn: row.openedOn,
			closedOn: row.closedOn,
			dwelling: row.dwellingId ? { id: row.dwellingId, address: addressFor(as, row.address), buildingId: row.buildingId!, use: row.use! } : null,
			today,
			on,
			members: shown.map((each) => ({ person: cardOf(ctx.actor, each, today), relation: each.relation as RelationCode, residence: each.residence as Residence, fromOn: sinceWhen(rows, each, on), untilOn: each.untilOn, endReason: each.endReason as EndReason | null })),
			moves: await movesOf(tx, rows, row.communityId),
			neighbours: neighbours.map((each) => ({ id: each.id, head: (wholeName ? each.name : each.nameMasked) ?? '', openedOn: each.openedOn, closedOn: each.closedOn })),
			mayEdit: mayEdit(ctx.actor, row.communityId)
		};
	}
});

/** Since when somebody has lived here without a break; another head in between is none. */
const sinceWhen = (rows: readonly MemberRow[], { id: personId }: MemberRow, on: string): string | null =>
	stays(rows.filter((row) => row.id === personId).map(({ membershipId, ofHousehold, ...row }) => ({ ...row, id: membershipId, personId, householdId: ofHousehold }) as Membership)).find((stay) => holdsOn(stay, on))?.fromOn ?? null;

/** Comings and goings from the spans; a change may have moved several people, here or from elsewhere, and is taken back as one. */
async function movesOf(tx: ReadTx<'residents'>, rows: readonly MemberRow[], communityId: string): Promise<HouseholdView['moves']> {
	const { db, ctx } = tx;
	if (!rows.length) return [];
	const whole = levelOf(seeing(ctx.actor, communityId), 'name') === 'full';
	const all = await db.selectFrom('residents.membership').select(['id', 'person_id as personId', 'household_id as householdId', 'from_on as fromOn', 'until_on as untilOn', 'opened_in as openedIn', 'ended_in as endedIn']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', 'in', [...new Set(rows.map((row) => row.id))]).execute();
	const changeRows = (changeId: string | null) => (changeId ? all.filter((span) => span.openedIn === changeId || span.endedIn === changeId) : []);
	const openPeople = new Map(all.filter((span) => span.untilOn === null).map((span) => [span.personId, span]));
	// Built on nothing: what it opened is open, and whom it ended has nothing that is open but from it.
	const backable = (changeId: string | null) => changeRows(changeId).length > 0 && changeRows(changeId).every((span) => (span.openedIn === changeId ? span.untilOn === null : !openPeople.has(span.personId) || openPeople.get(span.personId)!.openedIn === changeId));
	const moves: HouseholdView['moves'] = [];
	for (const row of rows) {
		const spans = all.filter((span) => span.personId === row.id);
		const empty = row.fromOn !== null && row.fromOn === row.untilOn;
		if (empty) continue;
		const before = spans.find((span) => span.householdId === row.ofHousehold && span.untilOn !== null && span.untilOn === row.fromOn && span.id !== row.membershipId);
		const person = { personId: row.id, name: whole ? row.name : row.nameMasked };
		const about = (changeId: string | null) => ({ changeId, personIds: [...new Set(changeRows(changeId).map((span) => span.personId))], canTakeBack: backable(changeId) });
		if (row.fromOn !== null && !before) moves.push({ on: row.fromOn, ...person, kind: 'came', reason: null, to: null, ...about(row.openedIn) });
		if (row.fromOn !== null && before && (row.relation === '02' || row.relation === '01')) moves.push({ on: row.fromOn, ...person, kind: 'head', reason: null, to: null, ...about(row.openedIn) });
		if (row.untilOn !== null && row.endReason !== 'head_changed' && row.endReason !== 'mistake') moves.push({ on: row.untilOn, ...person, kind: 'went', reason: row.endReason as EndReason, to: spans.find((span) => span.fromOn === row.untilOn && span.id !== row.membershipId && span.openedIn === row.endedIn)?.householdId ?? null, ...about(row.endedIn) });
	}
	return moves.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)).slice(0, 60);
}

/** A door on a building's board. */
export interface BoardDoor {
	dwellingId: string | null;
	unit: number;
	floor: number | null;
	door: string;
	use: string;
	households: { id: string; head: string; people: number; old: number; children: number; away: number }[];
}

export interface BuildingBoard {
	buildingId: string;
	building: string;
	compound: string;
	communityId: string;
	units: number;
	doors: BoardDoor[];
	/** doors that the building has by its numbers and the register does not have */
	missing: number;
	counts: { doors: number; lived: number; empty: number; people: number };
	mayEdit: boolean;
}

/** Who lives behind which door of a building; names as the caller may see them. @throws AppError platform.notFound */
export const buildingBoard = query({
	name: 'residents.buildingBoard',
	access: permissions.read,
	input: v.object({ buildingId: id }),
	prepare: (ctx) => land(ctx),
	run: async (tx, { buildingId }, all): Promise<BuildingBoard> => {
		const { db, ctx } = tx;
		const { building, compound, communityId } = buildingOf(all, buildingId);
		const as = seeing(ctx.actor, communityId);
		if (!mayOpen(as)) throw notFound('building');
		const whole = levelOf(as, 'name') === 'full';
		const today = await todayOf(tx);
		const [dwellings, households] = [
			await db.selectFrom('residents.dwelling').select(['id', 'unit', 'floor', 'door', 'use']).where('subdistrict_id', '=', ctx.subdistrictId).where('building_id', '=', buildingId).where('retired_at', 'is', null).execute(),
			await db
				.selectFrom('residents.dwelling as d')
				.innerJoin('residents.household as h', (join) => join.onRef('h.subdistrict_id', '=', 'd.subdistrict_id').onRef('h.dwelling_id', '=', 'd.id').on('h.closed_on', 'is', null))
				.leftJoin('residents.person as p', (join) => join.onRef('p.subdistrict_id', '=', 'h.subdistrict_id').onRef('p.household_id', '=', 'h.id').on('p.merged_into', 'is', null))
				.select(['d.id as dwellingId', 'h.id', 'h.head_id as headId', 'p.id as personId', 'p.name', 'p.name_masked as nameMasked', 'p.birth_date as birthDate', 'p.lives_away as away'])
				.where('d.subdistrict_id', '=', ctx.subdistrictId)
				.where('d.building_id', '=', buildingId)
				.execute()
		];
		const at = (years: number) => `${Number(today.slice(0, 4)) - years}${today.slice(4)}`;
		const of = (dwellingId: string): BoardDoor['households'] =>
			[...Map.groupBy(households.filter((row) => row.dwellingId === dwellingId), (row) => row.id)].map(([householdId, rows]) => {
				const members = rows.filter((row) => row.personId !== null);
				const head = members.find((row) => row.personId === row.headId) ?? members[0];
				const here = members.filter((row) => !row.away);
				return {
					id: householdId,
					head: head ? ((whole ? head.name : head.nameMasked) ?? '') : '',
					people: members.length,
					old: here.filter((row) => row.birthDate !== null && row.birthDate <= at(60)).length,
					children: here.filter((row) => row.birthDate !== null && row.birthDate > at(14)).length,
					away: members.length - here.length
				};
			});
		const doors = dwellings.map((row): BoardDoor => ({ dwellingId: row.id, unit: row.unit, floor: row.floor, door: row.door, use: row.use, households: of(row.id) }));
		const known = new Set(doors.map(({ unit, door }) => `${unit}-${door}`));
		const lived = doors.filter(({ households: homes }) => homes.some(({ people: n }) => n > 0)).length;
		return {
			buildingId,
			building: building.name,
			compound: compound.name,
			communityId,
			units: building.units,
			doors,
			missing: usualDoors(building).filter(({ unit, door }) => !known.has(`${unit}-${door}`)).length,
			counts: { doors: doors.length, lived, empty: doors.length - lived, people: households.filter((row) => row.personId !== null).length },
			mayEdit: mayEdit(ctx.actor, communityId)
		};
	}
});

/** A household that a telephone number leads to: somebody's own number, or that of somebody's contact. */
export interface CallersHousehold {
	householdId: string | null;
	communityId: string | null;
	buildingId: string | null;
	/** down to where the caller's staff may see */
	address: string;
	/** whose number it is, first; then who lives with them */
	members: (PersonCard & { relation: string; calling: boolean; contactOf: boolean })[];
}

/**
 * Who may be calling from a number: people whose own it is, and people for whom it is the one to call; with who lives with
 * them. At most five households, of people whose record the caller may open.
 */
export const householdsByPhone = query({
	name: 'residents.householdsByPhone',
	access: permissions.read,
	input: v.object({ phone: v.string() }),
	run: async (tx, { phone }): Promise<CallersHousehold[]> => {
		const { db, ctx } = tx;
		const number = normalizePhone(phone);
		if (!number) return [];
		const hash = phoneHash(number);
		const own = (await people(tx).select(CARD_COLUMNS).where('p.phone_hash', '=', hash).where('p.died_on', 'is', null).limit(20).execute()) as CardRow[];
		const contacts = await db.selectFrom('residents.relation').select('person_id').where('subdistrict_id', '=', ctx.subdistrictId).where('phone_hash', '=', hash).where('until_on', 'is', null).limit(20).execute();
		const wards = contacts.length ? ((await people(tx).select(CARD_COLUMNS).where('p.id', 'in', contacts.map((row) => row.person_id)).where('p.died_on', 'is', null).execute()) as CardRow[]) : [];
		const found = [...own, ...wards].filter((row) => mayOpen(seeing(ctx.actor, row.communityId)));
		const householdIds = [...new Set(found.flatMap((row) => row.householdId ?? []))].slice(0, 5);
		const members = householdIds.length ? ((await memberships(tx, householdIds).where('m.until_on', 'is', null).execute()) as MemberRow[]) : [];
		const buildings = householdIds.length
			? await db.selectFrom('residents.household as h').innerJoin('residents.dwelling as d', (join) => join.onRef('d.subdistrict_id', '=', 'h.subdistrict_id').onRef('d.id', '=', 'h.dwelling_id')).select(['h.id', 'd.building_id as buildingId']).where('h.subdistrict_id', '=', ctx.subdistrictId).where('h.id', 'in', householdIds).execute()
			: [];
		const today = await todayOf(tx);
		const line = (row: CardRow & { relation?: string }) => ({ ...cardOf(ctx.actor, row, today), relation: row.relation ?? '', calling: own.some(({ id: one }) => one === row.id), contactOf: wards.some(({ id: one }) => one === row.id) });
		const households = householdIds.map((householdId): CallersHousehold => {
			const lines = members.filter((row) => row.ofHousehold === householdId).map(line).sort((a, b) => Number(b.calling) - Number(a.calling) || Number(b.contactOf) - Number(a.contactOf));
			return { householdId, communityId: lines[0]?.communityId ?? null, buildingId: buildings.find((row) => row.id === householdId)?.buildingId ?? null, address: lines[0]?.address ?? '', members: lines };
		});
		// Known, but of no household.
		const alone = found.filter((row) => row.householdId === null).slice(0, 5 - households.length).map((row): CallersHousehold => ({ householdId: null, communityId: row.communityId, buildingId: null, address: '', members: [line(row)] }));
		return [...households, ...alone];
	}
});

/** The keyed hashes of people's numbers, for asking other modules what they have of them; of people whom the caller may open. */
export const phoneHashesOf = query({
	name: 'residents.phoneHashesOf',
	access: permissions.read,
	input: v.object({ ids: v.pipe(v.array(id), v.maxLength(100)) }),
	run: async ({ db, ctx }, { ids }): Promise<Map<string, string>> => {
		const rows = ids.length ? await db.selectFrom('residents.person').select(['id', 'community_id as communityId', 'phone_hash as hash']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', ids).where('phone_hash', 'is not', null).execute() : [];
		return new Map(rows.filter((row) => mayOpen(seeing(ctx.actor, row.communityId))).map((row) => [row.id, row.hash!]));
	}
});
