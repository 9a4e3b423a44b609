/** Attendance as staff record it: from the list, from paper, at the door; taken back with a reason, never deleted. */
import { factsOfPeople, personCards } from '#modules/residents/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import { AppError, conflict, notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { lookupHash } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../activities.permissions.ts';
import { demandKeep } from '../activities.policy.ts';
import { hasPassed, revokeUnearned } from '../programmes/certificate.store.ts';
import { timeOf, type TimeOf } from '../signup/rules.store.ts';
import { onPhone } from '../signup/shared-phone.ts';
import { nameColumns, whoKey } from '../who.ts';
import { CheckInInput, TakeBackInput, type CheckIn } from './attendance.schemas.ts';
import { attendanceChanged, writeArrival, type Arrival, type Tx } from './attendance.store.ts';

const { useCase } = forModule<'activities'>();

/** So long before the start the list at the door opens. */
export const DOOR_OPENS_MS = 4 * 3_600_000;

/** @throws activities.occurrenceCancelled, activities.tooEarly (409) */
export function demandHeld(time: TimeOf, now: Date, opensMs = DOOR_OPENS_MS): void {
	if (time.cancelled) throw conflict('activities.occurrenceCancelled');
	if (now.getTime() < time.startsAt.getTime() - opensMs) throw conflict('activities.tooEarly');
}

interface Person {
	id: string;
	name: string;
	phoneHash: string | null;
}

async function personOf(ctx: Ctx, { who }: CheckIn): Promise<Person | null> {
	if (who.who !== 'person') return null;
	if (ctx.actor.kind !== 'system' && !(await personCards(ctx, { ids: [who.personId] })).has(who.personId)) throw notFound('person');
	const found = (await factsOfPeople({ ...ctx, actor: systemActor('activities:attendance') }, { ids: [who.personId], day: '2000-01-01' })).get(who.personId);
	if (!found) throw notFound('person');
	return { id: found.id, name: found.name, phoneHash: found.phoneHash };
}

/**
 * Writes down that somebody came. The same send again, or the same person by another way, is one attendance.
 * @throws platform.notFound (404); platform.forbidden (403) unless the activity is the caller's to keep; activities.tooEarly,
 * activities.occurrenceCancelled (409)
 */
export const checkIn = useCase({
	name: 'activities.checkIn',
	access: permissions.serve,
	input: CheckInInput,
	prepare: personOf,
	run: async (tx, input, person) => {
		const { ctx } = tx;
		const time = await timeOf(tx, input.occurrenceId);
		demandKeep(ctx.actor, time, permissions.serve);
		const now = ctx.clock.now();
		demandHeld(time, now);
		const told = input.cameAt ? new Date(input.cameAt) : now;
		const { id, repeated } = await writeArrival(tx, time, { ...(await whoCame(tx, input, person)), clientId: input.clientId, source: input.source, cameAt: told > now ? now : told });
		return { id, repeated, occurrenceId: time.id, communityId: time.communityId };
	},
	subject: ({ source }, { id, communityId, repeated }) => ({ subjectType: 'attendance', subjectId: id, communityId, detail: { source, repeated } })
});

type Who = Pick<Arrival, 'signupId' | 'whoKey' | 'personId' | 'userId' | 'nameSealed' | 'nameMasked' | 'phoneHash'>;

async function whoCame(tx: Tx, { occurrenceId, clientId, who }: CheckIn, person: Person | null): Promise<Who> {
	if (who.who === 'signup') {
		const row = await signupOf(tx, occurrenceId, { id: who.signupId });
		if (!row) throw new AppError('activities.notOnList', { status: 404 });
		return row;
	}
	const name = who.who === 'named' ? who.name : person!.name;
	const phoneHash = who.who === 'named' ? (who.phone ? lookupHash('phone', who.phone) : null) : person!.phoneHash;
	const shared = person === null && phoneHash !== null && (await onPhone(tx, phoneHash, [name]))[0] === 'another';
	const key = whoKey({ personId: person?.id, phoneHash, name, shared, id: clientId });
	// Who signed up and is written down at the door all the same has come to their own place.
	const signedUp = await signupOf(tx, occurrenceId, { whoKey: key });
	if (signedUp) return signedUp;
	const { name_sealed, name_masked } = nameColumns(name);
	return { signupId: null, whoKey: key, personId: person?.id ?? null, userId: null, nameSealed: name_sealed, nameMasked: name_masked, phoneHash };
}

/** A live sign-up of an occurrence as somebody who comes; undefined: there is none. */
export async function signupOf({ db, ctx }: Pick<Tx, 'db' | 'ctx'>, occurrenceId: string, by: { id: string } | { whoKey: string }): Promise<Who | undefined> {
	let rows = db
		.selectFrom('activities.signup')
		.select(['id as signupId', 'who_key as whoKey', 'person_id as personId', 'user_id as userId', 'name_sealed as nameSealed', 'name_masked as nameMasked', 'phone_hash as phoneHash'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('occurrence_id', '=', occurrenceId);
	rows = 'id' in by ? rows.where('id', '=', by.id) : rows.where('who_key', '=', by.whoKey).where('state', 'in', ['taken', 'waiting', 'offered']);
	return rows.executeTakeFirst();
}

/** Takes an attendance back: it was the wrong person, or they did not come. It stays on the record with the reason. */
export const takeBackAttendance = useCase({
	name: 'activities.takeBackAttendance',
	access: permissions.serve,
	input: TakeBackInput,
	run: async (tx, { id, why }) => {
		const { db, ctx } = tx;
		const row = await db.selectFrom('activities.attendance').select(['occurrence_id', 'who_key', 'taken_back_at']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
		if (!row) throw notFound('attendance');
		const time = await timeOf(tx, row.occurrence_id);
		demandKeep(ctx.actor, time, permissions.serve);
		if (!row.taken_back_at) {
			await db.updateTable('activities.attendance').set({ taken_back_at: ctx.clock.now(), taken_back_by: isId(ctx.actor.id) ? ctx.actor.id : null, taken_back_why: why }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
			await attendanceChanged(tx, time, [row.who_key]);
			await tx.emit('activities.attendanceTakenBack', { attendanceIds: [id], why });
			await revokeUnearned(tx, 'attendance', time.id, row.who_key, why);
			if (time.programmeId && !(await hasPassed(tx, time.programmeId, row.who_key))) await revokeUnearned(tx, 'passed', time.programmeId, row.who_key, why);
		}
		return { id, occurrenceId: time.id, communityId: time.communityId };
	},
	subject: ({ why }, { id, communityId }) => ({ subjectType: 'attendance', subjectId: id, communityId, reason: why })
});
