/** The rules of `derived.model.ts` as conditions on `residents.person p`; a test holds the two to each other. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { addDays } from '#platform/dates/index.ts';
import { AGE_GROUPS, bornBy, OLD, type AgeGroup, type DerivedCode } from './derived.model.ts';

/** Lives here: neither merged away, erased, dead nor moved. */
export const present = sql<SqlBool>`(p.merged_into IS NULL AND p.erased_at IS NULL AND p.died_on IS NULL AND p.left_on IS NULL)`;

/** Of an age group on a day, as bounds on the birth date that an index can use. */
function ofAge(code: AgeGroup, day: string): RawBuilder<SqlBool> {
	const band: { from?: number; below?: number } = AGE_GROUPS[code];
	return band.from !== undefined ? sql`p.birth_date <= ${bornBy(band.from, day)}` : sql`(p.birth_date >= ${addDays(bornBy(band.below!, day), 1)} AND p.birth_date <= ${day})`;
}

/** Somebody behind the same door (where no door is known: of the household) for whom something holds; each way has its index. */
const company = (such: RawBuilder<SqlBool>): RawBuilder<SqlBool> => sql`(
	EXISTS (SELECT FROM residents.person q WHERE q.subdistrict_id = p.subdistrict_id AND q.dwelling_id = p.dwelling_id AND q.id <> p.id AND NOT q.lives_away AND ${such})
	OR (p.dwelling_id IS NULL AND EXISTS (SELECT FROM residents.person q WHERE q.subdistrict_id = p.subdistrict_id AND q.household_id = p.household_id AND q.id <> p.id AND NOT q.lives_away AND ${such})))`;

/** `q` is a child of `p`: on record, or by their relations to the head of the household that they share. */
const child = sql<SqlBool>`(EXISTS (SELECT FROM residents.relation r WHERE r.subdistrict_id = p.subdistrict_id AND r.person_id = p.id AND r.kind = 'child' AND r.other_id = q.id AND r.until_on IS NULL)
	OR EXISTS (SELECT FROM residents.relation r WHERE r.subdistrict_id = p.subdistrict_id AND r.other_id = p.id AND r.kind = 'parent' AND r.person_id = q.id AND r.until_on IS NULL)
	OR (q.household_id = p.household_id AND EXISTS (
		SELECT FROM residents.membership mp, residents.membership mq
		WHERE mp.subdistrict_id = p.subdistrict_id AND mp.person_id = p.id AND mp.until_on IS NULL AND mq.subdistrict_id = p.subdistrict_id AND mq.person_id = q.id AND mq.until_on IS NULL
			AND ((mp.relation IN ('01', '02', '10', '11', '12') AND mq.relation BETWEEN '20' AND '39') OR (mp.relation BETWEEN '50' AND '59' AND mq.relation IN ('01', '02'))))))`;

const hasChild = sql<SqlBool>`(EXISTS (SELECT FROM residents.relation r WHERE r.subdistrict_id = p.subdistrict_id AND r.person_id = p.id AND r.kind = 'child' AND r.other_id IS NOT NULL AND r.until_on IS NULL)
	OR EXISTS (SELECT FROM residents.relation r WHERE r.subdistrict_id = p.subdistrict_id AND r.other_id = p.id AND r.kind = 'parent' AND r.until_on IS NULL))`;

const atHome = sql<SqlBool>`p.household_id IS NOT NULL AND NOT p.lives_away AND NOT EXISTS (SELECT FROM residents.household h WHERE h.subdistrict_id = p.subdistrict_id AND h.id = p.household_id AND h.kind = 'collective')`;

/** Whether `p`, who is present, belongs to a derived group on a day. */
export function derivedSql(code: DerivedCode, day: string): RawBuilder<SqlBool> {
	if (code !== 'living_alone' && code !== 'empty_nest') return ofAge(code, day);
	const oldBy = bornBy(OLD, day);
	const old = sql<SqlBool>`p.birth_date <= ${oldBy} AND ${atHome}`;
	if (code === 'living_alone') return sql`(${old} AND NOT ${company(sql`true`)})`;
	return sql`(${old} AND ${company(sql`true`)} AND (NOT ${company(sql`(q.birth_date IS NULL OR q.birth_date > ${oldBy})`)} OR (${hasChild} AND NOT ${company(child)})))`;
}
