import type { WriteTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import type { Phone } from '../directory.model.ts';

/** Puts the phones of an organisation or a service in place of those it had. */
export async function replacePhones({ db, ctx }: WriteTx<'directory'>, owner: { organization_id: string } | { service_id: string }, phones: readonly Phone[]): Promise<void> {
	const [column, ownerId] = Object.entries(owner)[0] as ['organization_id' | 'service_id', string];
	const old = await db.deleteFrom('directory.phone').where('subdistrict_id', '=', ctx.subdistrictId).where(column, '=', ownerId).returning(['id', 'position']).execute();
	if (!phones.length) return;
	// They keep their ids in order, since other systems read them (HSDS).
	const ids = old.sort((a, b) => a.position - b.position).map(({ id }) => id);
	await db
		.insertInto('directory.phone')
		.values(phones.map((phone, position) => ({ subdistrict_id: ctx.subdistrictId, id: ids[position] ?? newId(), ...owner, position, ...phone })))
		.execute();
}
