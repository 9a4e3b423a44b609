/** A place at a shift: taken, given back, handed on. The database decides who was too late and what clashes. */
import { AppError, conflict } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { zoneOf } from '#platform/tenant.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import * as v from 'valibot';
import { id } from '../register/volunteer.schemas.ts';
import { holdOwn, holdVolunteer, type VolunteerRow } from '../register/volunteer.store.ts';
import { inWords } from '../volunteers.errors.ts';
import { permissions } from '../volunteers.permissions.ts';
import { demandWithin } from '../volunteers.policy.ts';
import { rulesOn } from '../volunteers.rules.ts';
import { holdShift, rolesOf, wantedBy, type RoleRow, type ShiftRow } from './shift.store.ts';
import { barOf, type Bar } from './suggest.model.ts';

const { useCase } = forModule<'volunteers'>();
type Tx = WriteTx<'volunteers'>;

const subjectOf = (_input: unknown, { id: signupId, communityId }: { id: string; communityId: string | null }) => ({ subjectType: 'signup', subjectId: signupId, communityId });

const BARS: Record<Bar, string> = { team: 'volunteers.barTeam', skills: 'volunteers.barSkills', age: 'volunteers.barAge', dangerous: 'volunteers.barDangerous', clash: 'volunteers.clash' };
const clash = () => conflict('volunteers.clash');

/** The teams to which somebody belongs now. */
export async function teamsOf({ db, ctx }: ReadTx<'volunteers'>, volunteerId: string): Promise<string[]> {
	const rows = await db.selectFrom('volunteers.membership').select('team_id').where('subdistrict_id', '=', ctx.subdistrictId).where('volunteer_id', '=', volunteerId).where('until_on', 'is', null).execute();
	return rows.map(({ team_id }) => team_id);
}

/** @returns the first of these roles that suits them; @throws AppError volunteers.bar… (409): why none does; volunteers.full, volunteers.notActive (409) */
export async function demandFit(tx: ReadTx<'volunteers'>, volunteer: VolunteerRow, shift: ShiftRow, roles: readonly RoleRow[], zone: string): Promise<RoleRow> {
	if (volunteer.state !== 'active') throw conflict('volunteers.notActive');
	const one = { birthDate: volunteer.birth_date, skills: volunteer.skills, teamIds: await teamsOf(tx, volunteer.id), clashes: false };
	let why: Bar | null = null;
	for (const role of roles) {
		const bar = barOf(one, wantedBy(shift, role, zone));
		if (bar === null) return role;
		why ??= bar;
	}
	throw why ? new AppError(BARS[why], { status: 409 }) : conflict('volunteers.full');
}

/** A shift that still takes people. @throws volunteers.shiftCancelled, volunteers.shiftOver (409) */
function demandOpen(shift: ShiftRow, now: Date): void {
	if (shift.state === 'cancelled') throw conflict('volunteers.shiftCancelled');
	if (shift.ends_at <= now) throw conflict('volunteers.shiftOver');
}

async function insertSignup({ db, ctx }: Tx, volunteerId: string, shift: ShiftRow, roleId: string, way: 'phone' | 'desk' | 'paper' | 'swap', clientId?: string): Promise<string> {
	const signupId = newId();
	await inWords(
		db
			.insertInto('volunteers.signup')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id: signupId,
				shift_id: shift.id,
				role_id: roleId,
				volunteer_id: volunteerId,
				starts_at: shift.starts_at,
				ends_at: shift.ends_at,
				way,
				signed_at: ctx.clock.now(),
				signed_by: isId(ctx.actor.id) ? ctx.actor.id : null,
				client_id: clientId ?? null
			})
			.execute(),
		{ signup_no_clash: clash, signup_one: () => conflict('volunteers.signedAlready') }
	);
	return signupId;
}

/**
 * Takes one place of a role, if one is free: the row's lock lets one at a time count. With no role named it is the first free
 * one that suits them.
 * @throws volunteers.full, volunteers.clash, volunteers.bar… (409)
 */
