import { personCards, type PersonCard } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { dateIn } from '#platform/dates/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { readCursor, type Page } from '#platform/keyset.ts';
import { encodeCursor } from '#platform/cursor.ts';
import { isId } from '#platform/ids.ts';
import { unseal } from '#platform/secrets.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { sql } from 'kysely';
import * as v from 'valibot';
import { permissions } from '../care.permissions.ts';
import { careScope, mayLookAfter, maySee } from '../care.policy.ts';
import { NOTE_PURPOSE } from '../care.seal.ts';
import { dueState, type DueState } from './plan.model.ts';
import { PLAN_QUEUES, PlanListInput } from './plan.schemas.ts';

const { query } = forModule<'care'>();
export type PlanQueue = (typeof PLAN_QUEUES)[number];

export interface PlanLine {
	id: string;
	personId: string;
	communityId: string;
	/** codes of rules, the weightiest first */
	reasons: string[];
	/** why staff put them there, in words; empty: a rule did */
	byHand: string;
	workerId: string | null;
	workerName: string;
	visitDays: number;
	lastOn: string | null;
	nextOn: string | null;
	pausedUntil: string | null;
	due: DueState;
	version: number;
	person: PersonCard | null;
}

const COLUMNS = [
	'id', 'person_id as personId', 'community_id as communityId', 'reasons', 'by_hand as byHand', 'worker_id as workerId', 'worker_name as workerName', 'visit_days as visitDays',
	'last_on as lastOn', 'next_on as nextOn', 'paused_until as pausedUntil', 'version'
] as const;

const open = ({ db, ctx }: ReadTx<'care'>) => {
	const scope = careScope(ctx.actor);
	const rows = db.selectFrom('care.plan').where('subdistrict_id', '=', ctx.subdistrictId).where('until_on', 'is', null);
	return scope === 'all' ? rows : rows.where('community_id', '=', sql<string>`any(${scope}::uuid[])`);
};

/** What each queue asks for, as a condition. */
function inQueue(queue: PlanQueue, ctx: Ctx, today: string) {
	const running = sql<boolean>`(paused_until IS NULL OR paused_until <= ${today})`;
	switch (queue) {
		case 'mine':
			return sql<boolean>`worker_id = ${isId(ctx.actor.id) ? ctx.actor.id : null}`;
		case 'due':
			return sql<boolean>`(next_on <= ${today} AND ${running})`;
		case 'overdue':
			return sql<boolean>`(next_on < ${today} AND ${running})`;
		case 'unassigned':
			return sql<boolean>`worker_id IS NULL`;
		case 'paused':
			return sql<boolean>`paused_until > ${today}`;
		case 'ending':
			return sql<boolean>`(reasons = '{}' AND by_hand = '')`;
		default:
			return sql<boolean>`true`;
	}
}

const planRows = query({
	name: 'care.plans',
	access: permissions.read,
	input: PlanListInput,
	prepare: async (ctx) => dateIn(ctx.clock.now(), await zoneOf(ctx)),
	run: async (tx, { queue, communityId, workerId, reason, cursor, limit }, today): Promise<Page<Omit<PlanLine, 'person'>>> => {
		const after = readCursor(cursor);
		let rows = open(tx).select(COLUMNS).where(inQueue(queue, tx.ctx, today));
		if (communityId) rows = rows.where('community_id', '=', communityId);
		if (workerId) rows = rows.where('worker_id', '=', workerId);
		if (reason) rows = rows.where(sql<boolean>`${reason} = any(reasons)`);
		// Who is due first stands first. An open plan always has its day.
		if (after) rows = rows.where(sql<boolean>`(next_on, id) > (${after.at.toISOString().slice(0, 10)}::date, ${after.id}::uuid)`);
		const found = (await rows.orderBy('next_on').orderBy('id').limit(limit + 1).execute()).map((row) => ({ ...row, due: dueState(row, today) }));
		const items = found.slice(0, limit);
		const last = items.at(-1);
		return { items, next: found.length > limit && last ? encodeCursor({ at: new Date(`${last.nextOn}T00:00:00Z`), id: last.id }) : null };
	}
});

/** The care list (重点人群) of the caller's area, who is due first on top, each with the reasons. */
export async function careList(ctx: Ctx, input: Parameters<typeof planRows>[1]): Promise<Page<PlanLine>> {
	const { items, next } = await planRows(ctx, input);
	const cards = await personCards(ctx, { ids: items.map(({ personId }) => personId) });
	return { items: items.map((line) => ({ ...line, person: cards.get(line.personId) ?? null })), next };
}

/** How many stand in each queue of the caller's area, and under each reason. */
export const careCounts = query({
	name: 'care.counts',
	access: permissions.read,
	input: v.object({ communityId: v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null) }),
	prepare: async (ctx) => dateIn(ctx.clock.now(), await zoneOf(ctx)),
	run: async (tx, { communityId }, today): Promise<{ queues: Record<PlanQueue, number>; reasons: { code: string; count: number }[] }> => {
		const within = () => (communityId ? open(tx).where('community_id', '=', communityId) : open(tx));
		const counts = await within()
			.select(PLAN_QUEUES.map((queue) => sql<number>`(count(*) FILTER (WHERE ${inQueue(queue, tx.ctx, today)}))::int`.as(queue)))
			.executeTakeFirstOrThrow();
		const reasons = await within()
			.select([sql<string>`unnest(reasons)`.as('code'), sql<number>`count(*)::int`.as('count')])
			.groupBy('code')
			.orderBy('count', 'desc')
			.execute();
		return { queues: counts as Record<PlanQueue, number>, reasons };
	}
});

export interface PersonCare extends Omit<PlanLine, 'person'> {
	goal: string;
	rhythmByHand: boolean;
	pauseReason: string;
	fromOn: string;
	untilOn: string | null;
	endReason: string | null;
	mayChange: boolean;
}

/** A person's plans, the open one first, then the newest; empty where the caller may not see. */
export const plansOf = query({
	name: 'care.plansOf',
	access: permissions.read,
	input: v.object({ personId: v.pipe(v.string(), v.uuid()) }),
	prepare: async (ctx) => dateIn(ctx.clock.now(), await zoneOf(ctx)),
	run: async ({ db, ctx }, { personId }, today): Promise<PersonCare[]> => {
		const rows = await db
			.selectFrom('care.plan')
			.select([...COLUMNS, 'goal_sealed', 'rhythm_by_hand as rhythmByHand', 'pause_reason as pauseReason', 'from_on as fromOn', 'until_on as untilOn', 'end_reason as endReason'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('person_id', '=', personId)
			.orderBy(sql`until_on IS NOT NULL`)
			.orderBy('from_on', 'desc')
			.execute();
		return rows
			.filter((row) => maySee(ctx.actor, row.communityId))
			.map(({ goal_sealed, pauseReason, ...row }) => ({ ...row, pauseReason: pauseReason ?? '', goal: goal_sealed && mayLookAfter(ctx.actor, row.communityId) ? unseal(goal_sealed, NOTE_PURPOSE) : '', due: dueState(row, today), mayChange: mayLookAfter(ctx.actor, row.communityId) }));
	}
});
