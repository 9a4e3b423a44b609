/** What another module's rule has to know of people: age, community, groups, and how to reach them. Asked by the product itself, never by a page. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { definePermissions } from '#platform/access.ts';
import { forModule } from '#platform/usecase.ts';
import { derivedOf } from '../groups/groups.queries.ts';
import { people } from './card.ts';

const { query } = forModule<'residents'>();

/** Held by no role: a module asks as the product, after it has authorised its own caller. */
const permissions = definePermissions('residentsFacts', { ask: { roles: [] } });

export interface PersonFacts {
	id: string;
	name: string;
	/** `YYYY-MM-DD`; null: not known */
	birthDate: string | null;
	communityId: string | null;
	/** codes of recorded and derived groups that hold on the day */
	groups: string[];
	/** sealed for `contact`; null: none on record */
	phoneSealed: string | null;
	phoneMasked: string;
	phoneHash: string | null;
	/** died, or left the subdistrict */
	gone: boolean;
}

/**
 * By id, for up to 500 people on a day; who was merged away or erased is left out.
 * @param groups whether the groups are wanted: they cost a look at everybody behind the same door
 */
export const factsOfPeople = query({
	name: 'residents.factsOfPeople',
	access: permissions.ask,
	input: v.object({ ids: v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(500)), day: v.string(), groups: v.optional(v.boolean(), false) }),
	run: async (tx, { ids, day, groups }): Promise<Map<string, PersonFacts>> => {
		if (!ids.length) return new Map();
		const { db, ctx } = tx;
		const rows = await people(tx)
			.select(['p.id', 'p.name', 'p.birth_date as birthDate', 'p.community_id as communityId', 'p.phone_sealed as phoneSealed', 'p.phone_masked as phoneMasked', 'p.phone_hash as phoneHash', 'p.died_on', 'p.left_on'])
			.where('p.id', '=', sql<string>`any(${ids}::uuid[])`)
			.execute();
		const recorded = groups ? await db.selectFrom('residents.group_fact').select(['person_id as id', 'code']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', sql<string>`any(${ids}::uuid[])`).where('until_on', 'is', null).execute() : [];
		const derived = groups ? await derivedOf(tx, ids, day) : new Map<string, string[]>();
		return new Map(
			rows.map(({ died_on, left_on, phoneMasked, ...row }) => [
				row.id,
				{ ...row, phoneMasked: phoneMasked ?? '', gone: died_on !== null || left_on !== null, groups: [...new Set([...recorded.filter(({ id }) => id === row.id).map(({ code }) => code), ...(derived.get(row.id) ?? [])])] }
			])
		);
	}
});
