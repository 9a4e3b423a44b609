import { sql } from 'kysely';
import '../activities.events.ts';
import { hasRole } from '#platform/context.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';
import { AppError, conflict, notFound } from '#platform/errors.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { factChanged } from '#platform/facts.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { demandKeep } from '../activities.policy.ts';
import { permissions } from '../activities.permissions.ts';
import { BY_ACTIVITY_COUNTED, HELD_KEYS } from '../activities.measure-keys.ts';
import { holidaysBetween } from '../occurrences/holidays.ts';
import { daysWithTimes, makeTimes, movedBy, putTimes, timesOf } from '../occurrences/occurrence.store.ts';
import { AHEAD_DAYS, UNDO_MINUTES, type Activity } from './activity.model.ts';
import { ActivityId, ActivityInput } from './activity.schemas.ts';
import { findActivity, lockActivity, putActivity } from './activity.store.ts';
import { readBefore, rememberForUndo } from './undo.store.ts';
import { followTimes } from '../programmes/learner.store.ts';
import { offerFreedOf } from '../signup/seats.ts';

const { useCase } = forModule<'activities'>();

const fieldWrong = (path: string, code: string) => new AppError('platform.invalidInput', { status: 422, fields: [{ path, code }] });

/** What a new activity has that nobody writes. */
const unwritten = { stopsBefore: null, shift: null, state: 'draft', publishedAt: null, expandedUntil: null } as const;

/**
 * Keeps an activity as it was written: a new one as a draft. Of a published one, when it takes place is not written here: its
 * times are moved and cancelled one by one or from one on. What the times take from it (places, the words) follows at once,
 * for those that have not begun.
 * @throws platform.changed (409) when somebody saved it after `version` was read; activities.seatsTaken for fewer places than are taken
 */
export const saveActivity = useCase({
	name: 'activities.save',
	access: permissions.edit,
	input: ActivityInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const before = await findActivity(tx, input.id, true);
		if (before) demandKeep(ctx.actor, before, permissions.edit);
		// Whom a caller names as leading is theirs; communities that hold it together are asked by them, not by us.
		if (!before || before.communityId !== input.communityId) demandKeep(ctx.actor, { communityId: input.communityId, named: [] }, permissions.edit);
		const { version, ...fields } = input;
		if ((before?.version ?? 0) !== version) {
			// The same form sent twice is one: the second finds what the first wrote.
			if (before && before.version === version + 1 && before.title === fields.title && before.firstOn === fields.firstOn && before.startsAt === fields.startsAt) return { id: before.id, version: before.version, state: before.state };
			throw conflict('platform.changed');
		}
		const kind = await db.selectFrom('activities.kind').select('retired_at').where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', fields.kind).executeTakeFirst();
		if (!kind || (kind.retired_at && before?.kind !== fields.kind)) throw fieldWrong('kind', 'activities.kindWrong');
		const planned = before !== null && before.state !== 'draft';
		const activity: Activity = {
			...(before ?? unwritten),
			...fields,
			...(planned && { firstOn: before.firstOn, startsAt: before.startsAt, minutes: before.minutes, rule: before.rule, exceptOn: before.exceptOn, skipHolidays: before.skipHolidays }),
			version: version + 1,
			changedAt: ctx.clock.now(),
			changedBy: ctx.actor.name
		};
		await putActivity(tx, activity);
		if (planned) {
			await followInTimes(tx, before, activity);
			if (before.kind !== activity.kind || [before.communityId, ...before.named].join() !== [activity.communityId, ...activity.named].join()) await factChanged(tx, { measures: BY_ACTIVITY_COUNTED, days: await daysWithTimes(tx, { activityId: activity.id }) });
		}
		return { id: activity.id, version: activity.version, state: activity.state };
	},
	subject: (input, result) => ({ subjectType: 'activity', subjectId: result.id, communityId: input.communityId, detail: { version: result.version } })
});

/** What the times that have not begun take from the activity: the number of places where it was the activity's; calendars hear of new words too. */
async function followInTimes(tx: WriteTx<'activities'>, before: Activity, after: Activity): Promise<void> {
	const { ctx } = tx;
	const told = before.title !== after.title || before.place !== after.place || before.buildingId !== after.buildingId;
	if (!told && before.capacity === after.capacity) return;
	const coming = (await timesOf(tx, after.id, true)).filter((time) => time.state === 'planned' && time.startsAt > ctx.clock.now());
	const following = coming.map((time) => ({ ...time, capacity: time.capacity === before.capacity ? after.capacity : time.capacity }));
	const most = Math.max(0, ...following.filter(({ capacity, taken }) => capacity !== null && taken > capacity).map(({ taken }) => taken));
	if (most > 0) throw new AppError('platform.invalidInput', { status: 422, fields: [{ path: 'capacity', code: 'activities.seatsTaken', params: { taken: most } }] });
	await putTimes(tx, following);
	// More room goes to who waits, before anybody else sees it.
	for (const [i, time] of following.entries()) if (time.capacity === null ? coming[i]!.capacity !== null : time.capacity > (coming[i]!.capacity ?? Number.POSITIVE_INFINITY)) await offerFreedOf(tx, time.id);
}

