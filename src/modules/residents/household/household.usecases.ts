/** What staff do to households: people move in, out and within, a household splits, has another head, or ends with a death. */
import * as v from 'valibot';
import { land } from '#modules/areas/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { AppError, conflict, notFound } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { relations as relationCodes, type RelationCode, type Sex } from '../codes/index.ts';
import { permissions } from '../residents.permissions.ts';
import { demandEdit } from '../residents.policy.ts';
import { floorOfDoor } from './dwelling.address.ts';
import { addDwellings, addUsualDwellings, buildingOf } from './dwelling.store.ts';
import { relationToNewHead } from './head.model.ts';
import { CloseInput, DeathInput, DescribeInput, DwellingInput, HeadInput, HouseholdInput, id, MoveHouseholdInput, MoveInInput, MoveOutInput, TakeBackInput } from './household.schemas.ts';
import { communityOfDwelling, demandNumberFree, holdHousehold, openHousehold } from './household.store.ts';
import type { MembershipChange, Residence } from './membership.model.ts';
import { changeMemberships, correctDwelling, takeBackChange, withdrawDeath as withdraw, type ChangeResult } from './membership.store.ts';

const { useCase } = forModule<'residents'>();
type Tx = WriteTx<'residents'>;

/** What a change of memberships gives back: enough to show it, and to take it back. */
export interface Changed {
	changeId: string;
	personIds: string[];
	householdId: string | null;
	communityId: string | null;
}

const done = (result: ChangeResult, householdId: string | null, communityId: string | null): Changed => ({ changeId: result.changeId, personIds: result.moved.map(({ personId }) => personId), householdId, communityId });
const subject = (_input: unknown, result: Changed) => ({ subjectType: 'household', subjectId: result.householdId ?? undefined, communityId: result.communityId, detail: { changeId: result.changeId, people: result.personIds } });

