/**
 * Finds pairs of records that may be one person. Pairs come from blocks (equal name and birth date, equal telephone and name …), each
 * an equality that the database joins by, never everybody with everybody; then each pair is scored by what speaks for it and against it.
 *
 * What no block can find: one ID number in two records is refused when it is written, a 15-digit number is kept as its 18 digits, and a
 * wrong digit or two transposed ones never pass the check digit (ISO 7064 MOD 11-2 catches both), so that two numbers in the register
 * are never one slip of the pen apart. A birth date is, and is looked for.
 */
import { sql, type RawBuilder } from 'kysely';
import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { forModule } from '#platform/usecase.ts';

const { useCase } = forModule<'residents'>();

/** What speaks for (or against) a pair, in points. A pair is listed from `LISTED_FROM` on. */
const POINTS = { sameName: 30, sameSound: 25, formerName: 25, sameBirth: 30, nearBirth: 20, samePhone: 25, sameDoor: 20, birthsDiffer: -35, idsDiffer: -30, sexDiffers: -20 } as const;
export type Reason = keyof typeof POINTS;
const LISTED_FROM = 50;

/** More pairs than these nobody decides; the likeliest come first. */
const MOST = 5000;

/** Without a full search, records that changed within this time are compared: the full one comes every night. */
const RECENT_HOURS = 26;

const BLOCKS: readonly RawBuilder<unknown>[] = [
	sql`b.name_key = a.name_key AND b.birth_date = a.birth_date`,
	sql`b.pinyin = a.pinyin AND a.pinyin <> '' AND b.birth_date = a.birth_date`,
	sql`b.phone_hash = a.phone_hash AND b.name_key = a.name_key`,
	sql`b.phone_hash = a.phone_hash AND b.birth_date = a.birth_date`,
	sql`b.dwelling_id = a.dwelling_id AND b.birth_date = a.birth_date`,
	sql`b.dwelling_id = a.dwelling_id AND b.name_key = a.name_key`,
	sql`b.name_key = a.former_name AND b.birth_date = a.birth_date`,
	// A day or a month misheard: only within a community, for common names are many.
	sql`b.name_key = a.name_key AND b.community_id = a.community_id AND extract(year FROM b.birth_date) = extract(year FROM a.birth_date) AND (a.id_hash IS NULL OR b.id_hash IS NULL)`
];

/** Two of year, month and day are equal, or day and month are swapped, or one of the dates is only known to the month or year. */
const NEAR = sql`(extract(year FROM a.birth_date) = extract(year FROM b.birth_date) AND (
	(a.birth_known = 'year' OR b.birth_known = 'year')
	OR extract(month FROM a.birth_date) = extract(month FROM b.birth_date)
	OR extract(day FROM a.birth_date) = extract(day FROM b.birth_date)
	OR (extract(month FROM a.birth_date) = extract(day FROM b.birth_date) AND extract(day FROM a.birth_date) = extract(month FROM b.birth_date))))
	OR to_char(a.birth_date, 'MM-DD') = to_char(b.birth_date, 'MM-DD') AND abs(extract(year FROM a.birth_date) - extract(year FROM b.birth_date)) IN (1, 10)`;

const SAYS: Record<Reason, RawBuilder<unknown>> = {
	sameName: sql`a.name_key = b.name_key`,
	sameSound: sql`a.name_key <> b.name_key AND a.pinyin = b.pinyin AND a.pinyin <> ''`,
	formerName: sql`a.name_key <> b.name_key AND (a.former_name = b.name_key OR b.former_name = a.name_key)`,
	sameBirth: sql`a.birth_date = b.birth_date AND a.birth_known = 'day' AND b.birth_known = 'day'`,
	nearBirth: sql`(a.birth_date <> b.birth_date AND (${NEAR})) OR (a.birth_date = b.birth_date AND NOT (a.birth_known = 'day' AND b.birth_known = 'day'))`,
	samePhone: sql`a.phone_hash = b.phone_hash`,
	sameDoor: sql`a.dwelling_id = b.dwelling_id`,
	birthsDiffer: sql`a.birth_date <> b.birth_date AND NOT (${NEAR})`,
	idsDiffer: sql`a.id_hash <> b.id_hash`,
	sexDiffers: sql`a.sex IN ('1', '2') AND b.sex IN ('1', '2') AND a.sex <> b.sex`
};

