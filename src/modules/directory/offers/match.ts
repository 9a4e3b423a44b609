import * as v from 'valibot';
import type { Ctx } from '#platform/context.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { forModule } from '#platform/usecase.ts';
import { groupCodes } from '../directory.model.ts';
import { id as Id, whole } from '../directory.schemas.ts';
import { matchServices, proposeTriage, type Match, type Proposal } from '../matching/index.ts';
import { memoryOf, type Memory } from './memory.ts';

const { query } = forModule<'directory'>();

/** What is known of the person who needs something; all of it optional. */
export const PersonInput = v.object({
	age: v.optional(whole(0, 150)),
	groups: v.optional(v.array(v.picklist(groupCodes)), []),
	communityId: v.optional(v.nullable(Id)),
	location: v.optional(v.nullable(v.object({ lon: v.number(), lat: v.number() })))
});

/** A service that could serve a need, with what is needed to offer it. */
export interface Offer extends Match {
	organizationId: string;
	slot: { id: string; startsAt: Date; endsAt: Date } | null;
}

/** What a need is and who could meet it. */
export interface NeedProposal {
	triage: Proposal;
	/** false: nobody in the directory meets it well; count it as unmet */
	confident: boolean;
	offers: Offer[];
}

/** Services for a need in a resident's words, best first, each with its reasons in the caller's language. */
export const matchNeed = query({
	name: 'directory.match',
	access: 'public',
	input: v.object({ text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000)), person: v.optional(PersonInput, {}), limit: v.optional(whole(1, 20), 3) }),
	run: async (tx, { text, person, limit }): Promise<Offer[]> => {
		return offersOf(tx, await memoryOf(tx), text, person, limit);
	}
});

/** Terms, category, type and urgency of a need, and the first offers. */
export const proposeNeed = query({
	name: 'directory.propose',
	access: 'public',
	input: v.object({ text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4000)), person: v.optional(PersonInput, {}), limit: v.optional(whole(1, 20), 3) }),
	run: async (tx, { text, person, limit }): Promise<NeedProposal> => {
		const memory = await memoryOf(tx);
		const offers = offersOf(tx, memory, text, person, limit);
		return { triage: proposeTriage(text, memory.taxonomy), confident: offers.some(({ confident }) => confident), offers };
	}
});

type Person = v.InferOutput<typeof PersonInput>;

const offersOf = ({ ctx }: ReadTx<'directory'>, memory: Memory, text: string, person: Person, limit: number): Offer[] =>
	matchServices(text, personOf(person), ctx.clock.now(), memory.corpus, { limit, locale: ctx.locale }).flatMap((match) => {
		const service = memory.services.get(match.serviceId);
		return service ? [{ ...match, organizationId: service.organizationId, slot: memory.slots.get(match.serviceId) ?? null }] : [];
	});

const personOf = ({ age, groups = [], communityId, location }: Person) => ({
	...(age !== undefined && { age }),
	groups,
	...(communityId && { communityId }),
	...(location && { location })
});

const warm = query({
	name: 'directory.warm',
	access: { key: 'directory.warm', roles: [] },
	input: v.object({}),
	run: async (tx) => void (await memoryOf(tx))
});

/** Loads a subdistrict's memory before somebody's first question has to wait for it (about 1 ms for each entry). */
export const warmMatching = (ctx: Ctx): Promise<void> => warm(ctx, {});
