import { findAddress, land } from '#modules/areas/index.ts';
import { personCard, personCards, revealedGroups, type PersonCard } from '#modules/residents/index.ts';
import type { Actor, Ctx } from '#platform/context.ts';
import { dateIn, dayRange } from '#platform/dates/index.ts';
import { isId } from '#platform/ids.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { sql } from 'kysely';
import * as v from 'valibot';
import { noSuchPerson } from '../care.errors.ts';
import { permissions } from '../care.permissions.ts';
import { careScope, mayLookAfter, maySee, ownCommunities } from '../care.policy.ts';
import { careList, type PlanLine } from '../plans/plan.queries.ts';
import { headline, onTheWay, type Stop, type VisitField, type VisitFields } from './visit.model.ts';
import { PersonOfVisits, VisitId } from './visit.schemas.ts';
import { fieldsOf, openValue, photosOf, visitRow, type VisitRow } from './visit.store.ts';

const { query } = forModule<'care'>();

/** Who wrote about somebody's health has just heard it, and reads it for a day; others give a reason first. */
const OWN_WORK_MS = 24 * 3_600_000;

export interface VisitLine extends Omit<VisitFields, 'health'> {
	id: string;
	personId: string;
	visitedAt: Date;
	receivedAt: Date;
	byName: string;
	/** null: something was written that is not open to the caller; empty: nothing was */
	health: string | null;
	/** shown with the note, to staff of the community */
	photos: { id: string; width: number; height: number }[];
	withdrawn: boolean;
	mayChange: boolean;
	mayWithdraw: boolean;
	version: number;
}

function lineOf(actor: Actor, row: VisitRow, healthOpen: boolean, now: Date): VisitLine {
	const fields = fieldsOf(row);
	const own = mayLookAfter(actor, row.community_id);
	const isTheirs = row.by_id === actor.id;
	const healthShown = own && (healthOpen || (isTheirs && now.getTime() - row.received_at.getTime() < OWN_WORK_MS));
	return {
		...fields,
		note: own ? fields.note : '',
		needWords: own ? fields.needWords : '',
		health: fields.health === '' || healthShown ? fields.health : null,
		id: row.id,
		personId: row.person_id,
		visitedAt: row.visited_at,
		receivedAt: row.received_at,
		byName: row.by_name,
		photos: own ? photosOf(row).map(({ id, width, height }) => ({ id, width, height })) : [],
		withdrawn: row.withdrawn_at !== null,
		mayChange: own && row.withdrawn_at === null,
		mayWithdraw: own && row.withdrawn_at === null && (isTheirs || actor.grants.some(({ role }) => role === 'head')),
		version: row.version
	};
}

const visitRows = query({
	name: 'care.visitsOf',
	access: permissions.read,
	input: PersonOfVisits,
	run: async ({ db, ctx }, { personId }): Promise<{ rows: VisitRow[]; conflicts: number; requests: { visitId: string; requestId: string }[] }> => {
		const rows = await db.selectFrom('care.visit').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).orderBy('visited_at', 'desc').orderBy('id', 'desc').limit(100).execute();
		const { n } = await db.selectFrom('care.conflict').select(sql<number>`count(*)::int`.as('n')).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where('resolved_at', 'is', null).executeTakeFirstOrThrow();
		const ids = rows.map(({ id }) => id);
		const requests = ids.length ? await db.selectFrom('care.visit_request').select(['visit_id as visitId', 'request_id as requestId']).where('subdistrict_id', '=', ctx.subdistrictId).where('visit_id', 'in', ids).execute() : [];
		return { rows: rows.filter((row) => maySee(ctx.actor, row.community_id)), conflicts: n, requests };
	}
});

export interface VisitsOfPerson {
	person: PersonCard;
	visits: (VisitLine & { requestIds: string[] })[];
	/** fields that two people wrote and nobody settled */
	conflicts: number;
	mayRecord: boolean;
}

