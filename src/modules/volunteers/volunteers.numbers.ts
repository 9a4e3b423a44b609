/** Numbers that are given once: the row of the counter is locked until the transaction that took one ends. */
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import { checkDigit, volunteerNumber } from './register/number.model.ts';

async function nextOf({ db, ctx }: WriteTx<'volunteers'>, key: string): Promise<number> {
	const row = await db
		.insertInto('volunteers.counter')
		.values({ subdistrict_id: ctx.subdistrictId, key, last: 1 })
		.onConflict((oc) => oc.columns(['subdistrict_id', 'key']).doUpdateSet((eb) => ({ last: eb('volunteers.counter.last', '+', 1) })))
		.returning('last')
		.executeTakeFirstOrThrow();
	return row.last;
}

async function subdistrictCode({ db, ctx }: WriteTx<'volunteers'>): Promise<string> {
	const { rows } = await sql<{ code: string }>`SELECT code FROM platform.subdistrict WHERE subdistrict_id = ${ctx.subdistrictId}`.execute(db);
	return rows[0]!.code;
}

/** The next volunteer number of this subdistrict. */
export async function takeVolunteerNumber(tx: WriteTx<'volunteers'>): Promise<string> {
	return volunteerNumber(await subdistrictCode(tx), await nextOf(tx, 'volunteer'));
}

/** The next number of a certificate: ZM, the subdistrict's nine digits, the year, a serial of five and a check digit. */
export async function takeCertificateNumber(tx: WriteTx<'volunteers'>, year: string): Promise<string> {
	const body = `${(await subdistrictCode(tx)).slice(0, 9)}${year}${String(await nextOf(tx, `certificate:${year}`)).padStart(5, '0')}`;
	return `ZM${body}${checkDigit(body)}`;
}