/**
 * Shows it to the public and makes its times ahead.
 * @throws activities.noTimes (422) when the rule and what is left out give no time at all
 */
export const publishActivity = useCase({
	name: 'activities.publish',
	access: permissions.edit,
	input: ActivityId,
	prepare: async (ctx) => zoneOf(ctx),
	run: async (tx, { id }, zone) => {
		const { ctx } = tx;
		const before = await lockActivity(tx, id);
		demandKeep(ctx.actor, before, permissions.edit);
		if (before.state === 'published') return { communityId: before.communityId, version: before.version, times: 0 };
		const now = ctx.clock.now();
		const from = before.expandedUntil ? addDays(before.expandedUntil, 1) : before.firstOn;
		const horizon = addDays(dateIn(now, zone), AHEAD_DAYS);
		const until = horizon > before.firstOn ? horizon : before.firstOn;
		const holidays = before.skipHolidays ? new Set((await holidaysBetween(tx, from, until)).keys()) : new Set<string>();
		const times = await makeTimes(tx, before, zone, from, until, holidays);
		if (times === 0 && before.expandedUntil === null) throw new AppError('activities.noTimes', { status: 422 });
		// After a withdrawal, what that cancelled (without a word of its own) takes place again.
		const back = before.state === 'withdrawn' ? (await timesOf(tx, id, true)).filter((time) => time.state === 'cancelled' && time.why === '' && time.startsAt > now) : [];
		await putTimes(tx, back.map((time) => ({ ...time, state: 'planned' as const })));
		if (back.length) await tx.emit('activities.timesChanged', { activityId: id, occurrenceIds: back.map((time) => time.id), what: 'restored', why: '' });
		const activity: Activity = { ...before, state: 'published', publishedAt: before.publishedAt ?? now, expandedUntil: until, changedAt: now, changedBy: ctx.actor.name, version: before.version + 1 };
		await putActivity(tx, activity);
		await rememberForUndo(tx, before, 'publish', back);
		await followTimes(tx, id);
		return { communityId: activity.communityId, version: activity.version, times };
	},
	subject: ({ id }, { communityId, times }) => ({ subjectType: 'activity', subjectId: id, communityId, detail: { times } })
});

/** Takes it down: what has not begun is cancelled, so that calendars and those who signed up hear of it; its address says that it was withdrawn. */
export const withdrawActivity = useCase({
	name: 'activities.withdraw',
	access: permissions.edit,
	input: ActivityId,
	run: async (tx, { id }) => {
		const { ctx } = tx;
		const before = await lockActivity(tx, id);
		demandKeep(ctx.actor, before, permissions.edit);
		if (before.state !== 'published') throw conflict('activities.notPublished');
		const now = ctx.clock.now();
		const coming = (await timesOf(tx, id, true)).filter((time) => time.state === 'planned' && time.startsAt > now);
		await rememberForUndo(tx, before, 'withdraw', coming);
		await putTimes(tx, coming.map((time) => ({ ...time, state: 'cancelled' as const })));
		await putActivity(tx, { ...before, state: 'withdrawn', changedAt: now, changedBy: ctx.actor.name, version: before.version + 1 });
		if (coming.length) await tx.emit('activities.timesChanged', { activityId: id, occurrenceIds: coming.map((time) => time.id), what: 'cancelled', why: '' });
		await followTimes(tx, id);
		return { communityId: before.communityId, times: coming.length };
	},
	subject: ({ id }, { communityId, times }) => ({ subjectType: 'activity', subjectId: id, communityId, detail: { times } })
});

/**
 * Takes the last publishing, withdrawing, moving or cancelling back: by whoever did it (or a head), within ten minutes.
 * Publishing is taken back only while nobody has signed up and nothing shows that it was held.
 * @throws activities.undoOver, activities.undoNotYours, activities.signedUpAlready, activities.heldAlready (409)
 */
