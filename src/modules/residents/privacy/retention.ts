/** The daily look at what is no longer needed: of people who left or died, purpose by purpose, and of facts that ended long ago. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { addMonths } from '#platform/dates/index.ts';
import type { Ctx } from '#platform/context.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { forgetOldMerges, UNDO_MONTHS } from '../duplicates/forget.ts';
import { permissions } from '../residents.permissions.ts';
import { todayOf } from '#platform/today.ts';
import { mayGo, removeFor } from './erasure.ts';
import { purposesOf, type Purpose } from './purposes.ts';

const { query } = forModule<'residents'>();

/** People read at once. */
const BATCH = 500;

/** Group facts whose time is over, by sensitivity: of purposes that keep from the end of a fact. */
const SENSITIVE: Record<string, string> = { 'group:money': 'money', 'group:health': 'health', 'group:child': 'child' };

export interface Removed {
	purpose: string;
	count: number;
}

/** The shortest time after which something of somebody who left goes, in months; null: nothing ever does. */
function soonest(purposes: readonly Purpose[]): number | null {
	const months = purposes.flatMap(({ keepMonths }) => keepMonths ?? []);
	return months.length ? Math.min(...months) : null;
}

/** People who left or died by a day, in the order of their ids: who keeps something comes round every day and must not stand in the way of the others. */
const goneBy = (ctx: Ctx, day: string, after: string | null) =>
	readTx<'residents', { id: string; goneOn: string }[]>(ctx, ({ db }) => {
		let rows = db
			.selectFrom('residents.person')
			.select(['id', sql<string>`coalesce(died_on, left_on)::text`.as('goneOn')])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('merged_into', 'is', null)
			.where('erased_at', 'is', null)
			.where(sql<boolean>`coalesce(died_on, left_on) <= ${day}`);
		if (after) rows = rows.where('id', '>', after);
		return rows.orderBy('id').limit(BATCH).execute();
	});

/** @param dry counts without removing; nothing is written but, for a real run, what it did */
export async function runRetention(ctx: Ctx, dry = false): Promise<Removed[]> {
	const { today, purposes } = await readTx<'residents', { today: string; purposes: Purpose[] }>(ctx, async (tx) => ({ today: await todayOf(tx), purposes: (await purposesOf(tx)).filter(({ active }) => active) }));
	const counts = new Map<string, number>();
	const add = (purpose: string, count: number) => counts.set(purpose, (counts.get(purpose) ?? 0) + count);
	const months = soonest(purposes);
	for (let after: string | null = null; months !== null; ) {
		const gone: { id: string; goneOn: string }[] = await goneBy(ctx, addMonths(today, -months), after);
		for (const person of gone) {
			const { go, kept } = mayGo(purposes, person, today, false);
			if (!go.length) continue;
			if (dry) for (const { code } of go) add(code, 1);
			else for (const { purpose, count } of await writeTx<'residents', Removed[]>(ctx, (tx) => removeFor(tx, person, go, kept.length === 0))) add(purpose, count);
		}
		if (gone.length < BATCH) break;
		after = gone.at(-1)!.id;
	}
	for (const purpose of purposes) {
		if (purpose.keepFrom !== 'ended' || purpose.keepMonths === null) continue;
		const before = addMonths(today, -purpose.keepMonths);
		for (const sensitivity of purpose.fields.flatMap((field) => SENSITIVE[field] ?? [])) {
			const n = await writeTx<'residents', number>(ctx, async ({ db }) => {
				const over = sql<boolean>`until_on <= ${before} AND code IN (SELECT code FROM residents.group_type t WHERE t.subdistrict_id = ${ctx.subdistrictId} AND t.sensitivity = ${sensitivity})`;
				if (dry) return Number((await db.selectFrom('residents.group_fact').select((eb) => eb.fn.countAll().as('n')).where('subdistrict_id', '=', ctx.subdistrictId).where(over).executeTakeFirstOrThrow()).n);
				return (await db.deleteFrom('residents.group_fact').where('subdistrict_id', '=', ctx.subdistrictId).where(over).returning('id').execute()).length;
			});
			if (n) add(purpose.code, n);
		}
	}
	const merges = await writeTx<'residents', number>(ctx, (tx) => forgetOldMerges(tx, new Date(`${addMonths(today, -UNDO_MONTHS)}T00:00:00Z`), dry));
	if (merges) add('merges', merges);
	const removed = [...counts].map(([purpose, count]) => ({ purpose, count }));
	if (!dry && removed.length)
		await writeTx<'residents', void>(ctx, async (tx) => {
			await tx.db.insertInto('residents.retention_run').values({ subdistrict_id: ctx.subdistrictId, id: newId(), at: ctx.clock.now(), dry: false, removed: JSON.stringify(removed) }).execute();
			tx.audit({ action: 'residents.retention', subjectType: 'register', subjectId: ctx.subdistrictId, detail: { removed: removed.map(({ purpose, count }) => `${purpose}:${count}`).join(' ') } });
		});
	return removed;
}

/** What the retention job did, newest first. */
export const retentionRuns = query({
	name: 'residents.retentionRuns',
	access: permissions.configure,
	input: v.object({}),
	run: async ({ db, ctx }): Promise<{ id: string; at: Date; removed: Removed[] }[]> => {
		const rows = await db.selectFrom('residents.retention_run').select(['id', 'at', 'removed']).where('subdistrict_id', '=', ctx.subdistrictId).orderBy('at', 'desc').limit(100).execute();
		return rows.map((row) => ({ ...row, removed: row.removed as unknown as Removed[] }));
	}
});
