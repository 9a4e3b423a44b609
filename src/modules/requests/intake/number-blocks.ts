/**
 * Gives out case numbers without making every submission wait for the one before it.
 *
 * The counter of a day is one row, and whoever raises it holds it until they commit: one submission at a time for each
 * subdistrict. So a process that is in a hurry takes several numbers at once and gives them out from memory; one that is
 * not takes them one by one, which leaves no gaps in an ordinary day. A number whose submission failed goes back.
 */
import { sql } from 'kysely';
import { formatNumber } from '../case/number.ts';
import type { Tx } from '../case/case.store.ts';

interface Block {
	/** Numbers taken from the database and not yet given out, smallest last. */
	free: number[];
	size: number;
	takenAt: number;
}

const blocks = new Map<string, Block>();
const HURRY_MS = 2_000;
const LARGEST_BLOCK = 64;

/**
 * A number for a case of this day; when the transaction is undone, it goes back.
 *
 * Numbers beyond the first of a new block are kept for others only after the commit, so a rolled-back counter never
 * leads to the same number twice.
 */
export async function takeNumber(tx: Tx, day: string): Promise<string> {
	const { db, ctx } = tx;
	const key = `${ctx.subdistrictId} ${day}`;
	const kept = blocks.get(key);
	const ready = kept?.free.pop();
	if (kept && ready !== undefined) {
		tx.afterRollback(() => void kept.free.push(ready));
		return formatNumber(day, ready);
	}

	const now = Date.now();
	const size = kept && now - kept.takenAt < HURRY_MS ? Math.min(LARGEST_BLOCK, kept.size * 2) : 1;
	const { last } = await db
		.insertInto('requests.number_counter')
		.values({ subdistrict_id: ctx.subdistrictId, day, last: size })
		.onConflict((oc) => oc.columns(['subdistrict_id', 'day']).doUpdateSet({ last: sql`number_counter.last + ${size}` }))
		.returning('last')
		.executeTakeFirstOrThrow();
	tx.afterCommit(() => {
		// Yesterday's blocks are of no more use.
		for (const old of blocks.keys()) if (old.startsWith(ctx.subdistrictId) && old < key) blocks.delete(old);
		const rest = Array.from({ length: size - 1 }, (_, i) => last - i);
		const block = blocks.get(key);
		if (block) {
			block.free = [...rest, ...block.free].sort((a, b) => b - a);
			block.size = size;
			block.takenAt = now;
		} else blocks.set(key, { free: rest, size, takenAt: now });
	});
	return formatNumber(day, last - size + 1);
}
