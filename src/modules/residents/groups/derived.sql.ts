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

/** One look at everybody else behind the same door (where no door is known: of the household), by the index of the one or the other. */
const ofCompany = <T>(what: RawBuilder<T>): RawBuilder<T> => {
	const others = sql`FROM residents.person q WHERE q.subdistrict_id = p.subdistrict_id AND q.id <> p.id AND NOT q.lives_away`;
	return sql<T>`CASE WHEN p.dwelling_id IS NULL THEN (SELECT ${what} ${others} AND q.household_id = p.household_id) ELSE (SELECT ${what} ${others} AND q.dwelling_id = p.dwelling_id) END`;
};

const sameDoor = sql<SqlBool>`(q.id <> p.id AND NOT q.lives_away AND (q.dwelling_id = p.dwelling_id OR (p.dwelling_id IS NULL AND q.household_id = p.household_id)))`;

/** A child of `p` lives behind the same door: on record, or by their relations to the head of the household that they share. Asked from `p`, who has few children. */
const childHere = sql<SqlBool>`(EXISTS (SELECT FROM residents.relation r JOIN residents.person q ON q.subdistrict_id = r.subdistrict_id AND q.id = r.other_id
		WHERE r.subdistrict_id = p.subdistrict_id AND r.person_id = p.id AND r.kind = 'child' AND r.until_on IS NULL AND ${sameDoor})
	OR EXISTS (SELECT FROM residents.relation r JOIN residents.person q ON q.subdistrict_id = r.subdistrict_id AND q.id = r.person_id
		WHERE r.subdistrict_id = p.subdistrict_id AND r.other_id = p.id AND r.kind = 'parent' AND r.until_on IS NULL AND ${sameDoor})
	OR EXISTS (SELECT FROM residents.membership mp JOIN residents.membership mq ON mq.subdistrict_id = mp.subdistrict_id AND mq.household_id = mp.household_id AND mq.until_on IS NULL
			JOIN residents.person q ON q.subdistrict_id = mq.subdistrict_id AND q.id = mq.person_id
		WHERE mp.subdistrict_id = p.subdistrict_id AND mp.person_id = p.id AND mp.until_on IS NULL AND ${sameDoor}
			AND ((mp.relation IN ('01', '02', '10', '11', '12') AND mq.relation BETWEEN '20' AND '39') OR (mp.relation BETWEEN '50' AND '59' AND mq.relation IN ('01', '02')))))`;

const hasChild = sql<SqlBool>`(EXISTS (SELECT FROM residents.relation r WHERE r.subdistrict_id = p.subdistrict_id AND r.person_id = p.id AND r.kind = 'child' AND r.other_id IS NOT NULL AND r.until_on IS NULL)
	OR EXISTS (SELECT FROM residents.relation r WHERE r.subdistrict_id = p.subdistrict_id AND r.other_id = p.id AND r.kind = 'parent' AND r.until_on IS NULL))`;

const inInstitution = sql<SqlBool>`EXISTS (SELECT FROM residents.household h WHERE h.subdistrict_id = p.subdistrict_id AND h.id = p.household_id AND h.kind = 'collective')`;

/** `living_alone`, `empty_nest` or null of `p`, who is present. The children are asked for only where the ages do not decide. */
export function companySql(day: string): RawBuilder<string | null> {
	const oldBy = bornBy(OLD, day);
	const ages = sql`CASE WHEN count(*) = 0 THEN 'living_alone' WHEN bool_and(q.birth_date IS NOT NULL AND q.birth_date <= ${oldBy}) THEN 'empty_nest' END`;
	const label = sql`coalesce(${ofCompany(ages)}, CASE WHEN ${hasChild} AND NOT ${childHere} THEN 'empty_nest' END)`;
	// The household's kind is asked of the few who have a label.
	return sql`CASE WHEN p.birth_date <= ${oldBy} AND p.household_id IS NOT NULL AND NOT p.lives_away THEN (SELECT CASE WHEN l.label IS NOT NULL AND NOT ${inInstitution} THEN l.label END FROM (SELECT ${label} AS label OFFSET 0) l) END`;
}

/** Whether `p`, who is present, belongs to a derived group on a day. */
export function derivedSql(code: DerivedCode, day: string): RawBuilder<SqlBool> {
	if (code !== 'living_alone' && code !== 'empty_nest') return ofAge(code, day);
	// The age by itself first, so that an index can be used for it.
	return sql`(p.birth_date <= ${bornBy(OLD, day)} AND ${companySql(day)} = ${code})`;
}
