/** Registering somebody at the desk in one go: who they are, where they live, whom they have; all of it or nothing. */
import * as v from 'valibot';
import { land } from '#modules/areas/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { forModule } from '#platform/usecase.ts';
import { AddPersonInput } from '../person/person.schemas.ts';
import { writeNewPerson } from '../person/person.usecases.ts';
import { soughtBy } from '../person/words.ts';
import { fieldWrong } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { editScope } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { readAddress } from './dwelling.address.ts';
import { dayOrNull, id, relation, residence, TieInput } from './household.schemas.ts';
import { bringIn } from './household.usecases.ts';
import { writeTie } from './tie.usecases.ts';

const { query, useCase } = forModule<'residents'>();

const { personId: _, ...tie } = TieInput.pipe[0].entries;

const RegisterInput = v.object({
	...AddPersonInput.entries,
	home: v.optional(
		v.nullable(
			v.object({
				dwellingId: id,
				/** of the households behind the door; null: a new one, of which they are the head */
				householdId: v.nullable(id),
				/** to the head of the household that is joined */
				relation: v.optional(v.nullable(relation), null),
				residence,
				on: dayOrNull
			})
		),
		null
	),
	ties: v.optional(v.pipe(v.array(v.object(tie)), v.maxLength(10)), [])
});

/**
 * A new person with home and ties. Sent twice with one client id, everything is made once.
 * @throws AppError as `addPerson`, `moveIn` and `addTie`; under `home.relation` residents.relationMissing, under `ties.0.name` residents.whoIsIt (422)
 */
export const registerPerson = useCase({
	name: 'residents.registerPerson',
	access: permissions.edit,
	input: RegisterInput,
	run: async (tx, { home, ties, ...who }) => {
		const added = await writeNewPerson(tx, who);
		if (added.repeated) return { ...added, householdId: null };
		let householdId: string | null = null;
		if (home) {
			if (home.householdId && !home.relation) throw fieldWrong('home.relation', 'residents.relationMissing');
			const member = { personId: added.id, relation: home.householdId ? home.relation! : ('02' as const), residence: home.residence };
			({ householdId } = await bringIn(tx, { clientId: null, householdId: home.householdId, dwellingId: home.householdId ? null : home.dwellingId, communityId: null, kind: 'family', number: '', on: home.on ?? (await todayOf(tx)), as: 'moved_within', members: [member] }));
		}
		for (const [i, each] of ties.entries()) {
			if (!each.otherId && !each.name) throw fieldWrong(`ties.${i}.name`, 'residents.whoIsIt');
			await writeTie(tx, { ...each, personId: added.id });
		}
		return { ...added, householdId };
	},
	subject: ({ ties }, { id: personId, communityId, householdId }) => ({ subjectType: 'person', subjectId: personId, communityId, detail: { householdId, ties: ties.length } })
});

/** A door with who lives behind it. */
export interface FoundDoor {
	id: string;
	address: string;
	communityId: string;
	households: { id: string; head: string; people: number }[];
}

/** Doors to a page of suggestions. */
const SHOWN = 12;
/** The last text that begins with a prefix, in the order of bytes. */
const LAST = '\u{10ffff}';

/** Doors of the caller's communities that an address may mean, down to what is written of it; none for words that are no address. */
export const findDoors = query({
	name: 'residents.findDoors',
	access: permissions.edit,
	input: v.object({ words: v.pipe(v.string(), v.trim(), v.maxLength(100, 'residents.tooLong')) }),
	prepare: (ctx) => land(ctx),
	run: async (tx: ReadTx<'residents'>, { words }, all): Promise<FoundDoor[]> => {
		const { db, ctx } = tx;
		const scope = editScope(ctx.actor);
		const sought = soughtBy(words, all, scope === 'all' ? all.compounds : all.compounds.filter(({ communityId }) => scope.includes(communityId)));
		if (sought.kind !== 'address') return [];
		let doors = db
			.selectFrom('residents.dwelling')
			.select(['id', 'address', 'community_id as communityId'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('retired_at', 'is', null)
			.where((eb) => eb.or([...(sought.doors.length ? [eb('address_key', 'in', sought.doors)] : []), ...sought.within.map((beginning) => eb.and([eb('address_key', '>=', beginning), eb('address_key', '<', beginning + LAST)]))]));
		// A staircase that was said (3单元) and no door yet.
		const read = readAddress(all, words);
		if (read?.building && read.unit !== null && !read.doors.length) doors = doors.where('unit', '=', read.unit);
		if (scope !== 'all') doors = doors.where('community_id', 'in', scope.length ? scope : ['00000000-0000-0000-0000-000000000000']);
		const rows = await doors.orderBy('address_key').limit(SHOWN).execute();
		if (!rows.length) return [];
		const homes = await db
			.selectFrom('residents.household as h')
			.leftJoin('residents.person as p', (join) => join.onRef('p.subdistrict_id', '=', 'h.subdistrict_id').onRef('p.id', '=', 'h.head_id'))
			.select((eb) => ['h.id', 'h.dwelling_id as dwellingId', 'p.name as head', eb.selectFrom('residents.person as q').select((of) => of.fn.countAll<string>().as('n')).whereRef('q.subdistrict_id', '=', 'h.subdistrict_id').whereRef('q.household_id', '=', 'h.id').as('people')])
			.where('h.subdistrict_id', '=', ctx.subdistrictId)
			.where('h.dwelling_id', 'in', rows.map((row) => row.id))
			.where('h.closed_on', 'is', null)
			.orderBy('h.id')
			.execute();
		// Doors are those of the caller's own communities, whose people's names they see.
		return rows.map((row) => ({ ...row, households: homes.filter(({ dwellingId }) => dwellingId === row.id).map(({ id: householdId, head, people }) => ({ id: householdId, head: head ?? '', people: Number(people ?? 0) })) }));
	}
});