/** Visits of one person, newest first. @throws platform.notFound (404) where their care is not the caller's */
export async function visitsOf(ctx: Ctx, personId: string): Promise<VisitsOfPerson> {
	const person = await personCard(ctx, { id: personId });
	if (!person || !maySee(ctx.actor, person.communityId)) throw noSuchPerson();
	const [{ rows, conflicts, requests }, open] = await Promise.all([visitRows(ctx, { personId }), revealedGroups(ctx, { id: personId })]);
	const now = ctx.clock.now();
	return {
		person,
		visits: rows.map((row) => ({ ...lineOf(ctx.actor, row, open.includes('health'), now), requestIds: requests.filter(({ visitId }) => visitId === row.id).map(({ requestId }) => requestId) })),
		conflicts,
		mayRecord: mayLookAfter(ctx.actor, person.communityId) && !person.died && !person.left
	};
}

const oneVisit = query({ name: 'care.visit', access: permissions.read, input: VisitId, run: (tx, { id }) => visitRow(tx, id) });

/** One visit with whom it was paid to. @throws platform.notFound (404) */
export async function visitOf(ctx: Ctx, id: string): Promise<{ person: PersonCard; visit: VisitLine }> {
	const row = await oneVisit(ctx, { id });
	const person = await personCard(ctx, { id: row.person_id });
	if (!person) throw noSuchPerson();
	return { person, visit: lineOf(ctx.actor, row, (await revealedGroups(ctx, { id: row.person_id })).includes('health'), ctx.clock.now()) };
}

/** A door of today's way. */
export interface VisitStop extends Stop {
	personId: string;
	name: string;
	age: number | null;
	/** codes of rules */
	reasons: string[];
	lastOn: string | null;
	nextOn: string | null;
	overdue: boolean;
	/** first words of what was noted last */
	lastNote: string;
	/** a visit of today: what came of it, the version that a correction starts from, and whether it is the caller's own */
	today: { id: string; outcome: string; version: number; own: boolean } | null;
}

const lastNotes = query({
	name: 'care.lastNotes',
	access: permissions.look_after,
	input: v.object({ personIds: v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(500)) }),
	prepare: async (ctx) => {
		const zone = await zoneOf(ctx);
		return dayRange(dateIn(ctx.clock.now(), zone), zone);
	},
	run: async ({ db, ctx }, { personIds }, day) => {
		const own = ownCommunities(ctx.actor);
		let rows = db
			.selectFrom('care.visit')
			.selectAll()
			.distinctOn('person_id')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('person_id', '=', sql<string>`any(${personIds}::uuid[])`)
			.where('withdrawn_at', 'is', null)
			.orderBy('person_id')
			.orderBy('visited_at', 'desc');
		if (own !== 'all') rows = rows.where('community_id', '=', sql<string>`any(${own}::uuid[])`);
		const found = await rows.execute();
		return new Map(found.map((row) => [row.person_id, { note: headline(fieldsOf(row).note), today: row.visited_at >= day.start && row.visited_at < day.end ? { id: row.id, outcome: row.outcome, version: row.version, own: row.by_id === ctx.actor.id } : null }]));
	}
});

/** People whom the caller saw today: they are no longer due, and stay on the list as done. */
const seenToday = query({
	name: 'care.visitedToday',
	access: permissions.look_after,
	input: v.object({}),
	prepare: async (ctx) => {
		const zone = await zoneOf(ctx);
		return dayRange(dateIn(ctx.clock.now(), zone), zone);
	},
	run: async ({ db, ctx }, _input, day): Promise<string[]> => {
		if (!isId(ctx.actor.id)) return [];
		const rows = await db.selectFrom('care.visit').select('person_id').distinct().where('subdistrict_id', '=', ctx.subdistrictId).where('by_id', '=', ctx.actor.id).where('visited_at', '>=', day.start).where('visited_at', '<', day.end).where('withdrawn_at', 'is', null).limit(200).execute();
		return rows.map(({ person_id }) => person_id);
	}
});

