/** Offers that nobody answered in time go to the next in line. */
import { sql } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import { holdOccurrence, moveMembers, moveTaken, offerFreed } from './seats.ts';
import { tellParty } from './signup.tell.ts';

/** Each occurrence in a transaction of its own: one that fails does not hold the others. @returns how many parties lapsed */
export async function lapseOffers(ctx: Ctx): Promise<number> {
	const now = ctx.clock.now();
	const due = await readTx<'activities', { occurrence_id: string }[]>(ctx, ({ db }) =>
		db.selectFrom('activities.signup').select('occurrence_id').distinct().where('subdistrict_id', '=', ctx.subdistrictId).where('state', '=', 'offered').where('offered_until', '<=', now).limit(500).execute()
	);
	let lapsed = 0;
	for (const { occurrence_id } of due)
		await writeTx<'activities', void>(ctx, async (tx) => {
			const held = await holdOccurrence(tx, occurrence_id);
			const { rows } = await sql<{ partyId: string }>`SELECT DISTINCT party_id AS "partyId" FROM activities.signup WHERE subdistrict_id = ${ctx.subdistrictId} AND occurrence_id = ${occurrence_id} AND state = 'offered' AND offered_until <= ${now}`.execute(tx.db);
			for (const { partyId } of rows) {
				await moveTaken(tx, held, -(await moveMembers(tx, partyId, ['offered'], 'lapsed')));
				// When it has begun, there is nothing left to hurry for.
				if (held.startsAt > now) await tellParty(tx, partyId, 'lapsed');
				tx.audit({ action: 'activities.offerLapsed', subjectType: 'signup', subjectId: partyId });
				lapsed++;
			}
			await offerFreed(tx, held);
		});
	return lapsed;
}

export const offersJob: JobDefinition = { task: 'activities:offers', cron: '* * * * *', run: async (ctx) => void (await lapseOffers(ctx)) };
