/** Shifts at the desk: opened, changed, cancelled. */
import { titleOfTime } from '#modules/activities/index.ts';
import { conflict, notFound } from '#platform/errors.ts';
import { addDays, instantAt } from '#platform/dates/index.ts';
import { isId, newId } from '#platform/ids.ts';
import { randomSecret } from '#platform/secrets.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import * as v from 'valibot';
import { id, words } from '../register/volunteer.schemas.ts';
import { holdVolunteer } from '../register/volunteer.store.ts';
import { takenOn } from '../tasks/task.store.ts';
import { fieldWrong, inWords, moved } from '../volunteers.errors.ts';
import { permissions } from '../volunteers.permissions.ts';
import { demandWithin } from '../volunteers.policy.ts';
import { sentBefore } from '../volunteers.sent.ts';
import { ShiftInput } from './shift.schemas.ts';
import { endShift, holdShift, rolesOf, type ShiftRow } from './shift.store.ts';

const { useCase } = forModule<'volunteers'>();
type Tx = WriteTx<'volunteers'>;
type Shift = v.InferOutput<typeof ShiftInput>;

const subjectOf = (_input: unknown, { id: shiftId, communityId }: { id: string; communityId: string | null }) => ({ subjectType: 'shift', subjectId: shiftId, communityId });

/** An end before the beginning is on the next day: a patrol from 22:00 to 00:30. */
function timesOf(input: { on: string; from: string; to: string }, zone: string): { startsAt: Date; endsAt: Date } {
	const startsAt = instantAt(input.on, input.from, zone);
	const endsAt = instantAt(input.to > input.from ? input.on : addDays(input.on, 1), input.to, zone);
	if (input.to === input.from) throw fieldWrong('to', 'volunteers.timesWrong');
	return { startsAt, endsAt };
}

/** Writes the roles; one that people have signed up for neither goes nor shrinks below them. @throws volunteers.roleTaken (409) */
async function saveRoles(tx: Tx, shiftId: string, roles: Shift['roles']): Promise<void> {
	const { db, ctx } = tx;
	const stored = await rolesOf(tx, [shiftId]);
	const kept = new Set(roles.map((role) => role.id).filter(Boolean));
	for (const role of stored) {
		if (kept.has(role.id)) continue;
		if (role.taken > 0) throw conflict('volunteers.roleTaken', { role: role.name });
		// People who were signed up and cancelled still name it.
		const named = await db.selectFrom('volunteers.signup').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('role_id', '=', role.id).limit(1).executeTakeFirst();
		if (named) throw conflict('volunteers.roleTaken', { role: role.name });
		await db.deleteFrom('volunteers.shift_role').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', role.id).execute();
	}
	for (const [position, role] of roles.entries()) {
		const values = { name: role.name, needed: role.needed, skills: [...new Set(role.skills)], min_age: role.minAge, position };
		const known = stored.find((each) => each.id === role.id);
		await inWords(
			known
				? db.updateTable('volunteers.shift_role').set(values).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', known.id).execute()
				: db.insertInto('volunteers.shift_role').values({ subdistrict_id: ctx.subdistrictId, id: newId(), shift_id: shiftId, ...values }).execute(),
			{ places_of_a_role: () => conflict('volunteers.roleTaken', { role: role.name }) }
		);
	}
}

/** The same times stand at every place, so that the database can refuse two at once. @throws volunteers.movedIntoClash (409) */
async function moveSignups({ db, ctx }: Tx, shift: ShiftRow, times: { startsAt: Date; endsAt: Date }): Promise<void> {
	if (shift.starts_at.getTime() === times.startsAt.getTime() && shift.ends_at.getTime() === times.endsAt.getTime()) return;
	await inWords(
		db.updateTable('volunteers.signup').set({ starts_at: times.startsAt, ends_at: times.endsAt }).where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', '=', shift.id).where('state', '=', 'signed').execute(),
		{ signup_no_clash: () => conflict('volunteers.movedIntoClash') }
	);
}

