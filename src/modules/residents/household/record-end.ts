/** The end of a record: somebody moved away from the subdistrict, or is not found here any more, in a household or in none. */
import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { conflict } from '#platform/errors.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import { holdPerson } from '../person/hold.ts';
import { fieldWrong } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import './household.events.ts';
import { day, id } from './household.schemas.ts';
import { changeMemberships, takeBackChange } from './membership.store.ts';

const { useCase } = forModule<'residents'>();
type Tx = WriteTx<'residents'>;

/** `moved`: lives elsewhere now; `gone`: nobody knows where, and not here. */
export const END_REASONS = ['moved', 'gone'] as const;

/** Writes the day on which somebody left who was in no household. */
async function leave({ db, ctx, emit }: Tx, personId: string, on: string | null): Promise<void> {
	await db
		.updateTable('residents.person')
		.set((eb) => ({ left_on: on, version: eb('version', '+', 1), changed_at: ctx.clock.now() }))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', personId)
		.execute();
	await emit('residents.moved', { personId, communityId: null, dwellingId: null, householdId: null });
}

/**
 * From a day on somebody is no longer of the subdistrict: a membership ends with it, the community keeps the record, and the time for
 * which each purpose keeps its data begins (`privacy/retention.ts`).
 * @throws AppError residents.personDied, residents.recordEnded (409), residents.inTheFuture (422), and as `changeMemberships`
 */
export const endRecord = useCase({
	name: 'residents.endRecord',
	access: permissions.edit,
	input: v.object({ personId: id, on: day, why: v.picklist(END_REASONS, 'platform.required'), note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'residents.tooLong')), '') }),
	run: async (tx, { personId, on }) => {
		const { communityId, householdId, leftOn, diedOn } = await holdPerson(tx, personId);
		if (diedOn) throw conflict('residents.personDied', { day: diedOn });
		if (leftOn) throw conflict('residents.recordEnded');
		if (on > (await todayOf(tx))) throw fieldWrong('on', 'residents.inTheFuture');
		if (householdId) await changeMemberships(tx, [{ kind: 'leave', personId, on }]);
		else await leave(tx, personId, on);
		return { communityId };
	},
	subject: ({ personId, why, note }, { communityId }) => ({ subjectType: 'person', subjectId: personId, communityId, reason: [why, note].filter(Boolean).join(': ') })
});

/** The end was a mistake: they live where they lived. Who came back goes to a household by moving in. @throws AppError residents.recordOpen, residents.cannotTakeBack (409) */
export const reopenRecord = useCase({
	name: 'residents.reopenRecord',
	access: permissions.edit,
	input: v.object({ personId: id }),
	run: async (tx, { personId }) => {
		const { db, ctx } = tx;
		const { communityId, leftOn } = await holdPerson(tx, personId);
		if (!leftOn) throw conflict('residents.recordOpen');
		const last = await db.selectFrom('residents.membership').select('ended_in as endedIn').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where('end_reason', '=', 'moved_out').where('until_on', '=', leftOn).where('ended_in', 'is not', null).orderBy('id', 'desc').executeTakeFirst();
		if (last) await takeBackChange(tx, last.endedIn!, [personId]);
		else await leave(tx, personId, null);
		return { communityId };
	},
	subject: ({ personId }, { communityId }) => ({ subjectType: 'person', subjectId: personId, communityId })
});
