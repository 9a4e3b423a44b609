/** What the clock does by itself, every few minutes: ends waits whose time has come, takes back unanswered offers, tells of overdue cases, closes what nobody can be asked about. */
import type { Ctx } from '#platform/context.ts';
import { writeTx } from '#platform/db/tx.ts';
import { nobody } from '../case/actions.ts';
import { configOf, dayOf } from '../settings/config.ts';
import { UNANSWERED_OFFER_STATES } from '../case/case.model.ts';
import { endOffer } from '../offers/offer.usecases.ts';
import { NO_TIES } from '../requests.policy.ts';
import { factsOf, permit, step, type Held, type Tx } from '../case/case.store.ts';

/** Cases for each pass and kind; the next pass takes the rest, so that one long backlog holds nobody up. */
const BATCH = 200;

/** Whether there was something to do. */
type Sweep = (tx: Tx, held: Held) => Promise<boolean>;

/**
 * Finds the cases of one kind, then takes each in a transaction of its own: a case that somebody is working on just now is
 * skipped (its lock is held) and comes round again.
 */
async function sweepOne(ctx: Ctx, find: (tx: Tx) => Promise<string[]>, act: Sweep): Promise<number> {
	const ids = await writeTx<'requests', string[]>(ctx, find);
	let done = 0;
	for (const id of ids) {
		done += await writeTx<'requests', number>(ctx, async (tx) => {
			const row = await tx.db.selectFrom('requests.request').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().skipLocked().executeTakeFirst();
			if (!row) return 0;
			if (!(await act(tx, { row, ties: NO_TIES }))) return 0;
			tx.audit({ action: 'requests.sweep', subjectType: 'request', subjectId: id, communityId: row.community_id });
			return 1;
		});
	}
	return done;
}

const rule = nobody('rule', 'rule');
const UNANSWERED: string[] = [...UNANSWERED_OFFER_STATES];

async function endWaits(tx: Tx, held: Held): Promise<boolean> {
	const now = tx.ctx.clock.now();
	const ended = await tx.db
		.updateTable('requests.pause')
		.set((eb) => ({ to_at: eb.ref('until_at') }))
		.where('subdistrict_id', '=', tx.ctx.subdistrictId)
		.where('request_id', '=', held.row.id)
		.where('to_at', 'is', null)
		.where('until_at', '<=', now)
		.returning('id')
		.execute();
	if (!ended.length) return false;
	await permit(tx, held, 'resume');
	await step(tx, held, rule, 'resume', { open_pauses: held.row.open_pauses - ended.length }, { clocks: true });
	return true;
}

async function takeBackOffer(tx: Tx, held: Held): Promise<boolean> {
	if (!held.row.provider_id || !UNANSWERED.includes((await factsOf(tx, held.row)).liveOffer ?? '')) return false;
	await permit(tx, held, 'withdraw_offer');
	await endOffer(tx, held, 'withdrawn', 'unanswered');
	await step(tx, held, rule, 'withdraw_offer', { provider_id: null, provider_name: '' }, { to: held.row.owner_id ? 'dispatched' : 'accepted', public: false, detail: { unanswered: true } });
	return true;
}

async function tellOverdue(tx: Tx, held: Held): Promise<boolean> {
	const now = tx.ctx.clock.now();
	const { row } = held;
	if (row.overdue_told_at || !row.next_due_at || row.next_due_at >= now) return false;
	await step(tx, held, rule, 'overdue', {}, { to: row.state as never, detail: { clock: row.next_clock, due: row.next_due_at }, quiet: true });
	await tx.db.updateTable('requests.request').set({ overdue_told_at: now }).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', row.id).execute();
	await tx.emit('requests.overdue', { requestId: row.id, clock: row.next_clock ?? 'resolve', ownerId: row.owner_id, communityId: row.community_id });
	return true;
}

/** An anonymous teller can be asked nothing: the case is closed without an answer, and stays out of the rates. */
async function closeUnaskable(tx: Tx, held: Held): Promise<boolean> {
	const { row } = held;
	const config = await configOf(tx);
	const now = tx.ctx.clock.now();
	const days = config.rule('unaskable_close_days', dayOf(config, now));
	if (row.state !== 'served' || !row.served_at || row.reporter_phone_hash || row.reporter_user_id || row.follower_count > 0) return false;
	if (now.getTime() - row.served_at.getTime() < days * 86_400_000) return false;
	await permit(tx, held, 'close_unsolved');
	await step(tx, held, rule, 'close_unsolved', { close_reason: 'not_reached' }, { detail: { by: 'no_contact_rule' } });
	await tx.emit('requests.closed', { requestId: row.id, state: 'unsolved_closed' });
	return true;
}

/** One pass over a subdistrict. Safe to run twice: what has been done is not found again. */
export async function sweep(ctx: Ctx): Promise<{ resumed: number; offersBack: number; overdue: number; closed: number }> {
	const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);
	const sid = ctx.subdistrictId;
	return {
		resumed: await sweepOne(
			ctx,
			async ({ db }) =>
				ids(await db.selectFrom('requests.pause').select('request_id as id').distinct().where('subdistrict_id', '=', sid).where('to_at', 'is', null).where('until_at', '<=', ctx.clock.now()).limit(BATCH).execute()),
			endWaits
		),
		offersBack: await sweepOne(
			ctx,
			async ({ db }) =>
				ids(await db.selectFrom('requests.offer').select('request_id as id').where('subdistrict_id', '=', sid).where('state', 'in', UNANSWERED).where('answer_due_at', '<', ctx.clock.now()).limit(BATCH).execute()),
			takeBackOffer
		),
		overdue: await sweepOne(
			ctx,
			async ({ db }) =>
				ids(
					await db
						.selectFrom('requests.request')
						.select('id')
						.where('subdistrict_id', '=', sid)
						.where('next_due_at', '<', ctx.clock.now())
						.where('overdue_told_at', 'is', null)
						.orderBy('next_due_at')
						.limit(BATCH)
						.execute()
				),
			tellOverdue
		),
		closed: await sweepOne(
			ctx,
			async ({ db }) =>
				ids(
					await db
						.selectFrom('requests.request')
						.select('id')
						.where('subdistrict_id', '=', sid)
						.where('state', '=', 'served')
						.where('reporter_phone_hash', 'is', null)
						.where('reporter_user_id', 'is', null)
						.where('follower_count', '=', 0)
						.orderBy('served_at')
						.limit(BATCH)
						.execute()
				),
			closeUnaskable
		)
	};
}
