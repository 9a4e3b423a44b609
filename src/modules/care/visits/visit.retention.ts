/** What the way of a visit from the phone leaves behind goes when nobody needs it: tickets, decided envelopes, keys that opened them. */
import { forModule } from '#platform/usecase.ts';
import { sql } from 'kysely';
import * as v from 'valibot';

const { useCase } = forModule<'care'>();
const DAY_MS = 86_400_000;

/** An envelope of a ticket that ran out still finds its author for so long, and then waits for the head. */
const TICKET_AFTER_DAYS = 90;
/** What a head took stands as a visit; what they refused can be asked about for so long. */
const DECIDED_DAYS = 90;

/**
 * Removes tickets that ran out long ago, and the sealed content of envelopes that were decided long ago; that one came, from whom and
 * what was decided stays in the audit log. Envelopes that wait for a word are never removed.
 */
export const sweepVisits = useCase({
	name: 'care.sweepVisits',
	access: { key: 'care.sweepVisits', roles: [] },
	input: v.object({}),
	run: async ({ db, ctx }) => {
		const before = (days: number) => new Date(ctx.clock.now().getTime() - days * DAY_MS);
		const tickets = await db.deleteFrom('care.visit_ticket').where('subdistrict_id', '=', ctx.subdistrictId).where('expires_at', '<', before(TICKET_AFTER_DAYS)).executeTakeFirst();
		const envelopes = await db.deleteFrom('care.visit_envelope').where('subdistrict_id', '=', ctx.subdistrictId).where(sql<boolean>`decision IS NOT NULL AND decided_at < ${before(DECIDED_DAYS)}`).executeTakeFirst();
		return { tickets: Number(tickets.numDeletedRows), envelopes: Number(envelopes.numDeletedRows) };
	},
	subject: (_input, { tickets, envelopes }) => ({ detail: { tickets, envelopes } })
});
