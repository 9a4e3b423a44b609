/** The groups of the people of a list, as words beside their names: what the caller may know of each. */
import * as v from 'valibot';
import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';
import { forModule } from '#platform/usecase.ts';
import { mayUseFact, readGrounds } from '../privacy/grounds.ts';
import { permissions } from '../residents.permissions.ts';
import { levelOf, seeing } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import type { DerivedCode } from './derived.model.ts';
import { derivedOf, fieldGroupOf } from './groups.queries.ts';
import type { Sensitivity } from './group-types.data.ts';

const { query } = forModule<'residents'>();

export interface GroupTags {
	recorded: { code: string; name: string; nameEn: string; sensitivity: Sensitivity }[];
	/** 独居, 空巢; the age stands beside them already */
	derived: DerivedCode[];
}

/** By person, for up to 100; people without any are left out. */
export const groupTags = query({
	name: 'residents.groupTags',
	access: permissions.read,
	input: v.object({ ids: v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(100)) }),
	run: (tx, { ids }) => tagsOf(tx, ids)
});

/** The same in a transaction of the register's own. */
export async function tagsOf(tx: ReadTx<'residents'>, ids: readonly string[]): Promise<Map<string, GroupTags>> {
	if (!ids.length) return new Map();
	const { db, ctx } = tx;
	const lawful = mayUseFact(await readGrounds(tx), ctx.subdistrictId, 'f');
	const [today, facts, homes] = await Promise.all([
		todayOf(tx),
		db
			.selectFrom('residents.group_fact as f')
			.innerJoin('residents.group_type as t', (join) => join.onRef('t.subdistrict_id', '=', 'f.subdistrict_id').onRef('t.code', '=', 'f.code'))
			.innerJoin('residents.person as p', (join) => join.onRef('p.subdistrict_id', '=', 'f.subdistrict_id').onRef('p.id', '=', 'f.person_id'))
			.select(['f.person_id as personId', 'f.code', 't.name', 't.name_en as nameEn', 't.sensitivity', 'p.community_id as communityId'])
			.distinct()
			.where('f.subdistrict_id', '=', ctx.subdistrictId)
			.where('f.person_id', '=', sql<string>`any(${ids}::uuid[])`)
			.where('f.until_on', 'is', null)
			.where(lawful)
			.orderBy('f.code')
			.execute(),
		db.selectFrom('residents.person').select(['id', 'community_id as communityId']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', sql<string>`any(${ids}::uuid[])`).execute()
	]);
	const seen = (communityId: string | null, sensitivity: Sensitivity) => levelOf(seeing(ctx.actor, communityId), fieldGroupOf(sensitivity)) !== 'none';
	const derived = await derivedOf(tx, homes.filter(({ communityId }) => seen(communityId, 'plain')).map(({ id }) => id), today);
	const tags = new Map<string, GroupTags>();
	const of = (id: string): GroupTags => {
		let own = tags.get(id);
		if (!own) tags.set(id, (own = { recorded: [], derived: [] }));
		return own;
	};
	for (const { personId, communityId, sensitivity, code, name, nameEn } of facts) if (seen(communityId, sensitivity as Sensitivity)) of(personId).recorded.push({ code, name, nameEn, sensitivity: sensitivity as Sensitivity });
	for (const [id, codes] of derived) for (const code of codes) if (code === 'living_alone' || code === 'empty_nest') of(id).derived.push(code);
	return tags;
}
