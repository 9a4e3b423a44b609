/** Somebody's record, held while it is changed by whoever may change it. */
import type { WriteTx } from '#platform/db/tx.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { demandEdit } from '../residents.policy.ts';

/** @throws residents.noSuchPerson (404) for merged and erased ones; platform.forbidden (403) */
export async function holdPerson({ db, ctx }: WriteTx<'residents'>, id: string) {
	const row = await db
		.selectFrom('residents.person')
		.select(['id', 'community_id as communityId', 'household_id as householdId', 'left_on as leftOn', 'died_on as diedOn', 'version'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', id)
		.where('merged_into', 'is', null)
		.where('erased_at', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw noSuchPerson();
	demandEdit(ctx.actor, row.communityId);
	return row;
}
