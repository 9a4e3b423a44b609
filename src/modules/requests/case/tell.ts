/** Who is told of a step, and in which words: the reporter of nearly everything, followers of what decides the matter, nobody of what they did themselves. */
import type { ActorFacts } from './actions.ts';
import type { CaseRow } from '../requests.policy.ts';
import { port } from '../requests.ports.ts';
import { caseKey } from './key.ts';
import type { EventAction, Tx } from './case.store.ts';

interface Telling {
	/** of `messages/told.*` */
	what: string;
	followers?: true;
}

const TELLS: Partial<Record<EventAction | 'submit', Telling>> = {
	submit: { what: 'told.submitted' },
	accept: { what: 'told.accepted' },
	decline: { what: 'told.declined' },
	assign: { what: 'told.assigned' },
	claim: { what: 'told.assigned' },
	transfer: { what: 'told.transferred' },
	offer: { what: 'told.offered' },
	accept_slot: { what: 'told.booked' },
	propose_time: { what: 'told.time_proposed' },
	message: { what: 'told.message' },
	serve: { what: 'told.served', followers: true },
	confirm: { what: 'told.solved', followers: true },
	deny: { what: 'told.reopened', followers: true },
	reopen: { what: 'told.reopened', followers: true },
	close_unsolved: { what: 'told.closed', followers: true },
	merge: { what: 'told.merged' },
	undo: { what: 'told.other' }
};

/** Tells in the transaction of the step: what is rolled back has been told to nobody. */
export async function tell(tx: Tx, row: CaseRow, actor: ActorFacts, action: EventAction | 'submit', params: Record<string, string> = {}): Promise<void> {
	const telling = TELLS[action];
	if (!telling) return;
	const { db, ctx } = tx;
	const notice = { requestId: row.id, number: row.number, what: telling.what, params: { worker: row.owner_name, provider: row.provider_name, ...params }, locale: row.locale as 'zh' | 'en' };
	const byReporter = actor.kind === 'resident' && actor.isReporter;
	if (!byReporter && (row.reporter_phone_sealed || row.reporter_user_id)) {
		await port('notifier').tell(tx, { ...notice, userId: row.reporter_user_id, phoneSealed: row.reporter_phone_sealed, key: caseKey(row.id) });
	}
	if (!telling.followers || row.follower_count === 0) return;
	const followers = await db
		.selectFrom('requests.follower')
		.select(['id', 'user_id', 'phone_sealed'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', row.id)
		.where('ended_at', 'is', null)
		.execute();
	for (const one of followers) await port('notifier').tell(tx, { ...notice, userId: one.user_id, phoneSealed: one.phone_sealed, key: caseKey(one.id) });
}