/** The communities that keep these people's records. @throws platform.notFound */
async function communitiesOfPeople({ db, ctx }: Tx, personIds: readonly string[]): Promise<(string | null)[]> {
	const rows = await db.selectFrom('residents.person').select(['id', 'community_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', [...new Set(personIds)]).execute();
	if (rows.length !== new Set(personIds).size) throw notFound('person');
	return rows.map((row) => row.community_id);
}

async function demandPeople(tx: Tx, personIds: readonly string[]): Promise<string | null> {
	const communities = await communitiesOfPeople(tx, personIds);
	for (const communityId of communities) demandEdit(tx.ctx.actor, communityId);
	return communities[0] ?? null;
}

// ------------------------------------------------------------------ doors

/** Writes down every door that a building has by its units, floors and doors to a floor. What is there stays. */
export const layOutBuilding = useCase({
	name: 'residents.layOutBuilding',
	access: permissions.edit,
	input: v.object({ buildingId: id }),
	prepare: (ctx) => land(ctx),
	run: async (tx, { buildingId }, all) => {
		const { communityId } = buildingOf(all, buildingId);
		demandEdit(tx.ctx.actor, communityId);
		return { added: await addUsualDwellings(tx, all, buildingId), communityId };
	},
	subject: ({ buildingId }, { added, communityId }) => ({ subjectType: 'building', subjectId: buildingId, communityId, detail: { added } })
});

/** A door that the numbers of the building do not have: a shop, a cellar, a flat that was divided. @throws residents.doorThere (409) */
export const addDwelling = useCase({
	name: 'residents.addDwelling',
	access: permissions.edit,
	input: DwellingInput,
	prepare: (ctx) => land(ctx),
	run: async (tx, { buildingId, unit, door, use }, all) => {
		const { communityId } = buildingOf(all, buildingId);
		demandEdit(tx.ctx.actor, communityId);
		if ((await addDwellings(tx, all, buildingId, [{ unit, door, floor: floorOfDoor(door), use }])) === 0) throw conflict('residents.doorThere');
		return { communityId };
	},
	subject: ({ buildingId }, { communityId }) => ({ subjectType: 'building', subjectId: buildingId, communityId })
});

/** Takes a door out of use (two flats became one), or back. @throws residents.householdNotEmpty (409) while somebody lives there */
export const retireDwelling = useCase({
	name: 'residents.retireDwelling',
	access: permissions.edit,
	input: v.object({ id, retired: v.boolean() }),
	run: async ({ db, ctx }, input) => {
		const row = await db.selectFrom('residents.dwelling').select(['community_id', 'building_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', input.id).forUpdate().executeTakeFirst();
		if (!row) throw notFound('dwelling');
		demandEdit(ctx.actor, row.community_id);
		const home = await db.selectFrom('residents.household').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('dwelling_id', '=', input.id).where('closed_on', 'is', null).executeTakeFirst();
		if (input.retired && home) throw conflict('residents.householdNotEmpty');
		await db.updateTable('residents.dwelling').set((eb) => ({ retired_at: input.retired ? ctx.clock.now() : null, version: eb('version', '+', 1) })).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', input.id).execute();
		return { communityId: row.community_id, buildingId: row.building_id };
	},
	subject: (input, { communityId }) => ({ subjectType: 'dwelling', subjectId: input.id, communityId, detail: { retired: input.retired } })
});

// ------------------------------------------------------------------ people and households

/**
 * People come to live in a household that is there, or in a new one. Who lived elsewhere in the subdistrict leaves there on
 * the same day; who comes from another community of ours comes with their record.
 * @throws AppError as `changeMemberships` and `openHousehold`
 */
export const moveIn = useCase({
	name: 'residents.moveIn',
	access: permissions.edit,
	input: MoveInInput,
	run: (tx, input) => bringIn(tx, input),
	subject
});

/** The people of `moveIn`, for who is in a transaction already. */
export async function bringIn(tx: Tx, input: v.InferOutput<typeof MoveInInput>): Promise<Changed> {
	await communitiesOfPeople(tx, input.members.map(({ personId }) => personId));
	let householdId = input.householdId;
	let communityId: string;
	if (householdId) communityId = (await holdHousehold(tx, householdId)).communityId;
	else communityId = input.dwellingId ? await communityOfDwelling(tx, input.dwellingId) : input.communityId!;
	demandEdit(tx.ctx.actor, communityId);
	if (!householdId) {
		const opened = await openHousehold(tx, { communityId, dwellingId: input.dwellingId, kind: input.kind, number: input.number, openedOn: input.on, clientId: input.clientId });
		householdId = opened.id;
		// The first time brought everybody here; there is nothing to do again, and nothing to take back.
		if (opened.repeated) return { changeId: opened.id, personIds: [], householdId, communityId };
	}
	const changes = input.members.map((member): MembershipChange => ({ kind: 'join', householdId: householdId!, on: input.on, as: input.as, ...member }));
	return done(await changeMemberships(tx, changes), householdId, communityId);
}

/** People move away from the subdistrict. The last one closes the household. */
export const moveOut = useCase({
	name: 'residents.moveOut',
	access: permissions.edit,
	input: MoveOutInput,
	run: async (tx, { personIds, on }): Promise<Changed> => {
		const communityId = await demandPeople(tx, personIds);
		const result = await changeMemberships(tx, personIds.map((personId) => ({ kind: 'leave', personId, on })));
		return done(result, result.moved[0]?.before?.householdId ?? null, communityId);
	},
	subject
});

/** A whole household moves behind another door: with its number, its head and all who are there. */
export const moveHousehold = useCase({
	name: 'residents.moveHousehold',
	access: permissions.edit,
	input: MoveHouseholdInput,
	run: async (tx, { householdId, dwellingId, on }): Promise<Changed> => {
		const from = await holdHousehold(tx, householdId);
		const communityId = await communityOfDwelling(tx, dwellingId);
		demandEdit(tx.ctx.actor, communityId);
		if (from.dwellingId === dwellingId) throw conflict('residents.alreadyHere');
		const members = await openMembers(tx, householdId);
		if (!members.length) throw conflict('residents.notAMember');
		const { id: newHousehold } = await openHousehold(tx, { communityId, dwellingId, kind: from.kind, openedOn: on });
		const result = await changeMemberships(tx, members.map(({ personId, relation, residence }) => ({ kind: 'join', personId, householdId: newHousehold, on, relation, residence })));
		// The old one is closed by now, so its number is free.
		if (from.number) await tx.db.updateTable('residents.household').set({ number: from.number }).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', newHousehold).execute();
		return done(result, newHousehold, communityId);
	},
	subject
});

/**
 * Another member is the head from a day on. Relations that follow from the old ones are set; those that do not must be given.
 * @throws AppError residents.relationsMissing (422) with a field for each person whose relation must be said
 */
export const changeHead = useCase({
	name: 'residents.changeHead',
	access: permissions.edit,
	input: HeadInput,
	run: async (tx, { householdId, personId, on, relations }): Promise<Changed> => {
		const household = await holdHousehold(tx, householdId);
		demandEdit(tx.ctx.actor, household.communityId);
		const members = await openMembers(tx, householdId);
		const head = members.find((member) => member.personId === personId);
		if (!head) throw conflict('residents.notAMember');
		const told = members.map((member) => ({ ...member, next: member === head ? ('02' as RelationCode) : (relations[member.personId] ?? relationToNewHead(head, member)) }));
		const missing = told.filter(({ next }) => next === null);
		if (missing.length) throw new AppError('residents.relationsMissing', { status: 422, fields: missing.map((member) => ({ path: `relations.${member.personId}`, code: 'residents.relationMissing' })) });
		// The old head steps down first: two at once are none.
		const result = await changeMemberships(tx, told.sort((a, b) => Number(a === head) - Number(b === head)).map((member) => ({ kind: 'restate', personId: member.personId, on, relation: member.next! })));
		return done(result, householdId, household.communityId);
	},
	subject
});

interface OpenMember {
	personId: string;
	relation: RelationCode;
	residence: Residence;
	sex: Sex;
}

async function openMembers({ db, ctx }: Tx, householdId: string): Promise<OpenMember[]> {
	const rows = await db
		.selectFrom('residents.membership as m')
		.innerJoin('residents.person as p', (join) => join.onRef('p.subdistrict_id', '=', 'm.subdistrict_id').onRef('p.id', '=', 'm.person_id'))
		.select(['m.person_id as personId', 'm.relation', 'm.residence', 'p.sex'])
		.where('m.subdistrict_id', '=', ctx.subdistrictId)
		.where('m.household_id', '=', householdId)
		.where('m.until_on', 'is', null)
		.orderBy('m.id')
		.execute();
	return rows.map((row) => ({ ...row, relation: relationCodes.has(row.relation) ? row.relation : '97' }) as OpenMember);
}

/** The relation or the ground of living there was written down wrongly. */
export const describeMember = useCase({
	name: 'residents.describeMember',
	access: permissions.edit,
	input: DescribeInput,
	run: async (tx, input): Promise<Changed> => {
		const communityId = await demandPeople(tx, [input.personId]);
		const result = await changeMemberships(tx, [{ kind: 'describe', ...input }]);
		return done(result, result.moved[0]!.after!.householdId, communityId);
	},
	subject
});

/** Somebody died: lives nowhere from that day, is nobody's guardian or contact, and belongs to no group. */
export const recordDeath = useCase({
	name: 'residents.recordDeath',
	access: permissions.edit,
	input: DeathInput,
	run: async (tx, { personId, on }): Promise<Changed> => {
		const communityId = await demandPeople(tx, [personId]);
		const result = await changeMemberships(tx, [{ kind: 'die', personId, on }]);
		return done(result, result.moved[0]!.before?.householdId ?? null, communityId);
	},
	subject
});

export const withdrawDeath = useCase({
	name: 'residents.withdrawDeath',
	access: permissions.edit,
	input: v.object({ personId: id }),
	run: async (tx, { personId }): Promise<Changed> => {
		const communityId = await demandPeople(tx, [personId]);
		const result = await withdraw(tx, personId);
		return done(result, result.moved[0]!.after?.householdId ?? null, communityId);
	},
	subject
});

/** Takes a change back: instead of "are you sure?". @throws residents.cannotTakeBack (409) when something has been built on it */
export const takeBackMove = useCase({
	name: 'residents.takeBackMove',
	access: permissions.edit,
	input: TakeBackInput,
	run: async (tx, { changeId, personIds }): Promise<Changed> => {
		const communityId = await demandPeople(tx, personIds);
		const result = await takeBackChange(tx, changeId, personIds);
		return { ...done(result, result.moved.find(({ after }) => after)?.after?.householdId ?? null, communityId), changeId };
	},
	subject
});

/** Its number, its kind, and the door that it stands behind if another one was meant. @throws platform.changed, residents.householdNumberTaken (409) */
export const saveHousehold = useCase({
	name: 'residents.saveHousehold',
	access: permissions.edit,
	input: HouseholdInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const household = await holdHousehold(tx, input.id);
		demandEdit(ctx.actor, household.communityId);
		if (household.version !== input.version) throw conflict('platform.changed');
		if (input.number && household.closedOn === null) await demandNumberFree(tx, input.number, input.id);
		let { communityId } = household;
		if (input.dwellingId && input.dwellingId !== household.dwellingId) {
			communityId = await communityOfDwelling(tx, input.dwellingId);
			demandEdit(ctx.actor, communityId);
			await correctDwelling(tx, input.id, { communityId, dwellingId: input.dwellingId });
		}
		await db
			.updateTable('residents.household')
			.set((eb) => ({ number: input.number || null, kind: input.kind, changed_at: ctx.clock.now(), version: eb('version', '+', 1) }))
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', input.id)
			.execute();
		return { communityId };
	},
	subject: (input, { communityId }) => ({ subjectType: 'household', subjectId: input.id, communityId })
});

/** Ends a household that has nobody. @throws residents.householdNotEmpty (409) */
export const closeHousehold = useCase({
	name: 'residents.closeHousehold',
	access: permissions.edit,
	input: CloseInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const household = await holdHousehold(tx, input.id);
		demandEdit(ctx.actor, household.communityId);
		if ((await openMembers(tx, input.id)).length) throw conflict('residents.householdNotEmpty');
		if (household.openedOn !== null && input.on < household.openedOn) throw conflict('residents.beforeLastMove', { day: household.openedOn });
		await db
			.updateTable('residents.household')
			.set((eb) => ({ closed_on: input.on, close_reason: input.reason || 'empty', changed_at: ctx.clock.now(), version: eb('version', '+', 1) }))
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', input.id)
			.where('closed_on', 'is', null)
			.execute();
		return { communityId: household.communityId };
	},
	subject: (input, { communityId }) => ({ subjectType: 'household', subjectId: input.id, communityId })
});