/** The caller's own visits of today: who is due or late and whom they have seen today, in the order on the way. */
export async function todaysVisits(ctx: Ctx, from: { lon: number; lat: number } | null = null): Promise<VisitStop[]> {
	const me = isId(ctx.actor.id) ? ctx.actor.id : null;
	const [due, seen] = await Promise.all([me ? careList(ctx, { queue: 'due', workerId: me, limit: 200 }) : { items: [] as PlanLine[] }, seenToday(ctx, {})]);
	const dueIds = new Set(due.items.map(({ personId }) => personId));
	const others = seen.filter((id) => !dueIds.has(id));
	const [notes, cards, map] = await Promise.all([lastNotes(ctx, { personIds: [...dueIds, ...others] }), personCards(ctx, { ids: others }), land(ctx)]);
	const stop = (personId: string, person: PersonCard, plan: PlanLine | null): VisitStop => {
		const place = findAddress(map, person.address, 1)[0];
		const { lon, lat } = place?.building?.lon != null ? place.building : (place?.compound ?? { lon: null, lat: null });
		return {
			personId,
			name: person.name,
			age: person.age,
			address: person.address,
			lon,
			lat,
			reasons: plan?.reasons ?? [],
			lastOn: plan?.lastOn ?? null,
			nextOn: plan?.nextOn ?? null,
			overdue: plan?.due === 'overdue',
			lastNote: notes.get(personId)?.note ?? '',
			today: notes.get(personId)?.today ?? null
		};
	};
	const stops = [...due.items.flatMap((plan) => (plan.person ? [stop(plan.personId, plan.person, plan)] : [])), ...others.flatMap((id) => (cards.get(id) ? [stop(id, cards.get(id)!, null)] : []))];
	return onTheWay(stops, from);
}

export interface ConflictLine {
	id: string;
	visitId: string;
	/** of the visit now; choosing names it */
	version: number;
	personId: string;
	person: PersonCard | null;
	field: VisitField;
	/** null: health words that the caller has not open */
	base: unknown;
	theirs: unknown;
	mine: unknown;
	hidden: boolean;
	theirsBy: string;
	mineBy: string;
	foundAt: Date;
	mayResolve: boolean;
}

const conflictRows = query({
	name: 'care.conflicts',
	access: permissions.look_after,
	input: v.object({ personId: v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null) }),
	run: async ({ db, ctx }, { personId }) => {
		const scope = careScope(ctx.actor);
		let rows = db.selectFrom('care.conflict').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('subject_type', '=', 'visit').where('resolved_at', 'is', null);
		if (scope !== 'all') rows = rows.where('community_id', '=', sql<string>`any(${scope}::uuid[])`);
		if (personId) rows = rows.where('person_id', '=', personId);
		const found = await rows.orderBy('found_at', 'desc').orderBy('id', 'desc').limit(100).execute();
		const ids = [...new Set(found.map(({ subject_id }) => subject_id))];
		if (!ids.length) return [];
		const visits = await db.selectFrom('care.visit').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', ids).execute();
		const changes = await db.selectFrom('care.visit_change').select(['visit_id', 'field', 'by_name', 'version']).where('subdistrict_id', '=', ctx.subdistrictId).where('visit_id', 'in', ids).orderBy('version', 'desc').execute();
		return found.flatMap((row) => {
			const visit = visits.find(({ id }) => id === row.subject_id);
			return visit ? [{ row, visit, theirsBy: changes.find((change) => change.visit_id === visit.id && change.field === row.field)?.by_name ?? visit.by_name }] : [];
		});
	}
});

/** Fields that two people wrote, newest first, at most a hundred: what both started from and both values. */
export async function listConflicts(ctx: Ctx, personId: string | null = null): Promise<ConflictLine[]> {
	const found = await conflictRows(ctx, { personId });
	const people = [...new Set(found.map(({ row }) => row.person_id))];
	const cards = await personCards(ctx, { ids: people });
	const healthy = new Set<string>();
	for (const id of new Set(found.filter(({ row }) => row.field === 'health').map(({ row }) => row.person_id))) if ((await revealedGroups(ctx, { id })).includes('health')) healthy.add(id);
	return found.map(({ row, visit, theirsBy }): ConflictLine => {
		const field = row.field as VisitField;
		const own = mayLookAfter(ctx.actor, row.community_id);
		const hidden = !own || (field === 'health' && !healthy.has(row.person_id));
		const shown = (value: unknown) => (hidden ? null : value);
		return {
			id: row.id,
			visitId: visit.id,
			version: visit.version,
			personId: row.person_id,
			person: cards.get(row.person_id) ?? null,
			field,
			base: shown(openValue(field, row.base_sealed)),
			theirs: shown(fieldsOf(visit)[field]),
			mine: shown(openValue(field, row.mine_sealed)),
			hidden,
			theirsBy,
			mineBy: row.mine_by_name,
			foundAt: row.found_at,
			mayResolve: own && !hidden
		};
	});
}
