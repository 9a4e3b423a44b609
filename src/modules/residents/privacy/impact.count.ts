/** How many people the register holds each kind of data of, counted now. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { addDays } from '#platform/dates/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { todayOf } from '#platform/today.ts';
import { bornBy } from '../groups/derived.model.ts';
import type { Covered, HELD_ELSEWHERE } from './coverage.model.ts';

/** Of data of people under fourteen the law asks more (个人信息保护法 arts. 28, 31). */
const CHILD_BELOW = 14;

const factsOf = (sensitivity: string): RawBuilder<SqlBool> =>
	sql`EXISTS (SELECT 1 FROM residents.group_fact f JOIN residents.group_type t ON t.subdistrict_id = f.subdistrict_id AND t.code = f.code WHERE f.subdistrict_id = p.subdistrict_id AND f.person_id = p.id AND t.sensitivity = ${sensitivity})`;

/** Whether the register holds it of somebody (`p`). */
export const HOLDS: Record<Exclude<Covered, (typeof HELD_ELSEWHERE)[number]>, RawBuilder<SqlBool>> = {
	name: sql`true`,
	formerName: sql`p.former_name IS NOT NULL`,
	sex: sql`p.sex <> '0'`,
	birthDate: sql`p.birth_date IS NOT NULL`,
	idNumber: sql`p.id_hash IS NOT NULL`,
	phone: sql`p.phone_hash IS NOT NULL`,
	ethnicity: sql`p.ethnicity IS NOT NULL`,
	education: sql`p.education IS NOT NULL`,
	marital: sql`p.marital IS NOT NULL`,
	political: sql`p.political IS NOT NULL`,
	workplace: sql`p.workplace <> ''`,
	registeredElsewhere: sql`p.registered_elsewhere`,
	'group:address': sql`EXISTS (SELECT 1 FROM residents.membership m WHERE m.subdistrict_id = p.subdistrict_id AND m.person_id = p.id)`,
	'group:relations': sql`EXISTS (SELECT 1 FROM residents.relation r WHERE r.subdistrict_id = p.subdistrict_id AND r.person_id = p.id)`,
	'group:groups': factsOf('plain'),
	'group:money': factsOf('money'),
	'group:health': factsOf('health'),
	'group:child': factsOf('child')
};

/** What the register itself holds. */
export const counted = (covered: string): covered is keyof typeof HOLDS => Object.hasOwn(HOLDS, covered);

export interface Counted {
	/** of whom the register holds any of it */
	people: number;
	/** of them under fourteen */
	children: number;
	/** by what is covered */
	of: Map<string, number>;
}

/** One walk through the register for a purpose; what other modules hold is not counted here. */
export async function countHeld(tx: ReadTx<'residents'>, fields: readonly string[]): Promise<Counted> {
	const { db, ctx } = tx;
	const own = fields.filter(counted);
	if (!own.length) return { people: 0, children: 0, of: new Map() };
	const any = sql`(${sql.join(own.map((field) => HOLDS[field]), sql` OR `)})`;
	const bornAfter = addDays(bornBy(CHILD_BELOW, await todayOf(tx)), 1);
	const { rows } = await sql<Record<string, number>>`SELECT count(*) FILTER (WHERE ${any})::int AS people, count(*) FILTER (WHERE ${any} AND p.birth_date >= ${bornAfter})::int AS children,
			${sql.join(own.map((field, i) => sql`count(*) FILTER (WHERE ${HOLDS[field]})::int AS ${sql.ref(`n${i}`)}`))}
		FROM residents.person p WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.merged_into IS NULL AND p.erased_at IS NULL`.execute(db);
	const [row] = rows;
	return { people: row!.people!, children: row!.children!, of: new Map(own.map((field, i) => [field, row![`n${i}`]!])) };
}
