/** What becomes of places: given back, offered, accepted, declined. Whoever frees one hands it to the line in the same transaction. */
import { sameSecret } from '#platform/secrets.ts';
import { mayCall } from '#platform/access.ts';
import { myLinks } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { conflict } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchPlace } from '../activities.errors.ts';
import { permissions } from '../activities.permissions.ts';
import { mayKeep } from '../activities.policy.ts';
import { placeKey } from '../who.ts';
import { timeOf, type TimeOf } from './rules.store.ts';
import { holdOccurrence, liveMembers, moveMembers, moveTaken, offerFreed, type Held, type PartyMember, type Tx } from './seats.ts';
import { LIVE, mayCancel, type SignupState } from './signup.model.ts';
import { AnswerInput, CancelInput } from './signup.schemas.ts';
import { tellParty } from './signup.tell.ts';

const { useCase } = forModule<'activities'>();

/** Records of the register for which the caller's account speaks: its holder's own, and those of children and others. */
export type Links = Awaited<ReturnType<typeof myLinks>>;

const hasAccount = ({ actor }: Ctx): boolean => actor.kind === 'user' && isId(actor.id);

export const ownLinks = async (ctx: Ctx): Promise<Links> => (hasAccount(ctx) ? myLinks(ctx, {}) : []);

/** The person keys that an account speaks for. */
export const keysOf = (ctx: Ctx, links: Links): string[] => (hasAccount(ctx) ? [`u:${ctx.actor.id}`, ...links.map(({ personId }) => `p:${personId}`)] : []);

export const ownKeys = async (ctx: Ctx): Promise<string[]> => keysOf(ctx, await ownLinks(ctx));

export interface PartyHead {
	partyId: string;
	occurrenceId: string;
	/** as whom the caller comes: the party itself, or staff who keep the activity */
	as: 'party' | 'staff';
}

/** The party's occurrence, if the caller may see it. @throws platform.notFound (404) for strangers too */
export async function partyFor(tx: Pick<Tx, 'db' | 'ctx'>, { partyId, key }: { partyId: string; key: string | null }, keys: readonly string[]): Promise<PartyHead> {
	const { db, ctx } = tx;
	const rows = await db.selectFrom('activities.signup').select(['occurrence_id', 'who_key', 'signed_up_by', 'source']).where('subdistrict_id', '=', ctx.subdistrictId).where('party_id', '=', partyId).execute();
	const [first] = rows;
	if (!first) throw noSuchPlace();
	const head = { partyId, occurrenceId: first.occurrence_id };
	const sender = ctx.actor.kind === 'user' && first.source === 'site' && first.signed_up_by !== null && first.signed_up_by === ctx.actor.id;
	if ((key !== null && sameSecret(key, placeKey(partyId))) || sender || rows.some(({ who_key }) => keys.includes(who_key))) return { ...head, as: 'party' };
	if (mayCall(ctx.actor, permissions.serve) && mayKeep(ctx.actor, await timeOf(tx, head.occurrenceId))) return { ...head, as: 'staff' };
	throw noSuchPlace();
}

interface Change {
	head: PartyHead;
	held: Held;
	time: TimeOf;
	members: PartyMember[];
}

/** Holds the occurrence of a party that the caller may change. */
async function holdParty(tx: Tx, ref: { partyId: string; key: string | null }, keys: readonly string[]): Promise<Change> {
	const head = await partyFor(tx, ref, keys);
	const held = await holdOccurrence(tx, head.occurrenceId);
	return { head, held, time: await timeOf(tx, head.occurrenceId), members: await liveMembers(tx, ref.partyId) };
}

const subjectOf = (_input: unknown, { partyId, communityId, state }: { partyId: string; communityId: string | null; state: SignupState }) => ({ subjectType: 'signup', subjectId: partyId, communityId, detail: { state } });

/**
 * Gives places back, or leaves the line: for some of the party, or for all. Nobody is asked why. After the cut-off only staff do it,
 * by telephone or at the counter.
 * @throws platform.notFound (404); activities.cancelTooLate (409); activities.placeGone (409) when none of them is in any more;
 * platform.invalidInput (422) with `ids`: activities.nobodyToCancel
 */
export const cancelSignup = useCase({
	name: 'activities.cancelSignup',
	access: 'public',
	input: CancelInput,
	prepare: ownKeys,
	run: async (tx, { partyId, key, ids }, keys) => {
		const { head, held, time, members } = await holdParty(tx, { partyId, key }, keys);
		const going = members.filter(({ id }) => ids === 'all' || ids.includes(id));
		if (!going.length) throw conflict('activities.placeGone');
		const state = going[0]!.state;
		if (head.as === 'party' && !mayCancel(state, time, tx.ctx.clock.now())) throw conflict('activities.cancelTooLate', { minutes: time.cutoffMinutes });
		const moved = await moveMembers(tx, partyId, LIVE, 'cancelled', { ids: going.map(({ id }) => id), ...(state === 'offered' && { offeredUntil: null }) });
		if (state !== 'waiting') await moveTaken(tx, held, -moved);
		if (head.as === 'staff') await tellParty(tx, partyId, 'cancelled');
		await offerFreed(tx, held);
		return { partyId, communityId: time.communityId, state: 'cancelled' as SignupState, left: members.length - moved };
	},
	subject: subjectOf
});

/**
 * Takes an offered place, or lets it go to the next without losing face: no reason is asked and nothing is held against anybody.
 * @throws platform.notFound (404); activities.offerGone (409) when it lapsed or was answered already
 */
export const answerOffer = useCase({
	name: 'activities.answerOffer',
	access: 'public',
	input: AnswerInput,
	prepare: ownKeys,
	run: async (tx, { partyId, key, accept }, keys) => {
		const { held, time, members } = await holdParty(tx, { partyId, key }, keys);
		const offered = members.filter(({ state }) => state === 'offered');
		const until = offered[0]?.offeredUntil;
		const state: SignupState = accept ? 'taken' : 'declined';
		// A second tap on the same answer is the same answer.
		if (!offered.length && accept && members.some((member) => member.state === 'taken')) return { partyId, communityId: time.communityId, state };
		if (!offered.length || (accept && until !== undefined && until !== null && until <= tx.ctx.clock.now())) throw conflict('activities.offerGone');
		const moved = await moveMembers(tx, partyId, ['offered'], state);
		if (!accept) {
			await moveTaken(tx, held, -moved);
			await offerFreed(tx, held);
		}
		return { partyId, communityId: time.communityId, state };
	},
	subject: subjectOf
});
