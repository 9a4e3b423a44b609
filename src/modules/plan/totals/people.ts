/**
 * Who was counted, as bits. Every different person has a small number for good; a day's people are the bits of their numbers,
 * in blocks of 4096. Laid over each other, the bits of any days are the different people of those days.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import type { DayPerson } from '#platform/measure.ts';

export const BLOCK = 4096;

const digest = (who: string): string => createHash('sha256').update(who).digest('hex').slice(0, 32);

/** The numbers of these people; whoever has none is given the next. The caller holds the lock under which plans count. */
async function numbersOf({ db, ctx }: WriteTx<'plan'>, people: ReadonlySet<string>): Promise<Map<string, number>> {
	const digests = new Map([...people].map((who) => [digest(who), who]));
	const { rows } = await sql<{ who: string; n: number }>`
		WITH asked AS (SELECT decode(x, 'hex') AS who FROM unnest(${[...digests.keys()]}::text[]) x),
		fresh AS (
			INSERT INTO plan.person_number (subdistrict_id, who, n)
			SELECT ${ctx.subdistrictId}, who, (SELECT coalesce(max(n), -1) FROM plan.person_number WHERE subdistrict_id = ${ctx.subdistrictId}) + row_number() OVER ()
			FROM asked WHERE NOT EXISTS (SELECT FROM plan.person_number p WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.who = asked.who)
			RETURNING who, n
		)
		SELECT encode(who, 'hex') AS who, n FROM fresh
		UNION ALL SELECT encode(p.who, 'hex'), p.n FROM plan.person_number p JOIN asked USING (who) WHERE p.subdistrict_id = ${ctx.subdistrictId}`.execute(db);
	return new Map(rows.map(({ who, n }) => [digests.get(who)!, n]));
}

export interface DayBits {
	communityId: string | null;
	day: string;
	block: number;
	/** the block's bits, the first at the left */
	hex: string;
}

export async function bitsOf(tx: WriteTx<'plan'>, rows: readonly DayPerson[]): Promise<DayBits[]> {
	const numbers = await numbersOf(tx, new Set(rows.map(({ who }) => who)));
	const blocks = new Map<string, { communityId: string | null; day: string; block: number; bits: Buffer }>();
	for (const { communityId, day, who } of rows) {
		const n = numbers.get(who)!;
		const block = Math.floor(n / BLOCK);
		const key = `${day} ${communityId} ${block}`;
		let found = blocks.get(key);
		if (!found) blocks.set(key, (found = { communityId, day, block, bits: Buffer.alloc(BLOCK / 8) }));
		const bit = n % BLOCK;
		found.bits[bit >> 3]! |= 0x80 >> (bit & 7);
	}
	return [...blocks.values()].map(({ bits, ...rest }) => ({ ...rest, hex: bits.toString('hex') }));
}
