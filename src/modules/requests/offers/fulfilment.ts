/**
 * The way back from whatever serves a need (a volunteer task, a course place, a meal): another module says in its own
 * transaction that the offer is taken on, refused or served. It was offered through `requests.offered`.
 */
import { systemActor } from '#platform/context.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { decide, nobody } from '../case/actions.ts';
import { markServed } from '../handling/handling.usecases.ts';
import { acceptOffer, declineOffer } from './offer.usecases.ts';
import { factsOf, holdCase, type Tx } from '../case/case.store.ts';

export interface ProviderAnswer {
	requestId: string;
	/** who was offered the case; somebody else's answer is passed over */
	organizationId: string;
	answer: 'provider_accept' | 'provider_decline' | 'serve';
	/** in the history of the case: how it was served, why not */
	note: string;
}

/**
 * Takes a provider's answer as if its contact had tapped it.
 * @param by the module that serves, as it stands in the history
 * @returns false where the case no longer waits for this answer: it was taken back, answered already, or closed
 */
export async function answerAsProvider(tx: WriteTx<string>, by: string, { requestId, organizationId, answer, note }: ProviderAnswer): Promise<boolean> {
	const own = { ...tx, ctx: { ...tx.ctx, actor: systemActor(by) } } as unknown as Tx;
	const held = await holdCase(own, { id: requestId });
	if (held.row.provider_id !== organizationId) return false;
	const actor = { ...nobody(by, 'provider'), holdsOffer: true };
	if (!decide(answer, await factsOf(own, held.row), actor, tx.ctx.clock.now()).allowed) return false;
	if (answer === 'provider_accept') await acceptOffer(own, held, actor, note);
	else if (answer === 'provider_decline') await declineOffer(own, held, actor, note);
	else await markServed(own, held, actor, { note, attachments: [] });
	return true;
}