async function takePlace(tx: Tx, volunteer: VolunteerRow, shiftId: string, roleId: string | null, way: 'phone' | 'desk' | 'paper', zone: string, clientId?: string): Promise<{ id: string; communityId: string | null }> {
	const { db, ctx } = tx;
	const before = await db
		.selectFrom('volunteers.signup')
		.select('id')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where((eb) => eb.or([eb.and([eb('shift_id', '=', shiftId), eb('volunteer_id', '=', volunteer.id), eb('state', '=', 'signed')]), ...(clientId ? [eb('client_id', '=', clientId)] : [])]))
		.executeTakeFirst();
	const shift = await holdShift(tx, shiftId);
	if (before) return { id: before.id, communityId: shift.community_id };
	demandOpen(shift, ctx.clock.now());
	const roles = await rolesOf(tx, [shiftId]);
	const role = await demandFit(tx, volunteer, shift, roles.filter((each) => (roleId ? each.id === roleId : each.taken < each.needed)), zone);
	const taken = await db
		.updateTable('volunteers.shift_role')
		.set((eb) => ({ taken: eb('taken', '+', 1) }))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', role.id)
		.whereRef('taken', '<', 'needed')
		.returning('taken')
		.executeTakeFirst();
	if (!taken) throw conflict('volunteers.full');
	const signupId = await insertSignup(tx, volunteer.id, shift, role.id, way, clientId);
	if (shift.short_notice && roles.every((each) => (each.id === role.id ? taken.taken : each.taken) >= each.needed))
		await db.updateTable('volunteers.shift').set({ short_notice: false }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', shift.id).execute();
	return { id: signupId, communityId: shift.community_id };
}

/** "I will come": one tap on the list of shifts. Sending it twice takes one place. @throws volunteers.full, volunteers.clash, volunteers.notRegistered (409) */
export const signUp = useCase({
	name: 'volunteers.signUp',
	access: 'signed-in',
	input: v.object({ shiftId: id, roleId: v.optional(v.nullable(id), null), clientId: v.optional(id) }),
	prepare: (ctx) => zoneOf(ctx),
	run: async (tx, input, zone) => takePlace(tx, await holdOwn(tx), input.shiftId, input.roleId, 'phone', zone, input.clientId),
	subject: subjectOf
});

/** Staff sign somebody up, who called or came to the counter. */
export const signUpFor = useCase({
	name: 'volunteers.signUpFor',
	access: permissions.keep,
	input: v.object({ shiftId: id, roleId: v.optional(v.nullable(id), null), volunteerId: id, way: v.optional(v.picklist(['desk', 'paper']), 'desk'), clientId: v.optional(id) }),
	prepare: (ctx) => zoneOf(ctx),
	run: async (tx, input, zone) => {
		const shift = await holdShift(tx, input.shiftId);
		demandWithin(tx.ctx.actor, permissions.keep, shift.community_id);
		return takePlace(tx, await holdVolunteer(tx, input.volunteerId), input.shiftId, input.roleId, input.way, zone, input.clientId);
	},
	subject: subjectOf
});

async function holdSignup({ db, ctx }: Tx, signupId: string) {
	const row = await db.selectFrom('volunteers.signup').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', signupId).forUpdate().executeTakeFirst();
	if (!row) throw conflict('volunteers.signupGone');
	return row;
}

/**
 * Gives a place back. Nobody is noted for it, however late: after the cut-off the shift is marked as short of people, so that
 * the desk can ask around.
 */
async function giveBack(tx: Tx, signupId: string, mayBe: (volunteerId: string, shift: ShiftRow) => void): Promise<{ id: string; communityId: string | null; late: boolean }> {
	const { db, ctx } = tx;
	const signup = await holdSignup(tx, signupId);
	const shift = await holdShift(tx, signup.shift_id);
	mayBe(signup.volunteer_id, shift);
	const now = ctx.clock.now();
	const { cancel_cutoff_hours } = await rulesOn(tx, await todayOf(tx));
	const late = now.getTime() > shift.starts_at.getTime() - cancel_cutoff_hours * 3_600_000;
	if (signup.state !== 'signed') return { id: signup.id, communityId: shift.community_id, late };
	if (shift.starts_at <= now) throw conflict('volunteers.shiftBegun');
	await db.updateTable('volunteers.signup').set({ state: 'cancelled', ended_at: now }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', signup.id).execute();
	await db.updateTable('volunteers.shift_role').set((eb) => ({ taken: eb('taken', '-', 1) })).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', signup.role_id).execute();
	if (late) await db.updateTable('volunteers.shift').set({ short_notice: true }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', shift.id).execute();
	return { id: signup.id, communityId: shift.community_id, late };
}

const notYours = () => conflict('volunteers.signupGone');

export const cancelSignup = useCase({
	name: 'volunteers.cancelSignup',
	access: 'signed-in',
	input: v.object({ id }),
	run: async (tx, input) => {
		const own = await holdOwn(tx);
		return giveBack(tx, input.id, (volunteerId) => {
			if (volunteerId !== own.id) throw notYours();
		});
	},
	subject: subjectOf
});

export const cancelSignupFor = useCase({
	name: 'volunteers.cancelSignupFor',
	access: permissions.keep,
	input: v.object({ id }),
	run: (tx, input) => giveBack(tx, input.id, (_volunteerId, shift) => demandWithin(tx.ctx.actor, permissions.keep, shift.community_id)),
	subject: subjectOf
});

/** "Could somebody take my place?" It stays one's own until somebody does; asking can be taken back. */
export const askSwap = useCase({
	name: 'volunteers.askSwap',
	access: 'signed-in',
	input: v.object({ id, ask: v.optional(v.boolean(), true) }),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const own = await holdOwn(tx);
		const signup = await holdSignup(tx, input.id);
		if (signup.volunteer_id !== own.id || signup.state !== 'signed') throw notYours();
		const shift = await holdShift(tx, signup.shift_id);
		if (shift.starts_at <= ctx.clock.now()) throw conflict('volunteers.shiftBegun');
		await db.updateTable('volunteers.signup').set({ swap_asked_at: input.ask ? ctx.clock.now() : null }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', signup.id).execute();
		return { id: signup.id, communityId: shift.community_id };
	},
	subject: subjectOf
});

/** Takes somebody's place at their wish. Of two who tap at once the first has it. @throws volunteers.swapTaken, volunteers.clash (409) */
export const takeSwap = useCase({
	name: 'volunteers.takeSwap',
	access: 'signed-in',
	input: v.object({ id }),
	prepare: (ctx) => zoneOf(ctx),
	run: async (tx, input, zone) => {
		const { db, ctx } = tx;
		const own = await holdOwn(tx);
		const signup = await holdSignup(tx, input.id);
		const shift = await holdShift(tx, signup.shift_id);
		const role = (await rolesOf(tx, [shift.id])).find((each) => each.id === signup.role_id)!;
		if (signup.state !== 'signed' || signup.swap_asked_at === null || signup.volunteer_id === own.id) throw conflict('volunteers.swapTaken');
		demandOpen(shift, ctx.clock.now());
		await demandFit(tx, own, shift, [role], zone);
		await db.updateTable('volunteers.signup').set({ state: 'swapped', ended_at: ctx.clock.now() }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', signup.id).execute();
		return { id: await insertSignup(tx, own.id, shift, role.id, 'swap'), communityId: shift.community_id };
	},
	subject: subjectOf
});
