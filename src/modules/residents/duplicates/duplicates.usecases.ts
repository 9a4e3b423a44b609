/** What people decide of a pair: one person, two people, or undoing either. */
import * as v from 'valibot';
import type { Actor } from '#platform/context.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { conflict, forbidden } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { FIELD_KEYS } from '../person/fields.ts';
import { fieldWrong, noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { mayMerge } from './merge.scope.ts';
import { mergeRecords, unmergeRecords } from './merge.store.ts';

const { useCase } = forModule<'residents'>();
const Id = v.pipe(v.string(), v.uuid());

const demandFor = (actor: Actor) => (communityId: string | null) => {
	if (!mayMerge(actor, communityId)) throw forbidden(permissions.merge.key);
};

interface Pair {
	id: string;
	a: string;
	b: string;
	state: string;
	communityId: string | null;
}

async function holdPair({ db, ctx }: WriteTx<'residents'>, id: string): Promise<Pair> {
	const row = await db
		.selectFrom('residents.duplicate as d')
		.innerJoin('residents.person as a', (join) => join.onRef('a.subdistrict_id', '=', 'd.subdistrict_id').onRef('a.id', '=', 'd.person_a'))
		.innerJoin('residents.person as b', (join) => join.onRef('b.subdistrict_id', '=', 'd.subdistrict_id').onRef('b.id', '=', 'd.person_b'))
		.select(['d.id', 'd.person_a as a', 'd.person_b as b', 'd.state', 'a.community_id as ofA', 'b.community_id as ofB'])
		.where('d.subdistrict_id', '=', ctx.subdistrictId)
		.where('d.id', '=', id)
		.forUpdate('d')
		.executeTakeFirst();
	// For what is not there and for what is not theirs: the same.
	if (!row || !mayMerge(ctx.actor, row.ofA) || !mayMerge(ctx.actor, row.ofB)) throw noSuchPerson();
	return { id: row.id, a: row.a, b: row.b, state: row.state, communityId: row.ofA };
}

const decide = ({ db, ctx }: WriteTx<'residents'>, id: string, state: 'open' | 'different' | 'merged', note = '') =>
	db
		.updateTable('residents.duplicate')
		.set(state === 'open' ? { state, decided_at: null, decided_by: null, decided_by_name: '', note: '' } : { state, decided_at: ctx.clock.now(), decided_by: isId(ctx.actor.id) ? ctx.actor.id : null, decided_by_name: ctx.actor.name, note })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', id)
		.execute();

/** Two people who look alike on paper. The pair never comes back by itself. */
export const decideDifferent = useCase({
	name: 'residents.decideDifferent',
	access: permissions.merge,
	input: v.object({ id: Id, note: v.pipe(v.string(), v.trim(), v.minLength(2, 'residents.differentWhy'), v.maxLength(200, 'residents.tooLong')) }),
	run: async (tx, { id, note }) => {
		const pair = await holdPair(tx, id);
		if (pair.state !== 'open') throw conflict('residents.pairDecided');
		await decide(tx, id, 'different', note);
		return pair;
	},
	subject: (_input, { a, b, communityId }) => ({ subjectType: 'person', subjectId: a, communityId, detail: { other: b } })
});

/** The decision that they are two people was a mistake. */
export const reopenPair = useCase({
	name: 'residents.reopenPair',
	access: permissions.merge,
	input: v.object({ id: Id }),
	run: async (tx, { id }) => {
		const pair = await holdPair(tx, id);
		if (pair.state !== 'different') throw conflict('residents.pairDecided');
		await decide(tx, id, 'open');
		return pair;
	},
	subject: (_input, { a, b, communityId }) => ({ subjectType: 'person', subjectId: a, communityId, detail: { other: b } })
});

export const MergeInput = v.object({
	/** the pair */
	id: Id,
	/** the record that stays */
	keepId: Id,
	/** whose value stands, by field */
	fields: v.optional(v.record(v.picklist(FIELD_KEYS), Id), {}),
	homeOf: v.optional(Id),
	/** the versions that were on the page, by person */
	versions: v.record(Id, v.pipe(v.number(), v.integer()))
});

/**
 * One person: one record of two.
 * @throws AppError platform.notFound (404), residents.pairDecided, residents.recordMoved, residents.mergeOneDied, residents.mergeTwoAccounts (409)
 */
export const mergePair = useCase({
	name: 'residents.mergePair',
	access: permissions.merge,
	input: MergeInput,
	run: async (tx, { id, keepId, fields, homeOf, versions }) => {
		const pair = await holdPair(tx, id);
		if (pair.state !== 'open') throw conflict('residents.pairDecided');
		const people = [pair.a, pair.b];
		if (!people.includes(keepId)) throw fieldWrong('keepId', 'residents.notACandidate');
		const goneId = people.find((each) => each !== keepId)!;
		for (const [field, personId] of Object.entries(fields)) if (!people.includes(personId)) throw fieldWrong(`fields.${field}`, 'residents.notACandidate');
		const merged = await mergeRecords(tx, { keptId: keepId, goneId, versions, fields, homeOf }, demandFor(tx.ctx.actor));
		await decide(tx, id, 'merged');
		return { ...merged, keptId: keepId, goneId };
	},
	subject: (_input, { mergeId, keptId, goneId, fields, communityId }) => ({ subjectType: 'person', subjectId: keptId, communityId, detail: { mergeId, goneId, fields } })
});

/**
 * They were two people after all: both records as they were, and the pair open again.
 * @throws AppError platform.notFound (404), residents.cannotUnmerge (409)
 */
export const unmerge = useCase({
	name: 'residents.unmerge',
	access: permissions.merge,
	input: v.object({ mergeId: Id }),
	run: async (tx, { mergeId }) => {
		const { db, ctx } = tx;
		const back = await unmergeRecords(tx, mergeId, demandFor(ctx.actor));
		const [a, b] = [back.keptId, back.goneId].sort() as [string, string];
		const pair = await db.selectFrom('residents.duplicate').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('person_a', '=', a).where('person_b', '=', b).executeTakeFirst();
		if (pair) await decide(tx, pair.id, 'open');
		return back;
	},
	subject: ({ mergeId }, { keptId, goneId, communityId }) => ({ subjectType: 'person', subjectId: keptId, communityId, detail: { mergeId, goneId } })
});
