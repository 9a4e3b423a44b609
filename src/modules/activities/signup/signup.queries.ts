/** What the site shows of sign-ups: how many places are left, who could come, where a party stands. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { listCommunities } from '#modules/areas/index.ts';
import { factsOfPeople, type PersonFacts } from '#modules/residents/index.ts';
import { reachOf } from '#platform/accounts/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import { readTx, type ReadTx } from '#platform/db/tx.ts';
import { isId } from '#platform/ids.ts';
import { unseal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchTime } from '../activities.errors.ts';
import { clashesOf, type Clash } from './clashes.ts';
import { writtenName } from './own-name.ts';
import { keysOf, ownKeys, ownLinks, partyFor, type Links } from './places.usecases.ts';
import { timeOf, type TimeOf } from './rules.store.ts';
import { liveMembers, placeInLine } from './seats.ts';
import { closedBecause, closesAt, judge, mayCancel, type Closed, type SignupState, type Unfit } from './signup.model.ts';
import { PartyInput } from './signup.schemas.ts';

const { query } = forModule<'activities'>();

/** One time as somebody sees it who thinks of coming. */
export interface TimeView {
	id: string;
	activityId: string;
	title: string;
	place: string;
	onDay: string;
	startsAt: Date;
	endsAt: Date;
	/** null: as many as come */
	capacity: number | null;
	/** places that nobody has; null: no limit */
	free: number | null;
	/** parties in the line */
	waiting: number;
	/** why nobody can sign up now; null: it is open */
	closed: Closed | null;
	signupFrom: Date | null;
	closesAt: Date;
	offerMinutes: number;
	cutoffMinutes: number;
	/** the caller's own party, or one of theirs */
	mine: { partyId: string; state: SignupState } | null;
}

async function viewsOf({ db, ctx }: ReadTx<'activities'>, times: readonly TimeOf[], keys: readonly string[]): Promise<TimeView[]> {
	if (!times.length) return [];
	const ids = times.map(({ id }) => id);
	const { rows } = await sql<{ id: string; waiting: number; partyId: string | null; state: SignupState | null }>`SELECT o.id,
			(SELECT count(DISTINCT w.party_id)::int FROM activities.signup w WHERE w.subdistrict_id = o.subdistrict_id AND w.occurrence_id = o.id AND w.state = 'waiting') AS waiting,
			m.party_id AS "partyId", m.state
		FROM activities.occurrence o LEFT JOIN LATERAL (
			SELECT s.party_id, s.state FROM activities.signup s WHERE s.subdistrict_id = o.subdistrict_id AND s.occurrence_id = o.id AND s.state IN ('taken', 'waiting', 'offered') AND s.who_key = any(${keys}) ORDER BY s.line_no LIMIT 1
		) m ON true WHERE o.subdistrict_id = ${ctx.subdistrictId} AND o.id = any(${ids}::uuid[])`.execute(db);
	const more = new Map(rows.map((row) => [row.id, row]));
	return times.map((time): TimeView => {
		const { waiting = 0, partyId = null, state = null } = more.get(time.id) ?? {};
		return {
			id: time.id,
			activityId: time.activityId,
			title: time.title,
			place: time.place,
			onDay: time.onDay,
			startsAt: time.startsAt,
			endsAt: time.endsAt,
			capacity: time.capacity,
			free: time.capacity === null ? null : Math.max(0, time.capacity - time.taken),
			waiting,
			closed: closedBecause(time, ctx.clock.now(), false),
			signupFrom: time.signupFrom,
			closesAt: closesAt(time),
			offerMinutes: time.offerMinutes,
			cutoffMinutes: time.cutoffMinutes,
			mine: partyId && state ? { partyId, state } : null
		};
	});
}

/** Times as the site shows them beside an activity, in the order asked for; those that are not public are left out. */
export const timeViews = query({
	name: 'activities.timeViews',
	access: 'public',
	input: v.object({ ids: v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(60)) }),
	prepare: ownKeys,
	run: async (tx, { ids }, keys): Promise<TimeView[]> => {
		const times: TimeOf[] = [];
		for (const id of ids) {
			const time = await timeOf(tx, id).catch(() => null);
			if (time?.published) times.push(time);
		}
		return viewsOf(tx, times, keys);
	}
});

/** Somebody whom an account may bring, and what the rule says of them. */
export interface MayBring {
	who: 'me' | 'person';
	personId: string | null;
	name: string;
	actsAs: 'self' | 'guardian' | 'proxy' | null;
	/** to be written, because nobody knows it: as the account last wrote it, or empty; null: it is known */
	asksName: string | null;
	unfit: { why: Unfit; age?: number }[];
	in: boolean;
}

export interface JoinForm {
	time: TimeView;
	/** empty for strangers, who give name and telephone */
	own: MayBring[];
	asks: { age: boolean; minAge: number | null; maxAge: number | null; groups: readonly string[]; communities: { name: string; nameEn: string }[]; guardianUnder: number | null };
	/** other sign-ups of the account at the same time */
	clashes: Clash[];
}

/**
 * What the sign-up page of one time needs.
 * @throws platform.notFound (404) for a time that is not public
 */
