/** What the resident says came of it, by tap, phone or paper, and what follows: solved, opened again, closed without a solution, rated, withdrawn. */
import { invalid } from '#platform/errors.ts';
import { dropCallback, dropCallbacks, nextCallback } from './callback.store.ts';
import { configOf, dayOf } from '../settings/config.ts';
import { refused } from '../requests.errors.ts';
import { endPauses } from '../handling/handling.usecases.ts';
import { insertAttachments } from '../case/attachments.ts';
import type { ConfirmWay } from '../case/case.model.ts';
import { endOffer } from '../offers/offer.usecases.ts';
import { permissions } from '../requests.permissions.ts';
import type { ActorFacts } from '../case/actions.ts';
import { CallbackInput, CloseUnsolvedInput, ConfirmInput, DenyInput, RateInput, ReopenInput, WithdrawInput } from '../case/case.schemas.ts';
import { caseUseCase } from '../case/step.ts';
import { openRound, step, type CasePatch, type Held, type Tx } from '../case/case.store.ts';

/**
 * By what way an answer may be given: a resident taps; staff bring paper (a signed slip, scanned) or have the person
 * before them at the counter, and never at a case that they served themselves. Phone answers are call-backs.
 */
function checkWay(way: ConfirmWay, actor: ActorFacts, held: Held, tx: Tx, files: number): ConfirmWay {
	if (actor.kind === 'resident') return 'tap';
	if (way === 'tap' || way === 'callback') throw refused('resident_decides');
	if (way === 'paper' && files === 0) throw invalid([{ path: 'attachments', code: 'requests.paperMissing' }]);
	if (way === 'counter' && held.row.served_by !== null && held.row.served_by === tx.ctx.actor.id) throw refused('own_work');
	return way;
}

/** "It is solved": the only door into `solved`. */
async function solve(tx: Tx, held: Held, actor: ActorFacts, way: ConfirmWay, rating: number | null, note: string): Promise<void> {
	const { row } = held;
	const now = tx.ctx.clock.now();
	// A case that solved itself while staff were at it ends their waits and offers as well.
	const paused = row.open_pauses ? await endPauses(tx, row.id) : [];
	if (row.provider_id) await endOffer(tx, held, 'served');
	await dropCallback(tx, row.id, row.round, null);
	await step(
		tx,
		held,
		actor,
		'confirm',
		{
			answer: 'solved',
			answer_way: way,
			answered_at: now,
			last_callback: null,
			rating: rating ?? row.rating,
			served_at: row.served_at ?? now,
			accepted_at: row.accepted_at ?? now,
			close_reason: null,
			open_pauses: 0,
			callback_due_at: await nextCallback(tx, row.id)
		},
		{ clocks: paused.length > 0, note, detail: { way, rating } }
	);
	await tx.emit('requests.solved', { requestId: row.id, terms: row.terms, communityId: row.community_id });
	await tx.emit('requests.closed', { requestId: row.id, state: 'solved' });
}

/** "It is not": the round is kept as it was, the next one begins with the first owner (首接负责). */
async function again(tx: Tx, held: Held, actor: ActorFacts, action: 'deny' | 'reopen', way: ConfirmWay, note: string): Promise<void> {
	const { row } = held;
	if (row.provider_id) await endOffer(tx, held, 'served');
	await dropCallbacks(tx, row.id);
	const round = await openRound(tx, held, action === 'deny' ? way : null);
	const owner: CasePatch = row.first_owner_id ? { owner_id: row.first_owner_id, owner_name: row.first_owner_name } : {};
	await step(tx, held, actor, action, { ...round, ...owner, provider_id: null, provider_name: '' }, { to: row.first_owner_id ? 'dispatched' : 'accepted', note, detail: { way, round: row.round + 1 } });
	await tx.emit('requests.reopened', { requestId: row.id, round: held.row.round });
}

/** The resident (or a named proxy) says that it is solved; staff bring the answer on paper or from the counter. */
export const confirm = caseUseCase({
	name: 'requests.confirm',
	access: 'public',
	action: 'confirm',
	input: ConfirmInput,
	run: async (tx, held, actor, input) => {
		const way = checkWay(input.way, actor, held, tx, input.attachments.length);
		await insertAttachments(tx, held.row.id, input.attachments, actor.kind === 'staff' ? 'staff' : 'resident');
		await solve(tx, held, actor, way, input.rating ?? null, input.note);
	},
	detail: ({ way }) => ({ way })
});

/** The resident says that it is not solved. It opens again, with its first owner. */
export const deny = caseUseCase({
	name: 'requests.deny',
	access: 'public',
	action: 'deny',
	input: DenyInput,
	run: async (tx, held, actor, input) => {
		const way = checkWay(input.way, actor, held, tx, input.attachments.length);
		await insertAttachments(tx, held.row.id, input.attachments, actor.kind === 'staff' ? 'staff' : 'resident');
		await again(tx, held, actor, 'deny', way, input.note);
	},
	detail: ({ way }) => ({ way })
});

