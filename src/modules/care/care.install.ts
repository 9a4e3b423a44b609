import type { WriteTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { startingRules } from './list/rules.data.ts';

/** Gives a new subdistrict the rules of the care list that it starts from. */
export async function installCare({ db, ctx }: WriteTx<'care'>): Promise<void> {
	await db
		.insertInto('care.rule')
		.values(
			startingRules.map(({ code, name, nameEn, condition, visitDays, priority, position }) => ({
				subdistrict_id: ctx.subdistrictId,
				id: newId(),
				code,
				name,
				name_en: nameEn,
				condition: JSON.stringify(condition),
				visit_days: visitDays,
				priority,
				position,
				valid_from: '2026-01-01',
				source: '起始值，由街道自定'
			}))
		)
		.onConflict((oc) => oc.doNothing())
		.execute();
}