/**
 * Opens a shift, or changes the one with `id`. A shift at which somebody has checked in keeps its times.
 * @throws volunteers.moved, volunteers.shiftBegun, volunteers.roleTaken, volunteers.movedIntoClash, volunteers.taskMoved (409)
 */
export const saveShift = useCase({
	name: 'volunteers.saveShift',
	access: permissions.keep,
	input: ShiftInput,
	prepare: async (ctx, input) => {
		if (input.occurrenceId && !(await titleOfTime(ctx, { id: input.occurrenceId }))) throw notFound('time');
		return zoneOf(ctx);
	},
	run: async (tx, input, zone) => {
		const { db, ctx } = tx;
		demandWithin(ctx.actor, permissions.keep, input.communityId);
		const times = timesOf(input, zone);
		if (input.leadVolunteerId) await holdVolunteer(tx, input.leadVolunteerId);
		const values = {
			community_id: input.communityId,
			team_id: input.teamId,
			title: input.title,
			place: input.place,
			category: input.category,
			served: input.served,
			content: input.content,
			starts_at: times.startsAt,
			ends_at: times.endsAt,
			on_day: input.on,
			dangerous: input.dangerous,
			team_only: input.teamOnly && input.teamId !== null,
			lead_volunteer_id: input.leadVolunteerId,
			contact_name: input.contactName
		};
		if (input.id) {
			const shift = await holdShift(tx, input.id);
			demandWithin(ctx.actor, permissions.keep, shift.community_id);
			if (input.version !== undefined && input.version !== shift.version) throw moved();
			if (shift.state === 'cancelled') throw conflict('volunteers.shiftCancelled');
			const begun = await db.selectFrom('volunteers.span').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', '=', shift.id).where('state', '<>', 'void').limit(1).executeTakeFirst();
			if (begun && (shift.starts_at.getTime() !== times.startsAt.getTime() || shift.ends_at.getTime() !== times.endsAt.getTime())) throw conflict('volunteers.shiftBegun');
			await moveSignups(tx, shift, times);
			await db.updateTable('volunteers.shift').set({ ...values, changed_at: ctx.clock.now(), version: shift.version + 1 }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', shift.id).execute();
			await saveRoles(tx, shift.id, input.roles);
			return { id: shift.id, communityId: input.communityId };
		}
		const before = await sentBefore(tx, 'shift', input.clientId);
		if (before) return { id: before.id, communityId: input.communityId };
		const shiftId = newId();
		const now = ctx.clock.now();
		if (input.taskId) await takenOn(tx, input.taskId);
		await db
			.insertInto('volunteers.shift')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id: shiftId,
				activity_id: input.occurrenceId ?? input.taskId ?? shiftId,
				task_id: input.taskId,
				occurrence_id: input.occurrenceId,
				...values,
				scan_key: randomSecret(12),
				created_at: now,
				created_by: isId(ctx.actor.id) ? ctx.actor.id : null,
				changed_at: now,
				client_id: input.clientId ?? null
			})
			.execute();
		await saveRoles(tx, shiftId, input.roles);
		return { id: shiftId, communityId: input.communityId };
	},
	subject: subjectOf
});

/** A shift that will not be; every place at it is free again. @throws volunteers.shiftBegun (409) once somebody has checked in */
export const cancelShift = useCase({
	name: 'volunteers.cancelShift',
	access: permissions.keep,
	input: v.object({ id, reason: v.pipe(words(200), v.minLength(2, 'volunteers.whyMissing')) }),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const shift = await holdShift(tx, input.id);
		demandWithin(ctx.actor, permissions.keep, shift.community_id);
		if (shift.state === 'cancelled') return { id: shift.id, communityId: shift.community_id };
		const begun = await db.selectFrom('volunteers.span').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', '=', shift.id).where('state', '<>', 'void').limit(1).executeTakeFirst();
		if (begun) throw conflict('volunteers.shiftBegun');
		await endShift(tx, shift, { reason: input.reason });
		return { id: shift.id, communityId: shift.community_id };
	},
	subject: subjectOf
});
