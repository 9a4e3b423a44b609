/** Lists of cases for the desk: queues with counts, filters, pages by key. Masked copies only; nothing is opened for a list. */
import { sql, type ExpressionBuilder, type Expression, type SqlBool } from 'kysely';
import * as v from 'valibot';
import { dayRange } from '#platform/dates/index.ts';
import type { ReadTx, Tables } from '#platform/db/tx.ts';
import { toPairQuery } from '#platform/search/index.ts';
import { lookupHash } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { configOf, dayOf } from '../settings/config.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { OPEN_STATES, REQUEST_TYPES, STATES, URGENCIES, type RequestType, type State, type Urgency, type Channel } from '../case/case.model.ts';
import { readNumber } from '../case/number.ts';
import { permissions } from '../requests.permissions.ts';
import { visibleTo } from '../requests.policy.ts';
import { caseNumber, id, phone } from '../case/case.schemas.ts';

const { query } = forModule<'requests'>();

/** The desk's queues, in the order of its rail. */
export const QUEUES = ['to_accept', 'mine', 'unassigned', 'due_today', 'overdue', 'waiting', 'callback', 'to_rule', 'unread', 'supervised', 'open', 'all'] as const;
export type Queue = (typeof QUEUES)[number];

export const CaseListInput = v.object({
	queue: v.optional(v.picklist(QUEUES), 'open'),
	states: v.optional(v.array(v.picklist(STATES)), []),
	communityId: v.optional(v.nullable(id)),
	categoryCode: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40)))),
	type: v.optional(v.nullable(v.picklist(REQUEST_TYPES))),
	urgency: v.optional(v.nullable(v.picklist(URGENCIES))),
	/** `none`: nobody has it */
	ownerId: v.optional(v.nullable(v.union([id, v.literal('none')]))),
	/** words, a number, or a whole telephone number */
	text: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(100)))),
	createdFrom: v.optional(v.nullable(v.pipe(v.string(), v.isoDate()))),
	createdTo: v.optional(v.nullable(v.pipe(v.string(), v.isoDate()))),
	sort: v.optional(v.picklist(['change', 'created', 'due']), 'change'),
	cursor: cursorInput,
	limit: limitInput(200)
});
export type CaseListQuery = v.InferOutput<typeof CaseListInput>;

/** One line of a list. */
export interface CaseLine {
	id: string;
	number: string;
	version: number;
	type: RequestType;
	categoryCode: string | null;
	urgency: Urgency;
	channel: Channel;
	state: State;
	round: number;
	summary: string;
	place: string;
	communityId: string | null;
	ownerId: string | null;
	ownerName: string;
	providerName: string;
	reporterName: string;
	reporterPhone: string;
	confidential: boolean;
	photoCount: number;
	followerCount: number;
	chaseCount: number;
	unread: number;
	openPauses: number;
	openSendBack: boolean;
	openExtension: boolean;
	openParties: number;
	supervisedAt: Date | null;
	callbackDueAt: Date | null;
	nextClock: 'accept' | 'first_contact' | 'resolve' | null;
	nextDueAt: Date | null;
	rating: number | null;
	createdAt: Date;
	changedAt: Date;
}

const LINE = [
	'id',
	'number',
	'version',
	'type',
	'category_code as categoryCode',
	'urgency',
	'channel',
	'state',
	'round',
	'summary',
	'place_masked as place',
	'community_id as communityId',
	'owner_id as ownerId',
	'owner_name as ownerName',
	'provider_name as providerName',
	'reporter_name_masked as reporterName',
	'reporter_phone_masked as reporterPhone',
	'confidential',
	'photo_count as photoCount',
	'follower_count as followerCount',
	'chase_count as chaseCount',
	'unread_by_staff as unread',
	'open_pauses as openPauses',
	'open_send_back as openSendBack',
	'open_extension as openExtension',
	'open_parties as openParties',
	'supervised_at as supervisedAt',
	'callback_due_at as callbackDueAt',
	'next_clock as nextClock',
	'next_due_at as nextDueAt',
	'rating',
	'created_at as createdAt',
	'changed_at as changedAt'
] as const;

type RequestEb = ExpressionBuilder<Tables<'requests'>, 'requests.request'>;