export const undoActivity = useCase({
	name: 'activities.undo',
	access: permissions.edit,
	input: ActivityId,
	run: async (tx, { id }) => {
		const { db, ctx } = tx;
		const now = await findActivity(tx, id, true);
		const last = await db.selectFrom('activities.undo').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('activity_id', '=', id).executeTakeFirst();
		if (!now) throw notFound('activity');
		demandKeep(ctx.actor, now, permissions.edit);
		if (!last || ctx.clock.now().getTime() - last.at.getTime() > UNDO_MINUTES * 60_000) throw conflict('activities.undoOver');
		if (last.by_id !== ctx.actor.id && !hasRole(ctx.actor, 'head', 'manager')) throw conflict('activities.undoNotYours');
		const before = readBefore(last.before);
		const times = await timesOf(tx, id, true);
		if (last.did === 'publish' && before.activity.publishedAt === null) {
			const known = await knownOf(tx, id);
			if (known) throw conflict(known);
			await factChanged(tx, { measures: HELD_KEYS, days: times.map(({ onDay }) => onDay) });
			if (times.length) await tx.emit('activities.timesChanged', { activityId: id, occurrenceIds: times.map((time) => time.id), what: 'cancelled', why: '' });
			await db.deleteFrom('activities.occurrence').where('subdistrict_id', '=', ctx.subdistrictId).where('activity_id', '=', id).execute();
		} else {
			const there = new Map(times.map((time) => [time.id, time]));
			// Places may have been taken meanwhile, and a calendar that has seen the change must see that it was taken back.
			const restored = before.times.flatMap((was) => (there.has(was.id) ? [{ ...there.get(was.id)!, startsAt: was.startsAt, endsAt: was.endsAt, onDay: was.onDay, place: was.place, state: was.state, why: was.why, byHand: was.byHand }] : []));
			await putTimes(tx, restored);
			if (restored.length) await tx.emit('activities.timesChanged', { activityId: id, occurrenceIds: restored.map((time) => time.id), what: last.did === 'move' ? 'moved' : last.did === 'publish' ? 'cancelled' : 'restored', why: '', ...(last.did === 'move' && { moved: movedBy(times, restored) }) });
		}
		await putActivity(tx, { ...now, ...before.activity, changedAt: ctx.clock.now(), changedBy: ctx.actor.name, version: now.version + 1 });
		await db.deleteFrom('activities.undo').where('subdistrict_id', '=', ctx.subdistrictId).where('activity_id', '=', id).execute();
		await followTimes(tx, id);
		return { communityId: now.communityId, did: last.did };
	},
	subject: ({ id }, { communityId, did }) => ({ subjectType: 'activity', subjectId: id, communityId, detail: { did } })
});

/** Why the times of an activity can no longer be made undone: somebody signed up, or came, or there is a photo or an answer of one; null: nothing is known of them. */
async function knownOf({ db, ctx }: WriteTx<'activities'>, activityId: string): Promise<'activities.signedUpAlready' | 'activities.heldAlready' | null> {
	const has = (table: string) => sql<boolean>`EXISTS (SELECT FROM ${sql.table(`activities.${table}`)} f JOIN activities.occurrence o ON o.subdistrict_id = f.subdistrict_id AND o.id = f.occurrence_id WHERE f.subdistrict_id = ${ctx.subdistrictId} AND o.activity_id = ${activityId})`;
	const { rows } = await sql<{ signedUp: boolean; held: boolean }>`SELECT ${has('signup')} AS "signedUp", ${has('attendance')} OR ${has('photo')} OR ${has('feedback')} AS held`.execute(db);
	return rows[0]!.held ? 'activities.heldAlready' : rows[0]!.signedUp ? 'activities.signedUpAlready' : null;
}

/** Throws a draft away that was never published. @throws activities.notDraft (409) */
export const discardActivity = useCase({
	name: 'activities.discard',
	access: permissions.edit,
	input: ActivityId,
	run: async (tx, { id }) => {
		const { db, ctx } = tx;
		const draft = await lockActivity(tx, id);
		demandKeep(ctx.actor, draft, permissions.edit);
		if (draft.state !== 'draft' || draft.publishedAt !== null) throw conflict('activities.notDraft');
		for (const table of ['activities.named_community', 'activities.part', 'activities.undo'] as const) await db.deleteFrom(table).where('subdistrict_id', '=', ctx.subdistrictId).where('activity_id', '=', id).execute();
		await db.deleteFrom('activities.activity').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
		return { communityId: draft.communityId };
	},
	subject: ({ id }, { communityId }) => ({ subjectType: 'activity', subjectId: id, communityId })
});
