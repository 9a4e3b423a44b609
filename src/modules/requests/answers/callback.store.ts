/** Call-backs (回访): one for the reporter and one for every other person behind the case, each asked for themselves. */
import { newId } from '#platform/ids.ts';
import { configOf, dayOf } from '../settings/config.ts';
import type { CaseRow } from '../requests.policy.ts';
import type { Tx } from '../case/case.store.ts';

/**
 * Makes the call-backs of a served round: to everybody behind the case who can be reached. They fall due some days later,
 * which leaves the residents time to tap for themselves; an answer makes theirs needless.
 */
export async function scheduleCallbacks(tx: Tx, row: CaseRow): Promise<{ dueAt: Date | null; ids: string[] }> {
	const { db, ctx } = tx;
	const config = await configOf(tx);
	const now = ctx.clock.now();
	const dueAt = new Date(now.getTime() + config.rule('callback_after_days', dayOf(config, now)) * 86_400_000);
	const followers = row.follower_count
		? await db
				.selectFrom('requests.follower')
				.select('id')
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('request_id', '=', row.id)
				.where('ended_at', 'is', null)
				.where('kind', '!=', 'proxy')
				.where((eb) => eb.or([eb('phone_hash', 'is not', null), eb('user_id', 'is not', null)]))
				.execute()
		: [];
	const reachable = row.reporter_phone_hash !== null || row.reporter_user_id !== null;
	const people: (string | null)[] = [...(reachable ? [null] : []), ...followers.map(({ id }) => id)];
	if (!people.length) return { dueAt: null, ids: [] };
	const made = await db
		.insertInto('requests.callback')
		.values(people.map((follower) => ({ subdistrict_id: ctx.subdistrictId, id: newId(), request_id: row.id, round: row.round, follower_id: follower, community_id: row.community_id, due_at: dueAt })))
		.onConflict((oc) => oc.doNothing())
		.returning('id')
		.execute();
	return { dueAt, ids: made.map(({ id }) => id) };
}

/** The earliest call-back of a case that is still to be made; what the case's row shows. */
export async function nextCallback({ db, ctx }: Tx, requestId: string): Promise<Date | null> {
	const next = await db
		.selectFrom('requests.callback')
		.select('due_at')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', requestId)
		.where('done_at', 'is', null)
		.orderBy('due_at')
		.executeTakeFirst();
	return next?.due_at ?? null;
}

/** The person has answered for themselves: their call is no longer needed. */
export async function dropCallback({ db, ctx }: Tx, requestId: string, round: number, followerId: string | null): Promise<void> {
	await db
		.updateTable('requests.callback')
		.set({ outcome: 'not_needed', done_at: ctx.clock.now() })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', requestId)
		.where('round', '=', round)
		.where('follower_id', followerId === null ? 'is' : '=', followerId)
		.where('done_at', 'is', null)
		.execute();
}

/** A case that is worked on again needs no calls about the round before. */
export async function dropCallbacks({ db, ctx }: Tx, requestId: string): Promise<void> {
	await db
		.updateTable('requests.callback')
		.set({ outcome: 'not_needed', done_at: ctx.clock.now() })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', requestId)
		.where('done_at', 'is', null)
		.execute();
}
