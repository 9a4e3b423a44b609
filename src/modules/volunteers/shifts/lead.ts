/** Who leads a shift: as the record names them, and whether it is the caller. */
import { forbidden } from '#platform/errors.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { ownVolunteer, type VolunteerRow } from '../register/volunteer.store.ts';
import type { ShiftRow } from './shift.store.ts';

/** Who leads a shift (负责人), as the national record names them: the volunteer who leads it, else the contact at the desk. */
export async function shownLead({ db, ctx }: ReadTx<'volunteers'>, shift: Pick<ShiftRow, 'lead_volunteer_id' | 'contact_name'>): Promise<string> {
	if (!shift.lead_volunteer_id) return shift.contact_name;
	const row = await db.selectFrom('volunteers.volunteer').select('name').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', shift.lead_volunteer_id).executeTakeFirst();
	return row?.name ?? shift.contact_name;
}

/** The teams that somebody leads now. */
export async function teamsLed({ db, ctx }: ReadTx<'volunteers'>, volunteerId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('volunteers.membership as m')
		.innerJoin('volunteers.team as t', (join) => join.onRef('t.subdistrict_id', '=', 'm.subdistrict_id').onRef('t.id', '=', 'm.team_id'))
		.select('m.team_id')
		.where('m.subdistrict_id', '=', ctx.subdistrictId)
		.where('m.volunteer_id', '=', volunteerId)
		.where('m.role', '=', 'lead')
		.where('m.until_on', 'is', null)
		.where('t.ended_on', 'is', null)
		.execute();
	return rows.map(({ team_id }) => team_id);
}

/** The caller as a lead of this shift: the volunteer who leads it, or a lead (队长) of its team. Null: neither. It takes no role among the staff. */
export async function asLead(tx: ReadTx<'volunteers'>, shift: Pick<ShiftRow, 'lead_volunteer_id' | 'team_id'>): Promise<VolunteerRow | null> {
	const own = await ownVolunteer(tx);
	if (own?.state !== 'active') return null;
	return shift.lead_volunteer_id === own.id || (shift.team_id !== null && (await teamsLed(tx, own.id)).includes(shift.team_id)) ? own : null;
}

/** The same for an act upon somebody's hours: nobody writes down their own. @throws platform.forbidden (403) */
export async function demandLead(tx: ReadTx<'volunteers'>, shift: ShiftRow, volunteerId: string): Promise<void> {
	const lead = await asLead(tx, shift);
	if (!lead || lead.id === volunteerId) throw forbidden('volunteers.lead');
}