/** What a queue holds. `endOfToday` is the end of the subdistrict's day. */
function inQueue(queue: Queue, me: string | null, now: Date, endOfToday: Date) {
	return (eb: RequestEb): Expression<SqlBool> => {
		const open = eb('state', 'in', [...OPEN_STATES]);
		switch (queue) {
			case 'to_accept':
				return eb('state', '=', 'submitted');
			case 'mine':
				return me ? eb.and([eb('owner_id', '=', me), open]) : eb.lit(false);
			case 'unassigned':
				return eb.and([eb('owner_id', 'is', null), open]);
			case 'due_today':
				return eb.and([eb('next_due_at', '>=', now), eb('next_due_at', '<', endOfToday)]);
			case 'overdue':
				return eb('next_due_at', '<', now);
			case 'waiting':
				return eb.and([eb('open_pauses', '>', 0), open]);
			case 'callback':
				return eb('callback_due_at', '<=', now);
			case 'to_rule':
				return eb.or([eb('open_send_back', '=', true), eb('open_extension', '=', true)]);
			case 'unread':
				return eb('unread_by_staff', '>', 0);
			case 'supervised':
				return eb.and([eb('supervised_at', 'is not', null), open]);
			case 'open':
				return open;
			case 'all':
				return eb.lit(true);
		}
	};
}

async function today(tx: ReadTx<'requests'>): Promise<{ now: Date; endOfToday: Date; zone: string }> {
	const now = tx.ctx.clock.now();
	const config = await configOf(tx);
	const zone = config.calendar.zone;
	return { now, zone, endOfToday: dayRange(dayOf(config, now), zone).end };
}

/** The cases that a filter asks for and the actor may see, as a query without columns, order and limit. */
export async function filtered(tx: ReadTx<'requests'>, input: Omit<CaseListQuery, 'sort' | 'cursor' | 'limit'>) {
	const { db, ctx } = tx;
	const { now, endOfToday, zone } = await today(tx);
	let list = db.selectFrom('requests.request').where('requests.request.subdistrict_id', '=', ctx.subdistrictId).where(visibleTo(ctx.actor)).where(inQueue(input.queue, ctx.actor.id, now, endOfToday));
	if (input.states.length) list = list.where('state', 'in', input.states);
	if (input.communityId) list = list.where('community_id', '=', input.communityId);
	if (input.categoryCode) list = list.where('category_code', '=', input.categoryCode);
	if (input.type) list = list.where('type', '=', input.type);
	if (input.urgency) list = list.where('urgency', '=', input.urgency);
	if (input.ownerId) list = input.ownerId === 'none' ? list.where('owner_id', 'is', null) : list.where('owner_id', '=', input.ownerId);
	if (input.createdFrom) list = list.where('created_at', '>=', dayRange(input.createdFrom, zone).start);
	if (input.createdTo) list = list.where('created_at', '<', dayRange(input.createdTo, zone).end);
	if (input.text) {
		const number = readNumber(input.text);
		const called = v.safeParse(phone, input.text);
		const words = toPairQuery(input.text);
		if (number) list = list.where('number', '=', number);
		else if (called.success) list = list.where('reporter_phone_hash', '=', lookupHash('phone', called.output));
		else if (words) list = list.where(sql<SqlBool>`id = ANY (ARRAY(SELECT requests.ids_by_words(${words}::tsquery)))`);
	}
	return list;
}

const SORTED_BY = { change: 'changed_at', created: 'created_at', due: 'next_due_at' } as const;

/** The page's cases in their order, without columns, and one more than asked for. */
async function inOrder(tx: ReadTx<'requests'>, input: CaseListQuery) {
	const cursor = readCursor(input.cursor);
	const column = SORTED_BY[input.sort];
	const [direction, beyond] = input.sort === 'due' ? (['asc', '>'] as const) : (['desc', '<'] as const);
	let list = (await filtered(tx, input)).orderBy(column, direction).orderBy('id', direction).limit(input.limit + 1);
	if (input.sort === 'due') list = list.where('next_due_at', 'is not', null);
	if (cursor) list = list.where((eb) => eb(eb.refTuple(column, 'id'), beyond, eb.tuple(cursor.at, cursor.id)));
	return list;
}

/** A page of cases. Staff see their area, heads and managers theirs with the confidential ones, tokens the rest. */
export const listCases = query({
	name: 'requests.list',
	access: permissions.read,
	input: CaseListInput,
	run: async (tx, input): Promise<Page<CaseLine>> => {
		const rows = (await (await inOrder(tx, input)).select(LINE).execute()) as unknown as CaseLine[];
		return pageOf(rows, input.limit, (row) => (input.sort === 'due' ? row.nextDueAt! : input.sort === 'created' ? row.createdAt : row.changedAt));
	}
});

/** What the desk's list says of a case in its one line. */
export type CaseEntry = Pick<CaseLine, 'id' | 'number' | 'summary' | 'place' | 'state' | 'nextClock' | 'nextDueAt' | 'openPauses' | 'unread'>;