export async function joinForm(ctx: Ctx, occurrenceId: string): Promise<JoinForm> {
	const links = await ownLinks(ctx);
	const keys = keysOf(ctx, links);
	const { time, view, clashes, inKeys } = await readTx<'activities', { time: TimeOf; view: TimeView; clashes: Clash[]; inKeys: string[] }>(ctx, async (tx) => {
		const found = await timeOf(tx, occurrenceId);
		if (!found.published) throw noSuchTime();
		const [one] = await viewsOf(tx, [found], keys);
		const rows = keys.length ? await tx.db.selectFrom('activities.signup').select('who_key').where('subdistrict_id', '=', ctx.subdistrictId).where('occurrence_id', '=', occurrenceId).where('who_key', 'in', keys).where('state', 'in', ['taken', 'waiting', 'offered']).execute() : [];
		return { time: found, view: one!, clashes: await clashesOf(tx, keys, found), inKeys: rows.map(({ who_key }) => who_key) };
	});
	const { audience } = time;
	const communities = audience.communities.length ? (await listCommunities(ctx, {})).filter(({ id }) => audience.communities.includes(id)).map(({ name, nameEn }) => ({ name, nameEn })) : [];
	return {
		time: view,
		own: await whomToBring(ctx, links, time, inKeys),
		asks: { age: audience.minAge !== null || audience.maxAge !== null || audience.guardianUnder !== null, minAge: audience.minAge, maxAge: audience.maxAge, groups: audience.groups, communities, guardianUnder: audience.guardianUnder },
		clashes
	};
}

async function whomToBring(ctx: Ctx, links: Links, time: TimeOf, inKeys: readonly string[]): Promise<MayBring[]> {
	if (ctx.actor.kind !== 'user' || !isId(ctx.actor.id)) return [];
	const product: Ctx = { ...ctx, actor: systemActor('activities:join') };
	const userId = ctx.actor.id;
	const [facts, me, written] = await Promise.all([factsOfPeople(product, { ids: links.map(({ personId }) => personId), day: time.onDay, groups: time.audience.groups.length > 0 }), reachOf(product, { id: userId }), readTx<'activities', string>(ctx, (tx) => writtenName(tx, userId))]);
	const unfit = (fact: PersonFacts | undefined, guardian: boolean) => judge(time.audience, { birthDate: fact?.birthDate ?? null, birthYear: null, communityId: fact?.communityId ?? null, groups: fact?.groups ?? null, livesHere: true, guardian }, time.onDay).unfit;
	const own = links.find(({ actsAs }) => actsAs === 'self');
	const fact = own && facts.get(own.personId);
	return [
		{ who: 'me', personId: null, name: fact?.name || me?.name || ctx.actor.name, asksName: fact?.name || me?.name ? null : written, actsAs: own ? 'self' : null, unfit: unfit(fact, false), in: inKeys.includes(own ? `p:${own.personId}` : `u:${ctx.actor.id}`) },
		...links.filter((link) => link !== own).map((link): MayBring => ({ who: 'person', personId: link.personId, name: link.name, asksName: null, actsAs: link.actsAs, unfit: unfit(facts.get(link.personId), link.actsAs === 'guardian'), in: inKeys.includes(`p:${link.personId}`) }))
	];
}

/** A party's own page. */
export interface PlaceView {
	partyId: string;
	time: TimeView;
	members: { id: string; name: string; state: SignupState }[];
	/** of those who are still in; null: nobody is */
	state: SignupState | null;
	/** what became of it when nobody is in */
	ended: SignupState | null;
	/** in the line, from 1 */
	place: number | null;
	offeredUntil: Date | null;
	mayCancel: boolean;
	clashes: Clash[];
	cancelled: boolean;
	why: string;
}

/** @throws platform.notFound (404) to strangers */
export const placeOf = query({
	name: 'activities.placeOf',
	access: 'public',
	input: PartyInput,
	prepare: ownKeys,
	run: async (tx, { partyId, key }, keys): Promise<PlaceView> => {
		const { db, ctx } = tx;
		const head = await partyFor(tx, { partyId, key }, keys);
		const time = await timeOf(tx, head.occurrenceId);
		const live = await liveMembers(tx, partyId);
		const [all, [view], occurrence] = await Promise.all([
			db.selectFrom('activities.signup').select(['id', 'who_key', 'name_sealed', 'state', 'changed_at']).where('subdistrict_id', '=', ctx.subdistrictId).where('party_id', '=', partyId).orderBy('position').execute(),
			viewsOf(tx, [time], keys),
			db.selectFrom('activities.occurrence').select(['why', 'state']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', time.id).executeTakeFirstOrThrow()
		]);
		const [first] = live;
		const state = first?.state ?? null;
		return {
			partyId,
			time: view!,
			// Who opens it by its key wrote these names themselves.
			members: all.map((row) => ({ id: row.id, name: row.name_sealed ? unseal(row.name_sealed, 'contact') : '', state: row.state as SignupState })),
			state,
			ended: state ? null : ((all.map((row) => ({ ...row })).sort((a, b) => b.changed_at.getTime() - a.changed_at.getTime())[0]?.state as SignupState | undefined) ?? null),
			place: first?.state === 'waiting' ? await placeInLine(tx, time.id, first.lineNo) : null,
			offeredUntil: first?.state === 'offered' ? first.offeredUntil : null,
			mayCancel: state !== null && mayCancel(state, time, ctx.clock.now()),
			clashes: await clashesOf(tx, all.map(({ who_key }) => who_key), time),
			cancelled: occurrence.state === 'cancelled',
			why: occurrence.why
		};
	}
});
