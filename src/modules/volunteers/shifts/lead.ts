import type { ReadTx } from '#platform/db/tx.ts';
import type { ShiftRow } from './shift.store.ts';

/** Who leads a shift (负责人), as the national record names them: the volunteer who leads it, else the contact at the desk. */
export async function shownLead({ db, ctx }: ReadTx<'volunteers'>, shift: Pick<ShiftRow, 'lead_volunteer_id' | 'contact_name'>): Promise<string> {
	if (!shift.lead_volunteer_id) return shift.contact_name;
	const row = await db.selectFrom('volunteers.volunteer').select('name').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', shift.lead_volunteer_id).executeTakeFirst();
	return row?.name ?? shift.contact_name;
}
