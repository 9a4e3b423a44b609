/** Who lives with a person, in one question: for the page, and for what follows from it (独居, 空巢). */
import { sql } from 'kysely';
import { remembered } from '#platform/db/remembered.ts';
import type { Db, ReadTx } from '#platform/db/tx.ts';
import { derivedGroups, type DerivedCode, type Living } from '../groups/derived.model.ts';
import type { RelationCode } from '../codes/index.ts';
import type { Residence } from '../household/membership.model.ts';
import { cardOf, type CardRow, type PersonCard } from './card.ts';

interface HomeRow extends CardRow {
	dwellingId: string | null;
	relation: string | null;
	residence: string | null;
	householdKind: string | null;
	householdNumber: string | null;
	childIds: string[];
}

/** A member of the person's household. */
export interface HomeMember {
	person: PersonCard;
	relation: RelationCode;
}

export interface Home {
	household: { id: string; number: string | null; members: HomeMember[] } | null;
	derived: DerivedCode[];
}

const rowsOfHome = remembered((db: Db<'residents'>, given: { subdistrictId: string; personId: string }) => ({
	compile: () => sql<HomeRow>`
		WITH me AS (SELECT subdistrict_id, id, dwelling_id, household_id FROM residents.person WHERE subdistrict_id = ${given.subdistrictId} AND id = ${given.personId})
		SELECT q.id, q.community_id AS "communityId", q.household_id AS "householdId", q.dwelling_id AS "dwellingId", q.name, q.name_masked AS "nameMasked", q.sex, q.birth_date AS "birthDate", q.phone_masked AS "phoneMasked",
			q.died_on AS "diedOn", q.left_on AS "leftOn", q.lives_away AS "livesAway", d.address, m.relation, m.residence, h.kind AS "householdKind", h.number AS "householdNumber",
			CASE WHEN q.id = me.id THEN ARRAY(
				SELECT r.other_id FROM residents.relation r WHERE r.subdistrict_id = me.subdistrict_id AND r.person_id = me.id AND r.kind = 'child' AND r.other_id IS NOT NULL AND r.until_on IS NULL
				UNION SELECT r.person_id FROM residents.relation r WHERE r.subdistrict_id = me.subdistrict_id AND r.other_id = me.id AND r.kind = 'parent' AND r.until_on IS NULL) ELSE '{}' END AS "childIds"
		FROM me
		CROSS JOIN LATERAL (
			SELECT me.id
			UNION SELECT x.id FROM residents.person x WHERE x.subdistrict_id = me.subdistrict_id AND x.household_id = me.household_id
			UNION SELECT x.id FROM residents.person x WHERE x.subdistrict_id = me.subdistrict_id AND x.dwelling_id = me.dwelling_id) ids
		JOIN residents.person q ON q.subdistrict_id = me.subdistrict_id AND q.id = ids.id AND q.merged_into IS NULL AND q.erased_at IS NULL
		LEFT JOIN residents.dwelling d ON d.subdistrict_id = q.subdistrict_id AND d.id = q.dwelling_id
		LEFT JOIN residents.membership m ON m.subdistrict_id = q.subdistrict_id AND m.person_id = q.id AND m.until_on IS NULL
		LEFT JOIN residents.household h ON h.subdistrict_id = q.subdistrict_id AND h.id = q.household_id
		ORDER BY m.relation, q.birth_date LIMIT 200`.compile(db)
}));

/** The person, the household and whoever else lives behind the same door, the head first. */
export const homeRows = ({ db, ctx }: ReadTx<'residents'>, personId: string): Promise<HomeRow[]> => rowsOfHome(db, { subdistrictId: ctx.subdistrictId, personId });

const livingOf = (row: HomeRow): Living => ({
	id: row.id,
	birthDate: row.birthDate,
	householdId: row.householdId,
	dwellingId: row.dwellingId,
	collective: row.householdKind === 'collective',
	relation: row.relation as RelationCode | null,
	residence: row.residence as Residence | null
});

/** What the rows say of one of them, as the caller may see it. */
export function homeOf({ ctx }: ReadTx<'residents'>, personId: string, rows: readonly HomeRow[], today: string): Home {
	const own = rows.find(({ id }) => id === personId);
	if (!own) return { household: null, derived: [] };
	const present = rows.filter(({ diedOn, leftOn }) => diedOn === null && leftOn === null);
	return {
		household: own.householdId && {
			id: own.householdId,
			number: own.householdNumber,
			members: rows.filter(({ householdId, relation }) => householdId === own.householdId && relation !== null).map((row) => ({ person: cardOf(ctx.actor, row, today), relation: row.relation as RelationCode }))
		} || null,
		derived: present.includes(own) ? derivedGroups(livingOf(own), present.filter((row) => row !== own).map(livingOf), own.childIds, today) : []
	};
}

/** Where somebody who is in no household lived last: who died or moved away, and whose days are still asked for. */
export interface LastHome {
	householdId: string;
	address: string | null;
	/** the day from which on they were no member any more */
	untilOn: string;
}

export async function lastHomeOf({ db, ctx }: ReadTx<'residents'>, personId: string): Promise<LastHome | null> {
	const row = await db
		.selectFrom('residents.membership as m')
		.innerJoin('residents.household as h', (join) => join.onRef('h.subdistrict_id', '=', 'm.subdistrict_id').onRef('h.id', '=', 'm.household_id'))
		.leftJoin('residents.dwelling as d', (join) => join.onRef('d.subdistrict_id', '=', 'h.subdistrict_id').onRef('d.id', '=', 'h.dwelling_id'))
		.select(['m.household_id as householdId', 'd.address', 'm.until_on as untilOn'])
		.where('m.subdistrict_id', '=', ctx.subdistrictId)
		.where('m.person_id', '=', personId)
		.where('m.until_on', 'is not', null)
		.where('m.end_reason', '<>', 'mistake')
		.orderBy('m.until_on', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? { ...row, untilOn: row.untilOn! } : null;
}
