import type { WriteTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { todayOf } from '#platform/today.ts';
import { noSuchTeam } from '../volunteers.errors.ts';

export const ROLES = ['lead', 'deputy', 'member'] as const;
export type MemberRole = (typeof ROLES)[number];

/** Puts somebody into a team from today on, or changes their role in it. @throws platform.notFound (404) for a team that has ended */
export async function joinTeam(tx: WriteTx<'volunteers'>, { teamId, volunteerId, role }: { teamId: string; volunteerId: string; role: MemberRole }): Promise<void> {
	const { db, ctx } = tx;
	const team = await db.selectFrom('volunteers.team').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', teamId).where('ended_on', 'is', null).executeTakeFirst();
	if (!team) throw noSuchTeam();
	await db
		.insertInto('volunteers.membership')
		.values({ subdistrict_id: ctx.subdistrictId, id: newId(), team_id: teamId, volunteer_id: volunteerId, role, from_on: await todayOf(tx) })
		.onConflict((oc) => oc.columns(['subdistrict_id', 'team_id', 'volunteer_id']).where('until_on', 'is', null).doUpdateSet({ role }))
		.execute();
}
