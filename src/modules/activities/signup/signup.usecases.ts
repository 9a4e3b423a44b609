/** Signing up: alone, as a family, by staff for somebody. What the rule leaves out is said with every reason; nothing is refused silently. */
import { sql } from 'kysely';
import { mayCall } from '#platform/access.ts';
import { personCards } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { readTx } from '#platform/db/tx.ts';
import { AppError, conflict, forbidden, invalid } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { limit } from '#platform/rate-limit.ts';
import { seal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../activities.permissions.ts';
import { idFrom, nameColumns, placeKey, whoKey } from '../who.ts';
import { clashesSql, type Clash } from './clashes.ts';
import { callerOf, partyOf, type Somebody } from './party.ts';
import { timeOf, type TimeOf } from './rules.store.ts';
import { freeOf, holdOccurrence, placeInLine, type Held, type Tx } from './seats.ts';
import { onPhone, type OnPhone } from './shared-phone.ts';
import { closedBecause, judge, LIVE, type SignupState } from './signup.model.ts';
import { SignUpInput, type SignUp } from './signup.schemas.ts';
import { tellParty } from './signup.tell.ts';

const { useCase } = forModule<'activities'>();

export interface SignedUp {
	partyId: string;
	/** opens the places without signing in */
	key: string;
	state: SignupState;
	/** in the line, from 1; null: they have places */
	place: number | null;
	/** other sign-ups of the party at the same time: a warning, not a refusal */
	clashes: Clash[];
	/** the same send had come before */
	repeated: boolean;
}

interface NewMember extends Somebody {
	id: string;
	key: string;
	onWord: string[];
	guardianSealed: string | null;
}

interface Ready {
	time: TimeOf;
	members: NewMember[];
	byStaff: boolean;
	/** it has closed since the same send was written, as far as its client id says: only the answer to that is given */
	late: AppError | null;
}

/** Staff write somebody down; on the site a person speaks for themselves, also a worker for their own family. */
export const writesForOthers = (ctx: Ctx, source: SignUp['source']): boolean => source !== 'site' && (ctx.actor.kind === 'system' || mayCall(ctx.actor, permissions.serve));

async function ready(ctx: Ctx, input: SignUp): Promise<Ready> {
	const byStaff = writesForOthers(ctx, input.source);
	if (!byStaff && input.source !== 'site') throw forbidden(permissions.serve.key);
	if (!byStaff) await throttle(ctx, input);
	if (byStaff && ctx.actor.kind !== 'system') await demandSeen(ctx, input);
	// Asked side by side: neither needs the other's answer.
	const [time, caller] = await Promise.all([readTx<'activities', TimeOf>(ctx, (tx) => timeOf(tx, input.occurrenceId)), callerOf(ctx, byStaff)]);
	const closed = closedBecause(time, ctx.clock.now(), byStaff);
	const refusal = closed && new AppError(`activities.${closed}`, { status: closed === 'occurrenceGone' ? 404 : 409 });
	// Whoever got no answer before it closed sends again, and has their place.
	if (refusal && !((closed === 'signupClosed' || closed === 'occurrenceOver') && (await readTx<'activities', boolean>(ctx, (tx) => wasSent(tx, input))))) throw refusal;
	if (time.capacity !== null && input.members.length > time.capacity) throw conflict('activities.partyTooBig', { capacity: time.capacity });
	const party = await toldApart(ctx, await partyOf(ctx, input, time.onDay, { groups: time.audience.groups.length > 0, byStaff }, caller));
	return { time, members: judged(time, party, input, byStaff), byStaff, late: refusal };
}

/** Those who are only a name on a telephone: whether it is theirs, or somebody's of the same family. */
async function toldApart(ctx: Ctx, party: Somebody[]): Promise<Somebody[]> {
	const named = party.filter(({ personId, userId, phone }) => !personId && !userId && phone);
	if (!named.length) return party;
	const found = await readTx<'activities', OnPhone[]>(ctx, (tx) => onPhone(tx, named[0]!.phone!.phone_hash, named.map(({ name }) => name)));
	return party.map((somebody) => {
		const on = found[named.indexOf(somebody)] ?? 'free';
		return on === 'free' ? somebody : { ...somebody, onSharedPhone: on === 'another' };
	});
}

/** Many phones share one address of their network; an account is one person. */
async function throttle(ctx: Ctx, input: SignUp): Promise<void> {
	if (ctx.actor.kind === 'user') return;
	await limit(ctx, 'activities.signup.address', ctx.ip ?? 'unknown', 200, 3600);
	if (input.phone) await limit(ctx, 'activities.signup.phone', input.phone, 20, 86_400);
}

/** Staff bring in those whom they may see in the register. */
async function demandSeen(ctx: Ctx, { members }: SignUp): Promise<void> {
	const ids = members.flatMap((member) => (member.who === 'person' ? [member.personId] : []));
	const cards = await personCards(ctx, { ids });
	if (ids.some((id) => !cards.has(id))) throw forbidden(permissions.serve.key);
}

function judged(time: TimeOf, party: readonly Somebody[], input: SignUp, byStaff: boolean): NewMember[] {
	const issues: { path: string; code: string; params?: Record<string, string | number> }[] = [];
	const members = party.map((somebody, i): NewMember => {
		const guardian = somebody.guardedBy ?? input.guardian;
		const { unfit, onWord } = judge(time.audience, { ...somebody.candidate, livesHere: input.livesHere || byStaff, guardian: guardian !== '' }, time.onDay);
		if (!(byStaff && input.exception)) for (const { why, age } of unfit) issues.push({ path: why === 'guardianNeeded' ? 'guardian' : why === 'livesHereNeeded' ? 'livesHere' : `members.${i}`, code: `activities.${why}`, ...(age !== undefined && { params: { age } }) });
		// Who has no telephone is known by the send: the same name at the same place of it is the same person.
		const own = input.clientId ? idFrom(input.clientId, `${i} ${somebody.name}`) : newId();
		const key = whoKey({ personId: somebody.personId, userId: somebody.userId, phoneHash: somebody.phone?.phone_hash, name: somebody.name, shared: somebody.onSharedPhone, id: own });
		return { ...somebody, id: newId(), key, onWord, guardianSealed: guardian && time.audience.guardianUnder !== null ? seal(guardian, 'contact') : null };
	});
	if (issues.length) throw invalid(issues);
	if (new Set(members.map(({ key }) => key)).size < members.length) throw invalid([{ path: 'members', code: 'activities.sameTwice' }]);
	return members;
}

/**
 * Takes places for a party, or a place in the line when there are not enough for all of it: a family stays together. Sent again
 * with the same `clientId`, the answer is the same and nothing is written.
 *
 * @throws activities.occurrenceGone (404); activities.occurrenceCancelled, .occurrenceOver, .noSignupNeeded, .signupByStaff,
 * .signupNotYet, .signupClosed, .partyTooBig, .inAlready (409); platform.invalidInput (422) with `members.<i>`, `guardian`,
 * `livesHere`: activities.tooYoung, .tooOld, .ageNeeded, .otherCommunity, .otherGroup, .groupUnknown, .guardianNeeded; platform.tooMany (429)
 */
export const signUp = useCase({
	name: 'activities.signUp',
	access: 'public',
	input: SignUpInput,
	prepare: ready,
	// All who want the same time hold it one after the other anyway.
	together: ({ occurrenceId }) => occurrenceId,
	run: async (tx, input, { time, members, byStaff, late }): Promise<SignedUp & { communityId: string | null }> => {
		const held = await holdOccurrence(tx, time.id);
		if (held.state !== 'planned') throw conflict('activities.occurrenceCancelled');
		const state: SignupState = freeOf(held) >= members.length ? 'taken' : 'waiting';
		const partyId = newId();
		const lineNo = held.lineLast + 1;
		const { made, clashes } = await insertParty(tx, time, { partyId, lineNo, state, input, members });
		if (made < members.length) {
			const sent = made === 0 ? await sentBefore(tx, time.id, input.clientId) : null;
			if (!sent) throw late ?? conflict('activities.inAlready');
			// What the statement counted was nobody's.
			await giveBack(tx, held, state === 'taken' ? members.length : 0);
			return { partyId: sent.partyId, key: placeKey(sent.partyId), state: sent.state, place: sent.state === 'waiting' ? await placeInLine(tx, time.id, sent.lineNo) : null, clashes, repeated: true, communityId: time.communityId };
		}
		if (late) throw late;
		const place = state === 'waiting' ? await placeInLine(tx, time.id, lineNo) : null;
		// Who signs up for themselves reads it on the next page; who was written down by others is sent it.
		if (byStaff) await tellParty(tx, partyId, state === 'taken' ? 'taken' : 'waiting', { place: place ?? undefined });
		return { partyId, key: placeKey(partyId), state, place, clashes, repeated: false, communityId: time.communityId };
	},
	subject: ({ source, exception }, { partyId, state, communityId, repeated }) => ({ subjectType: 'signup', subjectId: partyId, communityId, detail: { state, source, repeated, ...(exception && { exception: true }) } })
});

const wasSent = async ({ db, ctx }: Pick<Tx, 'db' | 'ctx'>, { occurrenceId, clientId }: SignUp): Promise<boolean> =>
	clientId !== null && (await db.selectFrom('activities.signup').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('client_id', '=', clientId).where('occurrence_id', '=', occurrenceId).limit(1).executeTakeFirst()) !== undefined;

interface Sent {
	partyId: string;
	state: SignupState;
	lineNo: number;
}

/** The party that the same send made before. @throws activities.placeGone (409) when it has been cancelled since */
async function sentBefore({ db, ctx }: Tx, occurrenceId: string, clientId: string | null): Promise<Sent | null> {
	if (clientId === null) return null;
	const row = await db.selectFrom('activities.signup').select(['party_id as partyId', 'state', 'line_no as lineNo']).where('subdistrict_id', '=', ctx.subdistrictId).where('client_id', '=', clientId).where('occurrence_id', '=', occurrenceId).orderBy('position').executeTakeFirst();
	if (!row) return null;
	if (!LIVE.includes(row.state as SignupState)) throw conflict('activities.placeGone');
	return { partyId: row.partyId, state: row.state as SignupState, lineNo: Number(row.lineNo) };
}

const giveBack = ({ db, ctx }: Tx, { id, lineLast }: Held, taken: number) =>
	db.updateTable('activities.occurrence').set({ taken: sql`taken - ${taken}`, line_last: lineLast }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();

/**
 * The party's rows, the occurrence's counts and what clashes, in one statement, because all others wait while the occurrence is held.
 * @returns how many rows were written: fewer than members when somebody is in already
 */
async function insertParty({ db, ctx }: Tx, time: TimeOf, { partyId, lineNo, state, input, members }: { partyId: string; lineNo: number; state: SignupState; input: SignUp; members: readonly NewMember[] }): Promise<{ made: number; clashes: Clash[] }> {
	const now = ctx.clock.now();
	const by = isId(ctx.actor.id) ? ctx.actor.id : null;
	const { made, clashes } = await db
		.with('counted', (q) =>
			q
				.updateTable('activities.occurrence')
				.set({ taken: sql`taken + ${state === 'taken' ? members.length : 0}`, line_last: lineNo })
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('id', '=', input.occurrenceId)
				.returning('id')
		)
		.with('made', (q) =>
			q
				.insertInto('activities.signup')
				.values(
					members.map((member, position) => ({
						subdistrict_id: ctx.subdistrictId,
						id: member.id,
						occurrence_id: input.occurrenceId,
						party_id: partyId,
						who_key: member.key,
						person_id: member.personId,
						user_id: member.userId,
						...nameColumns(member.name),
						phone_hash: member.phone?.phone_hash ?? null,
						phone_sealed: member.phone?.phone_sealed ?? null,
						phone_masked: member.phone?.phone_masked ?? '',
						birth_year: member.candidate.birthYear,
						guardian_sealed: member.guardianSealed,
						on_word: member.onWord,
						exception: input.exception,
						state,
						line_no: lineNo,
						position,
						source: input.source,
						locale: ctx.locale,
						client_id: input.clientId,
						signed_up_at: now,
						signed_up_by: by,
						changed_at: now
					}))
				)
				.onConflict((oc) => oc.doNothing())
				.returning('id')
		)
		.selectNoFrom([
			sql<number>`(SELECT count(*)::int FROM made)`.as('made'),
			sql<{ title: string; startsAt: string; endsAt: string }[]>`(SELECT coalesce(jsonb_agg(jsonb_build_object('title', c.title, 'startsAt', c.starts_at, 'endsAt', c.ends_at)), '[]') FROM (${clashesSql(ctx.subdistrictId, members.map(({ key }) => key), time)}) c)`.as('clashes')
		])
		.executeTakeFirstOrThrow();
	return { made, clashes: clashes.map(({ title, startsAt, endsAt }) => ({ title, startsAt: new Date(startsAt), endsAt: new Date(endsAt) })) };
}