/**
 * Looks for pairs and writes them down. A pair that was decided to be two people never comes back, also when one of them has been
 * merged with a third record since. Open pairs keep in step with the records; a full search takes away those that no longer look alike.
 * @param everybody the full search, else records that changed lately against everybody
 * @returns how many pairs are new or changed
 */
export async function findPairs({ db, ctx }: WriteTx<'residents'>, everybody: boolean): Promise<number> {
	const tenant = ctx.subdistrictId;
	const since = new Date(ctx.clock.now().getTime() - RECENT_HOURS * 3_600_000);
	const which = everybody ? sql`a.id < b.id` : sql`a.changed_at >= ${since} AND a.id <> b.id`;
	const live = sql`a.merged_into IS NULL AND a.erased_at IS NULL AND b.merged_into IS NULL AND b.erased_at IS NULL`;
	const blocks = BLOCKS.map((block) => sql`SELECT least(a.id, b.id) AS a, greatest(a.id, b.id) AS b FROM residents.person a JOIN residents.person b ON b.subdistrict_id = a.subdistrict_id AND ${block} WHERE a.subdistrict_id = ${tenant} AND ${live} AND ${which}`);
	const reasons = Object.entries(SAYS).map(([reason, says]) => sql`CASE WHEN ${says} THEN ${sql.lit(reason)} END`);
	const points = Object.entries(SAYS).map(([reason, says]) => sql`CASE WHEN ${says} THEN ${sql.lit(POINTS[reason as Reason])} ELSE 0 END`);
	// The pair itself, or two records that went into these.
	const selfAnd = (id: RawBuilder<unknown>) => sql`(SELECT ${id} AS id UNION ALL SELECT p.id FROM residents.person p WHERE p.subdistrict_id = ${tenant} AND p.merged_into = ${id})`;
	const apart = sql`SELECT 1 FROM ${selfAnd(sql`s.a`)} x CROSS JOIN ${selfAnd(sql`s.b`)} y JOIN residents.duplicate d ON d.subdistrict_id = ${tenant} AND d.person_a = least(x.id, y.id) AND d.person_b = greatest(x.id, y.id) AND d.state = 'different'`;
	const { rows } = await sql<{ id: string }>`WITH pair AS (${sql.join(blocks, sql` UNION `)}),
		scored AS (SELECT pair.a, pair.b, ${sql.join(points, sql` + `)} AS score, array_remove(ARRAY[${sql.join(reasons)}]::text[], NULL) AS reasons
			FROM pair JOIN residents.person a ON a.subdistrict_id = ${tenant} AND a.id = pair.a JOIN residents.person b ON b.subdistrict_id = ${tenant} AND b.id = pair.b),
		found AS MATERIALIZED (SELECT s.* FROM scored s WHERE s.score >= ${LISTED_FROM} AND NOT EXISTS (${apart}) ORDER BY s.score DESC LIMIT ${MOST}),
		unlike AS (DELETE FROM residents.duplicate d WHERE ${everybody} AND d.subdistrict_id = ${tenant} AND d.state = 'open'
			AND NOT EXISTS (SELECT 1 FROM found f WHERE f.a = d.person_a AND f.b = d.person_b)
			AND NOT EXISTS (SELECT 1 FROM residents.person p WHERE p.subdistrict_id = d.subdistrict_id AND p.id IN (d.person_a, d.person_b) AND p.merged_into IS NOT NULL))
		INSERT INTO residents.duplicate AS d (subdistrict_id, id, person_a, person_b, score, reasons, state, found_at)
		SELECT ${tenant}, gen_random_uuid(), f.a, f.b, least(100, f.score), f.reasons, 'open', ${ctx.clock.now()} FROM found f
		ON CONFLICT (subdistrict_id, person_a, person_b) DO UPDATE SET score = excluded.score, reasons = excluded.reasons
			WHERE d.state = 'open' AND (d.score, d.reasons) IS DISTINCT FROM (excluded.score, excluded.reasons)
		RETURNING d.id`.execute(db);
	return rows.length;
}

/** The job's use case; it counts, and decides nothing. */
export const findDuplicates = useCase({
	name: 'residents.findDuplicates',
	access: { key: 'residents.findDuplicates', roles: [] },
	input: v.object({ everybody: v.optional(v.boolean(), false) }),
	run: async (tx, { everybody }) => ({ found: await findPairs(tx, everybody) }),
	subject: ({ everybody }, { found }) => ({ detail: { everybody, found } })
});
