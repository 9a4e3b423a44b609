/** What the proposer makes of a need, remembered for a minute: who sends a need has just seen what is proposed for it. */
import type { Ctx } from '#platform/context.ts';
import type { Category } from '../settings/categories.ts';
import type { RequestType } from '../case/case.model.ts';
import { port, type NeedQuestion, type Proposal } from '../requests.ports.ts';

const KEEP_MS = 60_000;
const AT_MOST = 500;
const kept = new Map<string, { at: number; proposal: Promise<Proposal> }>();

/** Asks the proposer, or gives what it said to the same words within a minute. A time that has gone meanwhile is refused at booking. */
export function proposalFor(ctx: Ctx, need: NeedQuestion): Promise<Proposal> {
	const key = JSON.stringify([ctx.subdistrictId, ctx.locale, need.text, need.communityId, need.limit, need.answers]);
	const now = Date.now();
	const known = kept.get(key);
	if (known && now - known.at < KEEP_MS) return known.proposal;
	if (kept.size >= AT_MOST) for (const [old] of [...kept].slice(0, AT_MOST / 2)) kept.delete(old);
	const entry = { at: now, proposal: port('proposer').propose(ctx, need) };
	kept.delete(key);
	kept.set(key, entry);
	entry.proposal.catch(() => kept.delete(key));
	return entry.proposal;
}

export const forgetProposals = (): void => kept.clear();

const BY_WORDS: readonly RequestType[] = ['praise', 'suggestion', 'consult'];

/** What is praised, suggested or asked shows in the words; whether a trouble is a complaint or a call for help, the category knows better. */
export const kindOf = (proposal: Pick<Proposal, 'type'> | null, category: Pick<Category, 'type'> | null): RequestType | null =>
	proposal?.type && (!category || BY_WORDS.includes(proposal.type)) ? proposal.type : (category?.type ?? null);
