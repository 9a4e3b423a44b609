/** What the holder of an account is called on a list at the door. An account by telephone has no name of its own. */
import type { ReadTx } from '#platform/db/tx.ts';
import { unseal } from '#platform/secrets.ts';
import { whoKey } from '../who.ts';

/** As the account last wrote itself, on signing up or at the door; empty: it never did. */
export async function writtenName({ db, ctx }: Pick<ReadTx<'activities'>, 'db' | 'ctx'>, userId: string): Promise<string> {
	const key = whoKey({ userId, id: '' });
	const of = (table: 'activities.signup' | 'activities.attendance', at: 'signed_up_at' | 'on_day') =>
		db.selectFrom(table).select('name_sealed').where('subdistrict_id', '=', ctx.subdistrictId).where('who_key', '=', key).where('name_sealed', 'is not', null).orderBy(at as never, 'desc').limit(1).executeTakeFirst();
	const row = (await of('activities.signup', 'signed_up_at')) ?? (await of('activities.attendance', 'on_day'));
	return row?.name_sealed ? unseal(row.name_sealed, 'contact') : '';
}
