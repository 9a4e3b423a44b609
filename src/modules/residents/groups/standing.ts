/** Which groups people belong to now, for rules of other modules: recorded ones and those that follow from other facts, in one question. */
import * as v from 'valibot';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { ageOn } from '#platform/dates/index.ts';
import { forModule } from '#platform/usecase.ts';
import { mayUseFact, readGrounds } from '../privacy/grounds.ts';
import { permissions } from '../residents.permissions.ts';
import { scopeOf } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { bornBy, isDerived } from './derived.model.ts';
import { derivedSql, present } from './derived.sql.ts';

const { query } = forModule<'residents'>();
const id = v.pipe(v.string(), v.uuid());

export interface GroupStanding {
	personId: string;
	communityId: string | null;
	/** whole years today; null: no birth date known */
	age: number | null;
	/** of the groups asked for, those that they belong to */
	groups: string[];
}

/**
 * Everybody who lives in the area and belongs to one of the groups, or is at least `fromAge` years old; with `personId` that one alone.
 * It carries no name and nothing of a group but its code.
 */
export const groupStandings = query({
	name: 'residents.groupStandings',
	access: permissions.read,
	input: v.object({ communityId: id, groups: v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{1,39}$/))), fromAge: v.optional(v.nullable(v.number()), null), personId: v.optional(v.nullable(id), null) }),
	run: async ({ db, ctx }, { communityId, groups, fromAge, personId }): Promise<GroupStanding[]> => {
		const scope = scopeOf(ctx.actor);
		if (scope !== 'all' && !scope.includes(communityId)) return [];
		const today = await todayOf({ db, ctx });
		const derived = groups.filter(isDerived);
		const recorded = groups.filter((code) => !isDerived(code));
		const lawful = mayUseFact(await readGrounds({ db, ctx }), ctx.subdistrictId, 'g');
		const facts = sql<string[]>`(SELECT coalesce(array_agg(DISTINCT g.code), '{}') FROM residents.group_fact g
			WHERE g.subdistrict_id = p.subdistrict_id AND g.person_id = p.id AND g.until_on IS NULL AND g.from_on <= ${today} AND g.code = any(${recorded}::text[]) AND ${lawful})`;
		const inSome = sql<SqlBool>`p.id IN (SELECT g.person_id FROM residents.group_fact g WHERE g.subdistrict_id = ${ctx.subdistrictId} AND g.until_on IS NULL AND g.code = any(${recorded}::text[]) AND ${lawful})`;
		const any: RawBuilder<SqlBool>[] = [...derived.map((code) => derivedSql(code, today)), ...(recorded.length ? [inSome] : []), ...(fromAge === null ? [] : [sql<SqlBool>`p.birth_date <= ${bornBy(fromAge, today)}`])];
		if (!any.length) return [];
		let rows = db
			.selectFrom('residents.person as p')
			.select(['p.id as personId', 'p.community_id as communityId', 'p.birth_date as birthDate', facts.as('recorded'), ...derived.map((code) => sql<boolean>`${derivedSql(code, today)}`.as(`d_${code}`))])
			.where('p.subdistrict_id', '=', ctx.subdistrictId)
			.where('p.community_id', '=', communityId)
			.where(present)
			.where(sql<SqlBool>`(${sql.join(any, sql` OR `)})`);
		if (personId) rows = rows.where('p.id', '=', personId);
		return (await rows.execute()).map((row) => ({
			personId: row.personId,
			communityId: row.communityId,
			age: row.birthDate === null ? null : ageOn(row.birthDate, today),
			groups: [...derived.filter((code) => (row as Record<string, unknown>)[`d_${code}`] === true), ...row.recorded]
		}));
	}
});
