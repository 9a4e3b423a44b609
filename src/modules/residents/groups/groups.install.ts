import type { WriteTx } from '#platform/db/tx.ts';
import { GROUP_TYPES } from './group-types.data.ts';

/** Gives a new subdistrict the groups to begin with; what it has stays as it is. */
export async function installGroups({ db, ctx }: WriteTx<'residents'>): Promise<void> {
	await db
		.insertInto('residents.group_type')
		.values(
			GROUP_TYPES.map((type, position) => ({
				subdistrict_id: ctx.subdistrictId,
				code: type.code,
				name: type.name,
				name_en: type.nameEn,
				sensitivity: type.sensitivity,
				kinds: JSON.stringify(type.kinds),
				grades: JSON.stringify(type.grades),
				review_months: type.reviewMonths,
				source: type.source,
				position
			}))
		)
		.onConflict((oc) => oc.columns(['subdistrict_id', 'code']).doNothing())
		.execute();
}
