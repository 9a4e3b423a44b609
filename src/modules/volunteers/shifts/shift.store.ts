/** Rows of shifts and their roles. */
import type { Selectable } from 'kysely';
import type { DB } from '../../../../db/schema.gen.ts';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { timeIn, weekday } from '#platform/dates/index.ts';
import { dayPart } from '../register/volunteer.model.ts';
import { noSuchShift } from '../volunteers.errors.ts';
import type { Wanted } from './suggest.model.ts';

export type ShiftRow = Selectable<DB['volunteers.shift']>;
export type RoleRow = Selectable<DB['volunteers.shift_role']>;

/** @throws platform.notFound (404) */
export async function shiftOf({ db, ctx }: ReadTx<'volunteers'>, id: string): Promise<ShiftRow> {
	const row = await db.selectFrom('volunteers.shift').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
	if (!row) throw noSuchShift();
	return row;
}

/** A shift that will not be; every place at it is free again. @param why.withActivity it opens again when its activity takes place after all */
export async function endShift({ db, ctx }: WriteTx<'volunteers'>, shift: ShiftRow, why: { reason: string; withActivity?: boolean }): Promise<void> {
	// One instant for both: whoever had a place when it was cancelled is told so by their calendar.
	const now = ctx.clock.now();
	await db.updateTable('volunteers.signup').set({ state: 'cancelled', ended_at: now }).where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', '=', shift.id).where('state', '=', 'signed').execute();
	await db.updateTable('volunteers.shift_role').set({ taken: 0 }).where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', '=', shift.id).execute();
	await db
		.updateTable('volunteers.shift')
		.set({ state: 'cancelled', cancel_reason: why.reason, ended_with_activity: why.withActivity ?? false, changed_at: now, version: shift.version + 1 })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', shift.id)
		.execute();
}

/** Held for a change. @throws platform.notFound (404) */
export async function holdShift({ db, ctx }: WriteTx<'volunteers'>, id: string): Promise<ShiftRow> {
	const row = await db.selectFrom('volunteers.shift').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row) throw noSuchShift();
	return row;
}

export const rolesOf = ({ db, ctx }: ReadTx<'volunteers'>, shiftIds: readonly string[]): Promise<RoleRow[]> =>
	shiftIds.length ? db.selectFrom('volunteers.shift_role').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', 'in', [...shiftIds]).orderBy('position').orderBy('id').execute() : Promise.resolve([]);

/** What a role of a shift asks for, as the rules of suggestion and sign-up read it. */
export const wantedBy = (shift: ShiftRow, role: Pick<RoleRow, 'skills' | 'min_age'>, zone: string): Wanted => ({
	communityId: shift.community_id,
	teamId: shift.team_id,
	teamOnly: shift.team_only,
	category: shift.category,
	dangerous: shift.dangerous,
	onDay: shift.on_day,
	time: `${weekday(shift.on_day)}${dayPart(timeIn(shift.starts_at, zone))}`,
	skills: role.skills,
	minAge: role.min_age
});