/** "It is back": opens a closed case again within the days that the subdistrict's rule gives. */
export const reopen = caseUseCase({
	name: 'requests.reopen',
	access: 'public',
	action: 'reopen',
	input: ReopenInput,
	run: async (tx, held, actor, input) => again(tx, held, actor, 'reopen', actor.kind === 'resident' ? 'tap' : 'callback', input.note)
});

/**
 * Notes what came of a call. The reporter's answer decides the case; a follower's is theirs alone, except that a "no" of
 * anybody opens it again. Not reached is no answer: after so many attempts, so far apart, the case may be closed as not
 * reached, and stays out of both rates.
 */
export const recordCallback = caseUseCase({
	name: 'requests.recordCallback',
	access: permissions.handle,
	action: 'callback',
	input: CallbackInput,
	run: async (tx, held, actor, input) => {
		const { db, ctx } = tx;
		const { row } = held;
		const now = ctx.clock.now();
		const config = await configOf(tx);
		const call = await db
			.selectFrom('requests.callback')
			.selectAll()
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.where('id', '=', input.callbackId)
			.where('done_at', 'is', null)
			.executeTakeFirst();
		if (!call) throw refused('no_callback');
		const day = dayOf(config, now);
		const attempts = call.attempts + 1;
		const given = input.outcome !== 'not_reached';
		const lastTry = !given && attempts >= config.rule('callback_attempts', day);
		await db
			.updateTable('requests.callback')
			.set({
				attempts,
				last_attempt_at: now,
				note: input.note,
				...(given || lastTry
					? { outcome: input.outcome, done_at: now, done_by: ctx.actor.id, done_by_name: ctx.actor.name }
					: { due_at: new Date(now.getTime() + config.rule('callback_gap_days', day) * 86_400_000) })
			})
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', call.id)
			.execute();
		const dueAt = await nextCallback(tx, row.id);
		const detail = { outcome: input.outcome, attempts, follower: call.follower_id !== null };
		const reporter = call.follower_id === null;
		const heard: CasePatch = {
			callback_due_at: dueAt,
			...(reporter && !given ? { last_callback: 'not_reached' } : reporter && input.outcome === 'refused' ? { last_callback: 'refused' } : {}),
			...(given && !row.contacted_at ? { contacted_at: now } : {})
		};
		await step(tx, held, actor, 'callback', heard, { note: input.note, detail });
		if (input.outcome === 'not_solved') return again(tx, held, actor, row.state === 'served' ? 'deny' : 'reopen', 'callback', input.note);
		if (input.outcome === 'solved' && reporter && held.row.state === 'served') return solve(tx, held, actor, 'callback', input.rating ?? null, input.note);
		if (reporter && held.row.state === 'served' && (lastTry || input.outcome === 'refused')) {
			await step(tx, held, actor, 'close_unsolved', { close_reason: 'not_reached' }, { detail: { by: 'callback_rule', attempts } });
			await tx.emit('requests.closed', { requestId: row.id, state: 'unsolved_closed' });
		}
	},
	detail: ({ outcome }) => ({ outcome })
});

/** Closes without a solution, with the reason. `resident_ended` needs the resident's word, so it comes by paper, counter or call. */
export const closeUnsolved = caseUseCase({
	name: 'requests.closeUnsolved',
	access: permissions.supervise,
	action: 'close_unsolved',
	input: CloseUnsolvedInput,
	run: async (tx, held, actor, input) => {
		const { row } = held;
		const paused = row.open_pauses ? await endPauses(tx, row.id) : [];
		if (row.provider_id) await endOffer(tx, held, 'withdrawn', '');
		await step(
			tx,
			held,
			actor,
			'close_unsolved',
			{ close_reason: input.reason, open_pauses: 0, provider_id: null, provider_name: '' },
			{ clocks: paused.length > 0, note: input.note, detail: { reason: input.reason } }
		);
		await tx.emit('requests.closed', { requestId: row.id, state: 'unsolved_closed' });
	},
	detail: ({ reason }) => ({ reason })
});

/** The resident's stars, once for each round. */
export const rate = caseUseCase({
	name: 'requests.rate',
	access: 'public',
	action: 'rate',
	input: RateInput,
	run: async (tx, held, actor, input) => {
		if (actor.kind === 'staff') throw refused('resident_decides');
		await step(tx, held, actor, 'rate', { rating: input.rating }, { note: input.note, detail: { rating: input.rating }, clocks: false });
		await tx.db
			.updateTable('requests.round')
			.set({ rating: input.rating })
			.where('subdistrict_id', '=', tx.ctx.subdistrictId)
			.where('request_id', '=', held.row.id)
			.where('round', '=', held.row.round)
			.execute();
	}
});

/** The resident takes the need back. */
export const withdraw = caseUseCase({
	name: 'requests.withdraw',
	access: 'public',
	action: 'withdraw',
	input: WithdrawInput,
	run: async (tx, held, actor, input) => {
		const { row } = held;
		if (row.open_pauses) await endPauses(tx, row.id);
		if (row.provider_id) await endOffer(tx, held, 'withdrawn', '');
		await step(tx, held, actor, 'withdraw', { open_pauses: 0, provider_id: null, provider_name: '' }, { note: input.note });
		await tx.emit('requests.closed', { requestId: row.id, state: 'withdrawn' });
	}
});

