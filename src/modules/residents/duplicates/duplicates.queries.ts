/** The work-list of pairs that may be one person, as far as the caller answers for both records. */
import { sql, type SqlBool } from 'kysely';
import * as v from 'valibot';
import type { ReadTx } from '#platform/db/tx.ts';
import { forModule } from '#platform/usecase.ts';
import { CARD_COLUMNS, cardOf, type CardRow, type PersonCard } from '../person/card.ts';
import { FIELD_KEYS, type FieldKey } from '../person/fields.ts';
import { columnsToStored } from '../person/record.ts';
import { alike } from '../person/values.ts';
import { noSuchPerson } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { todayOf } from '#platform/today.ts';
import type { Reason } from './find.ts';
import { mergeScope } from './merge.scope.ts';

const { query } = forModule<'residents'>();
const Id = v.pipe(v.string(), v.uuid());
const PAGE = 50;

export interface PairLine {
	id: string;
	/** 50–100 */
	score: number;
	reasons: Reason[];
	state: 'open' | 'different' | 'merged';
	people: [PersonCard, PersonCard];
	decidedAt: Date | null;
	decidedBy: string;
	note: string;
	/** the merge that can be undone, and the record that stayed */
	merge: { id: string; keptId: string } | null;
}

export interface PairList {
	items: PairLine[];
	/** how many the caller answers for */
	counts: { decided: number; all: number };
	/** of the next page; null at the end */
	next: string | null;
}

/** Pairs of the caller's communities; of open ones neither record may have gone into another meanwhile. */
const pairs = ({ db, ctx }: ReadTx<'residents'>) => {
	const scope = mergeScope(ctx.actor);
	let rows = db
		.selectFrom('residents.duplicate as d')
		.innerJoin('residents.person as a', (join) => join.onRef('a.subdistrict_id', '=', 'd.subdistrict_id').onRef('a.id', '=', 'd.person_a'))
		.innerJoin('residents.person as b', (join) => join.onRef('b.subdistrict_id', '=', 'd.subdistrict_id').onRef('b.id', '=', 'd.person_b'))
		.where('d.subdistrict_id', '=', ctx.subdistrictId)
		.where(sql<SqlBool>`(d.state <> 'open' OR (a.merged_into IS NULL AND b.merged_into IS NULL AND a.erased_at IS NULL AND b.erased_at IS NULL))`);
	if (scope !== 'all') rows = rows.where(sql<SqlBool>`(a.community_id IS NULL OR a.community_id = any(${scope}::uuid[])) AND (b.community_id IS NULL OR b.community_id = any(${scope}::uuid[]))`);
	return rows;
};

const COLUMNS = ['d.id', 'd.score', 'd.reasons', 'd.state', 'd.person_a as a', 'd.person_b as b', 'd.decided_at as decidedAt', 'd.decided_by_name as decidedBy', 'd.note'] as const;

