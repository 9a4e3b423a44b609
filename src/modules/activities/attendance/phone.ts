/**
 * Lists at the door taken along on a phone, and the arrivals that come back sealed (docs/adr/0011): today's and tomorrow's times with
 * who is expected; a ticket inside each envelope says who recorded it, whoever sends it.
 */
import { sql } from 'kysely';
import * as v from 'valibot';
import { authorOf, issueTicket, openTicketed } from '#modules/care/index.ts';
import type { Ctx } from '#platform/context.ts';
import { addDays } from '#platform/dates/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import type { Envelope } from '#platform/envelope.ts';
import { AppError, forbidden } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { limit } from '#platform/rate-limit.ts';
import { unseal } from '#platform/secrets.ts';
import { todayOf } from '#platform/today.ts';
import { forModule, parse } from '#platform/usecase.ts';
import { permissions } from '../activities.permissions.ts';
import { keptBy } from '../activities.policy.ts';
import { CheckInInput } from './attendance.schemas.ts';
import { checkIn, DOOR_OPENS_MS } from './attendance.usecases.ts';

const { useCase } = forModule<'activities'>();

/** Through the next day, in case the network stays away. */
const LIST_HOURS = 36;
const MOST_PEOPLE = 1500;

export interface TakenPerson {
	signupId: string;
	name: string;
	/** the last four digits, to tell two of one name apart */
	tail: string;
	waiting: boolean;
	came: boolean;
}

export interface TakenRoster {
	occurrenceId: string;
	title: string;
	place: string;
	startsAt: string;
	endsAt: string;
	/** before this the server takes no arrival */
	opensAt: string;
	people: TakenPerson[];
}

/** What a phone takes along: names and four digits of the telephone, nothing else of anybody. */
export interface TakenRosters {
	rosters: TakenRoster[];
	key: { id: string; publicKey: string };
	ticket: string;
	until: string;
}

interface Row {
	occurrenceId: string;
	title: string;
	place: string;
	startsAt: Date;
	endsAt: Date;
	signupId: string | null;
	sealed: string | null;
	masked: string;
	state: string | null;
	came: boolean;
}

/** Gives out the lists of today and tomorrow that the caller keeps. @throws platform.forbidden (403) for a program */
export const takeRosters = useCase({
	name: 'activities.takeRosters',
	access: permissions.serve,
	input: v.object({}),
	run: async (tx): Promise<TakenRosters & { id: string }> => {
		const { db, ctx } = tx;
		if (ctx.actor.kind !== 'user' || !isId(ctx.actor.id)) throw forbidden(permissions.serve.key);
		const today = await todayOf(tx);
		const kept = keptBy(ctx.actor);
		const within = kept === 'all' ? sql`true` : sql`(a.community_id = any(${kept}::uuid[]) OR EXISTS (SELECT FROM activities.named_community n WHERE n.subdistrict_id = a.subdistrict_id AND n.activity_id = a.id AND n.community_id = any(${kept}::uuid[])))`;
		const { rows } = await sql<Row>`SELECT o.id AS "occurrenceId", a.title, coalesce(o.place, a.place) AS place, o.starts_at AS "startsAt", o.ends_at AS "endsAt", s.id AS "signupId", s.name_sealed AS sealed, coalesce(s.phone_masked, '') AS masked, s.state,
				EXISTS (SELECT FROM activities.attendance t WHERE t.subdistrict_id = s.subdistrict_id AND t.occurrence_id = s.occurrence_id AND t.who_key = s.who_key AND t.taken_back_at IS NULL) AS came
			FROM activities.occurrence o JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id AND a.state = 'published'
			LEFT JOIN activities.signup s ON s.subdistrict_id = o.subdistrict_id AND s.occurrence_id = o.id AND s.state IN ('taken', 'offered', 'waiting')
			WHERE o.subdistrict_id = ${ctx.subdistrictId} AND o.on_day BETWEEN ${today}::date AND ${addDays(today, 1)}::date AND o.state = 'planned' AND ${within}
			ORDER BY o.starts_at, o.id, s.state = 'waiting', s.line_no, s.position LIMIT ${MOST_PEOPLE}`.execute(db);
		const rosters = new Map<string, TakenRoster>();
		for (const row of rows) {
			const own = rosters.get(row.occurrenceId) ?? { occurrenceId: row.occurrenceId, title: row.title, place: row.place, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), opensAt: new Date(row.startsAt.getTime() - DOOR_OPENS_MS).toISOString(), people: [] };
			rosters.set(row.occurrenceId, own);
			if (row.signupId) own.people.push({ signupId: row.signupId, name: row.sealed ? unseal(row.sealed, 'contact') : '', tail: row.masked.slice(-4), waiting: row.state === 'waiting', came: row.came });
		}
		const { id, key, ticket } = await issueTicket(tx as unknown as WriteTx<'care'>, { id: ctx.actor.id, name: ctx.actor.name });
		return { id, rosters: [...rosters.values()], key, ticket, until: new Date(ctx.clock.now().getTime() + LIST_HOURS * 3_600_000).toISOString() };
	},
	subject: (_input, { id }) => ({ subjectType: 'visit_ticket', subjectId: id })
});

const bytes = (most: number) => v.pipe(v.string(), v.regex(/^[\w-]+$/), v.maxLength(most));
const EnvelopesInput = v.object({
	envelopes: v.pipe(v.array(v.object({ id: v.pipe(v.string(), v.uuid()), keyId: v.pipe(v.string(), v.uuid()), from: bytes(200), iv: bytes(16), body: bytes(20_000) })), v.minLength(1, 'activities.noEnvelopes'), v.maxLength(50, 'activities.noEnvelopes'))
});
const Content = v.object({ arrival: CheckInInput });

export interface ArrivalDelivered {
	id: string;
	/** `taken`: it is written down, or was; `unreadable`: it stays on the phone, because it cannot be written */
	state: 'taken' | 'unreadable';
}

/**
 * Takes arrivals in, each for itself and as its author's. Sent again, each is answered the same and counted once.
 * @throws platform.invalidInput (422) with `activities.noEnvelopes`; platform.tooMany (429)
 */
export async function takeArrivals(ctx: Ctx, raw: unknown): Promise<ArrivalDelivered[]> {
	const { envelopes } = await parse(EnvelopesInput, raw);
	await limit(ctx, 'activities.envelopes', ctx.ip ?? 'unknown', 600, 3600);
	const answers: ArrivalDelivered[] = [];
	for (const envelope of envelopes) answers.push({ id: envelope.id, state: (await takeOne(ctx, envelope)) ? 'taken' : 'unreadable' });
	return answers;
}

async function takeOne(ctx: Ctx, envelope: Envelope): Promise<boolean> {
	const opened = await openTicketed(ctx, envelope);
	const told = opened && v.safeParse(Content, opened.content);
	// Bound to the envelope's own id, so that a copy under another id is not another arrival.
	if (!opened || !told?.success || told.output.arrival.clientId !== envelope.id || opened.ticket.expiresAt < ctx.clock.now()) return false;
	const author = await authorOf(ctx, opened.ticket.userId);
	if (!author) return false;
	try {
		await checkIn({ ...ctx, actor: author }, told.output.arrival);
		return true;
	} catch (error) {
		if (!(error instanceof AppError) || error.status >= 500 || error.status === 429) throw error;
		return false;
	}
}
