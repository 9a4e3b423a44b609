/** Unmet needs: searches and cases for which the community had nothing, as a work-list of what to look for. */
import * as v from 'valibot';
import { dayRange } from '#platform/dates/index.ts';
import { limit } from '#platform/rate-limit.ts';
import { communitiesOf } from '#platform/context.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { configOf } from '../settings/config.ts';
import { noSuchCase } from '../requests.errors.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { permissions } from '../requests.permissions.ts';
import { preparedUseCase } from '../case/prepared.ts';
import { id } from '../case/case.schemas.ts';
import { starNumbers } from '../case/words.ts';

const { useCase, query } = forModule<'requests'>();

/** A search that found nothing. Called by the search page; words are kept without numbers that name a person. */
export const noteSearchMiss = preparedUseCase({
	name: 'requests.noteSearchMiss',
	access: 'public',
	input: v.object({ words: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(100)), term: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(60))), null), communityId: v.optional(v.nullable(id), null) }),
	prepare: (ctx) => limit(ctx, 'requests.miss', ctx.ip ?? 'unknown', 30, 3600),
	run: async ({ db, ctx }, input) => {
		const missId = newId();
		await db
			.insertInto('requests.search_miss')
			.values({ subdistrict_id: ctx.subdistrictId, id: missId, at: ctx.clock.now(), source: 'search', words: starNumbers(input.words), term: input.term, community_id: input.communityId })
			.execute();
		return { id: missId };
	},
	subject: (_input, result) => ({ subjectType: 'search_miss', subjectId: result.id })
});

const Filter = {
	from: v.optional(v.nullable(v.pipe(v.string(), v.isoDate())), null),
	to: v.optional(v.nullable(v.pipe(v.string(), v.isoDate())), null),
	communityId: v.optional(v.nullable(id), null),
	/** a need term, or `none` for what nobody could name */
	term: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(60))), null),
	handled: v.optional(v.boolean(), false)
};

export interface MissLine {
	id: string;
	at: Date;
	source: 'search' | 'request';
	words: string;
	term: string | null;
	categoryCode: string | null;
	communityId: string | null;
	requestId: string | null;
	outcome: string | null;
	note: string;
}

type Filtered = v.InferOutput<ReturnType<typeof filterSchema>>;
const filterSchema = () => v.object(Filter);

async function misses(tx: Parameters<typeof configOf>[0], input: Filtered) {
	const { db, ctx } = tx;
	const { zone } = (await configOf(tx)).calendar;
	const scope = communitiesOf(ctx.actor, 'worker', 'head', 'manager');
	let list = db.selectFrom('requests.search_miss').where('subdistrict_id', '=', ctx.subdistrictId).where('handled_at', input.handled ? 'is not' : 'is', null);
	if (ctx.actor.kind === 'user' && scope !== 'all') list = list.where((eb) => eb.or([eb('community_id', 'is', null), ...(scope.length ? [eb('community_id', 'in', scope)] : [])]));
	if (input.from) list = list.where('at', '>=', dayRange(input.from, zone).start);
	if (input.to) list = list.where('at', '<', dayRange(input.to, zone).end);
	if (input.communityId) list = list.where('community_id', '=', input.communityId);
	if (input.term) list = input.term === 'none' ? list.where('term', 'is', null) : list.where('term', '=', input.term);
	return list;
}

/** The single misses, newest first. */
export const missList = query({
	name: 'requests.missList',
	access: permissions.read,
	input: v.object({ ...Filter, cursor: cursorInput, limit: limitInput(200) }),
	run: async (tx, input): Promise<Page<MissLine>> => {
		const cursor = readCursor(input.cursor);
		let list = (await misses(tx, input))
			.select(['id', 'at', 'source', 'words', 'term', 'category_code as categoryCode', 'community_id as communityId', 'request_id as requestId', 'outcome', 'note'])
			.orderBy('at', 'desc')
			.orderBy('id', 'desc')
			.limit(input.limit + 1);
		if (cursor) list = list.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(cursor.at, cursor.id)));
		return pageOf((await list.execute()) as MissLine[], input.limit, (row) => row.at);
	}
});

/** The same by need term, the most wanted first: what to look for. Each line opens to its misses. */
export const missesByTerm = query({
	name: 'requests.missesByTerm',
	access: permissions.read,
	input: v.object(Filter),
	run: async (tx, input) =>
		(await misses(tx, input))
			.select((eb) => [
				'term',
				eb.fn.countAll<number>().as('count'),
				eb.fn.countAll<number>().filterWhere('source', '=', 'search').as('searches'),
				eb.fn.countAll<number>().filterWhere('source', '=', 'request').as('cases'),
				eb.fn.max('at').as('lastAt')
			])
			.groupBy('term')
			.orderBy('count', 'desc')
			.orderBy('term')
			.limit(200)
			.execute()
});

/** Says what came of unmet needs: all open ones of a term, or single ones. */
export const handleMisses = useCase({
	name: 'requests.handleMisses',
	access: permissions.handle,
	input: v.object({
		ids: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(200))),
		term: v.optional(v.pipe(v.string(), v.maxLength(60))),
		outcome: v.picklist(['resource_added', 'exists', 'not_ours', 'planned']),
		note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), '')
	}),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		if (!input.ids && !input.term) throw noSuchCase();
		const mine = (await misses(tx, { from: null, to: null, communityId: null, term: input.term ?? null, handled: false })).select('id');
		let change = db
			.updateTable('requests.search_miss')
			.set({ handled_at: ctx.clock.now(), handled_by: ctx.actor.id, outcome: input.outcome, note: input.note })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', 'in', mine);
		if (input.ids) change = change.where('id', 'in', input.ids);
		const { numUpdatedRows } = await change.executeTakeFirstOrThrow();
		return { handled: Number(numUpdatedRows) };
	},
	subject: (input, result) => ({ subjectType: 'search_miss', detail: { term: input.term, outcome: input.outcome, handled: result.handled } })
});
