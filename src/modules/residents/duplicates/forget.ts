/** A person who is forgotten is forgotten in the records that were merged into theirs too, and no merge brings anything back. */
import type { WriteTx } from '#platform/db/tx.ts';
import { maskName } from '#platform/text/index.ts';
import { FIELD_KEYS, isFieldKey } from '../person/fields.ts';
import { columnsOf } from '../person/values.ts';

type Tx = WriteTx<'residents'>;

/** What was held for a purpose leaves the merged records, and the snapshots of their merges: those can no longer be undone. */
export async function forgetMerged({ db, ctx }: Tx, personId: string, fields: readonly string[]): Promise<void> {
	await db.updateTable('residents.merge').set({ before_sealed: '' }).where('subdistrict_id', '=', ctx.subdistrictId).where('kept_id', '=', personId).where('before_sealed', '<>', '').execute();
	const columns = Object.assign({}, ...fields.filter(isFieldKey).filter((field) => field !== 'name').map((field) => columnsOf(field, null))) as object;
	if (Object.keys(columns).length) await db.updateTable('residents.person').set(columns).where('subdistrict_id', '=', ctx.subdistrictId).where('merged_into', '=', personId).execute();
}

/** Of somebody who was erased nothing is left under another id either. */
export async function eraseMerged({ db, ctx }: Tx, personId: string): Promise<void> {
	const nobody = await db.selectFrom('residents.person').select('name').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', personId).executeTakeFirstOrThrow();
	const cleared = Object.assign({}, ...FIELD_KEYS.filter((field) => field !== 'name' && field !== 'sex').map((field) => columnsOf(field, null))) as object;
	await db
		.updateTable('residents.person')
		.set({ ...cleared, name: nobody.name, name_masked: maskName(nobody.name), name_key: '', pinyin: '', initials: '', sort_key: '', erased_at: ctx.clock.now(), changed_at: ctx.clock.now() })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('merged_into', '=', personId)
		.execute();
}

/** How long a merge can be undone: as long as the register keeps somebody who left. */
export const UNDO_MONTHS = 24;

/** Snapshots of merges that are older go; the merges stand. @returns how many */
export async function forgetOldMerges({ db, ctx }: Tx, before: Date): Promise<number> {
	return Number((await db.updateTable('residents.merge').set({ before_sealed: '' }).where('subdistrict_id', '=', ctx.subdistrictId).where('before_sealed', '<>', '').where('at', '<', before).executeTakeFirst()).numUpdatedRows);
}