/** The same page with no more of each case than its line shows: the list that is open on every desk all day. */
export const listEntries = query({
	name: 'requests.entries',
	access: permissions.read,
	input: CaseListInput,
	run: async (tx, input): Promise<Page<CaseEntry>> => {
		const list = (await inOrder(tx, input)).select([
			'id',
			'number',
			'summary',
			'place_masked as place',
			'state',
			'next_clock as nextClock',
			'next_due_at as nextDueAt',
			'open_pauses as openPauses',
			'unread_by_staff as unread',
			`${SORTED_BY[input.sort]} as at`
		]);
		const { items, next } = pageOf((await list.execute()) as unknown as (CaseEntry & { at: Date })[], input.limit, (row) => row.at);
		return { items, next };
	}
});

export type QueueCounts = Record<Exclude<Queue, 'all'>, number>;

/** How many stand in each queue, of those the actor may see. Loaded beside the list, never before it. */
export const queueCounts = query({
	name: 'requests.queueCounts',
	access: permissions.read,
	input: v.object({ communityId: v.optional(v.nullable(id)) }),
	run: async (tx, input): Promise<QueueCounts> => {
		const { db, ctx } = tx;
		const { now, endOfToday } = await today(tx);
		const base = () => {
			const from = db.selectFrom('requests.request').where('requests.request.subdistrict_id', '=', ctx.subdistrictId).where(visibleTo(ctx.actor));
			return input.communityId ? from.where('community_id', '=', input.communityId) : from;
		};
		// Everything but the call-backs lies within the open cases, which have an index of their own.
		const within = QUEUES.filter((queue): queue is Exclude<Queue, 'all' | 'callback' | 'unread'> => queue !== 'all' && queue !== 'callback' && queue !== 'unread');
		const open = await base()
			.where('state', 'in', [...OPEN_STATES])
			.select((eb) => within.map((queue) => eb.fn.countAll<number>().filterWhere(inQueue(queue, ctx.actor.id, now, endOfToday)(eb)).as(queue)))
			.executeTakeFirstOrThrow();
		const count = async (queue: 'callback' | 'unread') =>
			(
				await base()
					.where(inQueue(queue, ctx.actor.id, now, endOfToday))
					.select((eb) => eb.fn.countAll<number>().as('n'))
					.executeTakeFirstOrThrow()
			).n;
		return { ...(open as Record<(typeof within)[number], number>), callback: await count('callback'), unread: await count('unread') };
	}
});

/** The caller's open and past cases while they are still on the telephone, newest first. */
export const casesByPhone = query({
	name: 'requests.byPhone',
	access: permissions.read,
	input: v.object({ phone, limit: limitInput(50) }),
	run: async ({ db, ctx }, input): Promise<CaseLine[]> => {
		const hash = lookupHash('phone', input.phone);
		const rows = await db
			.selectFrom('requests.request')
			.select(LINE)
			.where('requests.request.subdistrict_id', '=', ctx.subdistrictId)
			.where(visibleTo(ctx.actor))
			.where('reporter_phone_hash', '=', hash)
			.orderBy('created_at', 'desc')
			.orderBy('id', 'desc')
			.limit(input.limit)
			.execute();
		return rows as unknown as CaseLine[];
	}
});

/** Open cases of people by their numbers' keyed hashes (a household's members), newest first; 30 at most. */
export const openCasesOfPhones = query({
	name: 'requests.openOfPhones',
	access: permissions.read,
	input: v.object({ phoneHashes: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(100)) }),
	run: async ({ db, ctx }, { phoneHashes }): Promise<(CaseLine & { phoneHash: string })[]> => {
		if (!phoneHashes.length) return [];
		const rows = await db
			.selectFrom('requests.request')
			.select([...LINE, 'reporter_phone_hash as phoneHash'])
			.where('requests.request.subdistrict_id', '=', ctx.subdistrictId)
			.where(visibleTo(ctx.actor))
			.where('reporter_phone_hash', 'in', phoneHashes)
			.where('state', 'in', [...OPEN_STATES])
			.orderBy('created_at', 'desc')
			.orderBy('id', 'desc')
			.limit(30)
			.execute();
		return rows as unknown as (CaseLine & { phoneHash: string })[];
	}
});

/** The case with this number, if there is one and the caller may see it. */
export const caseByNumber = query({
	name: 'requests.byNumber',
	access: permissions.read,
	input: v.object({ number: caseNumber }),
	run: async ({ db, ctx }, { number }) =>
		(await db.selectFrom('requests.request').select(['id', 'number', 'summary', 'state']).where('requests.request.subdistrict_id', '=', ctx.subdistrictId).where(visibleTo(ctx.actor)).where('number', '=', number).executeTakeFirst()) ?? null
});
