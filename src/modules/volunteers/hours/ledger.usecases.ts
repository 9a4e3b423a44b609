/** Lines that no check-in makes: training, lectures, awards, corrections. */
import { sql } from 'kysely';
import { conflict } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { todayOf } from '#platform/today.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import * as v from 'valibot';
import { day, id, words } from '../register/volunteer.schemas.ts';
import { holdVolunteer } from '../register/volunteer.store.ts';
import { fieldWrong, noSuchEntry } from '../volunteers.errors.ts';
import { permissions } from '../volunteers.permissions.ts';
import { demandWithin } from '../volunteers.policy.ts';
import { sentBefore } from '../volunteers.sent.ts';
import { addEntry } from './ledger.store.ts';

const { useCase } = forModule<'volunteers'>();

const minutes = (least: number, most: number) => v.pipe(v.number('volunteers.minutesWrong'), v.integer('volunteers.minutesWrong'), v.minValue(least, 'volunteers.minutesWrong'), v.maxValue(most, 'volunteers.minutesWrong'));

/**
 * Writes down a training, a lecture that was heard, or an award. Service is never typed: it comes from check-in and check-out
 * (or the paper sheet of a shift), so that lectures and rehearsals cannot enter a certificate of service.
 */
export const recordEntry = useCase({
	name: 'volunteers.recordEntry',
	access: permissions.keep,
	input: v.object({
		volunteerId: id,
		kind: v.picklist(['training', 'lecture', 'award']),
		minutes: v.optional(minutes(0, 1440), 0),
		on: day,
		title: v.pipe(words(80), v.minLength(2, 'volunteers.titleMissing')),
		place: v.optional(words(80), ''),
		content: v.optional(words(200), ''),
		clientId: v.optional(id)
	}),
	run: async (tx, input) => {
		const { ctx } = tx;
		const volunteer = await holdVolunteer(tx, input.volunteerId);
		demandWithin(ctx.actor, permissions.keep, volunteer.community_id);
		if (input.on > (await todayOf(tx))) throw fieldWrong('on', 'volunteers.dayAhead');
		if (input.kind !== 'award' && input.minutes === 0) throw fieldWrong('minutes', 'volunteers.minutesWrong');
		const before = await sentBefore(tx, 'entry', input.clientId);
		if (before) return { id: before.id, communityId: volunteer.community_id };
		const entryId = await addEntry(tx, {
			volunteer_id: volunteer.id,
			kind: input.kind,
			minutes: input.kind === 'award' ? 0 : input.minutes,
			on_day: input.on,
			community_id: volunteer.community_id,
			title: input.title,
			place: input.place,
			content: input.content,
			source: 'desk',
			client_id: input.clientId ?? null
		});
		return { id: entryId, communityId: volunteer.community_id };
	},
	subject: ({ kind }, { id: entryId, communityId }) => ({ subjectType: 'entry', subjectId: entryId, communityId, detail: { kind } })
});

/** A line with what its corrections leave of it, its corrections locked out: the volunteer's row is held meanwhile. */
async function standing({ db, ctx }: WriteTx<'volunteers'>, entryId: string) {
	const entry = await db.selectFrom('volunteers.entry').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', entryId).executeTakeFirst();
	if (!entry) throw noSuchEntry();
	// A check-in that was declared void counts nothing for ever; whoever declares it so holds it, and one of the two waits here.
	const span = entry.span_id === null ? undefined : await db.selectFrom('volunteers.span').select('state').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', entry.span_id).forUpdate().executeTakeFirst();
	if (span?.state === 'void') throw conflict('volunteers.spanVoid');
	// Two corrections of one line wait for each other here.
	await db.selectFrom('volunteers.volunteer').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', entry.volunteer_id).forUpdate().execute();
	const { corrected, count } = await db.selectFrom('volunteers.entry').select([sql<number>`coalesce(sum(minutes), 0)::int`.as('corrected'), sql<number>`count(*)::int`.as('count')]).where('subdistrict_id', '=', ctx.subdistrictId).where('corrects', '=', entryId).executeTakeFirstOrThrow();
	return { entry, left: entry.minutes + corrected, count };
}

/**
 * Sets a line right by another line: `minutes` is what it should have been. The first stays as it is; nothing is edited, and no
 * correction takes more than there is. An award is taken back whole.
 * @throws volunteers.correctsCorrection, volunteers.nothingToCorrect, volunteers.spanVoid (409)
 */
export const correctEntry = useCase({
	name: 'volunteers.correctEntry',
	access: permissions.certify,
	input: v.object({ id, minutes: minutes(0, 1440), reason: v.pipe(words(200), v.minLength(2, 'volunteers.whyMissing')) }),
	run: async (tx, input) => {
		const { entry, left, count } = await standing(tx, input.id);
		demandWithin(tx.ctx.actor, permissions.certify, entry.community_id);
		if (entry.corrects) throw conflict('volunteers.correctsCorrection');
		// Service is what check-in and check-out show; a correction takes away, it does not add hours nobody checked.
		if (entry.kind === 'service' && input.minutes > entry.minutes) throw conflict('volunteers.correctsUp');
		if (entry.kind === 'award' ? count > 0 : input.minutes === left) throw conflict('volunteers.nothingToCorrect');
		const entryId = await addEntry(tx, {
			volunteer_id: entry.volunteer_id,
			kind: entry.kind,
			minutes: entry.kind === 'award' ? 0 : input.minutes - left,
			on_day: entry.on_day,
			community_id: entry.community_id,
			shift_id: entry.shift_id,
			span_id: entry.span_id,
			corrects: entry.id,
			title: entry.title,
			place: entry.place,
			category: entry.category,
			source: 'correction',
			reason: input.reason
		});
		return { id: entryId, communityId: entry.community_id };
	},
	subject: ({ id: corrects, reason }, { id: entryId, communityId }) => ({ subjectType: 'entry', subjectId: entryId, communityId, reason, detail: { corrects } })
});