/** The likeliest first; decided ones the newest first. */
export const listPairs = query({
	name: 'residents.listPairs',
	access: permissions.merge,
	input: v.object({ decided: v.optional(v.boolean(), false), after: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^\d{1,15}\.[0-9a-f-]{36}$/))), null) }),
	run: async (tx, { decided, after }): Promise<PairList> => {
		const { db, ctx } = tx;
		const key = decided ? sql<number>`floor(extract(epoch FROM d.decided_at) * 1000)::bigint` : sql<number>`d.score`;
		let wanted = pairs(tx).select([...COLUMNS, key.as('key')]);
		wanted = decided ? wanted.where('d.state', '<>', 'open').orderBy('d.decided_at', 'desc') : wanted.where('d.state', '=', 'open').orderBy('d.score', 'desc');
		if (after) {
			const [at, id] = after.split('.') as [string, string];
			wanted = wanted.where(sql<SqlBool>`(${key} < ${at}::bigint OR (${key} = ${at}::bigint AND d.id > ${id}::uuid))`);
		}
		const rows = await wanted.orderBy('d.id').limit(PAGE + 1).execute();
		const counted = await pairs(tx).select([sql<number>`count(*)::int`.as('all'), sql<number>`(count(*) FILTER (WHERE d.state <> 'open'))::int`.as('decided')]).executeTakeFirstOrThrow();
		const shown = rows.slice(0, PAGE);
		const ids = [...new Set(shown.flatMap(({ a, b }) => [a, b]))];
		const cards = new Map<string, PersonCard>();
		const merges = new Map<string, { id: string; keptId: string }>();
		if (ids.length) {
			const today = await todayOf(tx);
			// Merged records too: what was decided of them is in this list.
			const people = await db
				.selectFrom('residents.person as p')
				.leftJoin('residents.dwelling as d', (join) => join.onRef('d.subdistrict_id', '=', 'p.subdistrict_id').onRef('d.id', '=', 'p.dwelling_id'))
				.select(CARD_COLUMNS)
				.where('p.subdistrict_id', '=', ctx.subdistrictId)
				.where('p.id', '=', sql<string>`any(${ids}::uuid[])`)
				.execute();
			for (const row of people as CardRow[]) cards.set(row.id, cardOf(ctx.actor, row, today));
			if (decided)
				for (const { id, kept_id, gone_id } of await db.selectFrom('residents.merge').select(['id', 'kept_id', 'gone_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('gone_id', '=', sql<string>`any(${ids}::uuid[])`).where('undone_at', 'is', null).execute())
					merges.set([kept_id, gone_id].sort().join(), { id, keptId: kept_id });
		}
		const last = shown.at(-1);
		return {
			items: shown.map(({ a, b, key: _, reasons, state, ...row }) => ({ ...row, reasons: reasons as Reason[], state: state as PairLine['state'], people: [cards.get(a)!, cards.get(b)!], merge: state === 'merged' ? (merges.get([a, b].sort().join()) ?? null) : null })),
			counts: counted,
			next: rows.length > PAGE && last ? `${last.key}.${last.id}` : null
		};
	}
});

export interface PairView {
	id: string;
	score: number;
	reasons: Reason[];
	state: PairLine['state'];
	/** the two records; the first is the one kept unless people say otherwise: more is known of it, or it is the older */
	personIds: [string, string];
	/** fields in which both have a value, and another */
	differ: FieldKey[];
	/** fields of which only one has a value, and whose */
	only: Partial<Record<FieldKey, string>>;
	/** both are in a household, and not in the same */
	homesDiffer: boolean;
	counts: PairList['counts'];
	/** the next open pair; null: this is the last */
	next: string | null;
}

/** One pair, and how the two records differ. What stands in them is asked of their pages. @throws platform.notFound (404) */
export const pairView = query({
	name: 'residents.pairView',
	access: permissions.merge,
	input: v.object({ id: Id }),
	run: async (tx, { id }): Promise<PairView> => {
		const { db, ctx } = tx;
		const row = await pairs(tx).select(COLUMNS).where('d.id', '=', id).executeTakeFirst();
		if (!row) throw noSuchPerson();
		const counted = await pairs(tx).select([sql<number>`count(*)::int`.as('all'), sql<number>`(count(*) FILTER (WHERE d.state <> 'open'))::int`.as('decided')]).executeTakeFirstOrThrow();
		const later = await pairs(tx)
			.select('d.id')
			.where('d.state', '=', 'open')
			.where('d.id', '<>', id)
			// After this one; behind the last comes the first again.
			.orderBy(sql`(d.score < ${row.score} OR (d.score = ${row.score} AND d.id > ${id}::uuid)) DESC`)
			.orderBy('d.score', 'desc')
			.orderBy('d.id')
			.limit(1)
			.executeTakeFirst();
		const people = await db.selectFrom('residents.person').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', [row.a, row.b]).execute();
		const known = new Map(people.map((each) => [each.id, columnsToStored(each)]));
		const much = (personId: string) => FIELD_KEYS.filter((field) => known.get(personId)![field] !== null).length;
		const [first, second] = people.sort((x, y) => Number(y.household_id !== null) - Number(x.household_id !== null) || much(y.id) - much(x.id) || x.created_at.getTime() - y.created_at.getTime()) as [(typeof people)[0], (typeof people)[0]];
		const [one, two] = [known.get(first.id)!, known.get(second.id)!];
		return {
			id: row.id,
			score: row.score,
			reasons: row.reasons as Reason[],
			state: row.state as PairLine['state'],
			personIds: [first.id, second.id],
			differ: FIELD_KEYS.filter((field) => one[field] && two[field] && !alike(one[field], two[field])),
			only: Object.fromEntries(FIELD_KEYS.filter((field) => (one[field] === null) !== (two[field] === null)).map((field) => [field, one[field] ? first.id : second.id])),
			homesDiffer: first.household_id !== null && second.household_id !== null && first.household_id !== second.household_id,
			counts: counted,
			next: later?.id ?? null
		};
	}
});
