/** Writing a visit down, once however often it is sent, and what follows from it: a door that nobody opened, requests from needs. */
import { personCard } from '#modules/residents/index.ts';
import { submit } from '#modules/requests/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import { dateIn } from '#platform/dates/index.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { AppError } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { noSuchPerson, noSuchVisit } from '../care.errors.ts';
import { permissions } from '../care.permissions.ts';
import { demandLookAfter, maySee } from '../care.policy.ts';
import { openDoor } from '../door/door.usecases.ts';
import { visitMessages } from '../messages/visits.ts';
import { weeksChanged } from '../weekly/weekly.facts.ts';
import { movePlan } from './visit.plan.ts';
import { RecordVisitInput, type VisitTold } from './visit.schemas.ts';
import { columnsOf, fieldsOf, idFrom, type VisitRow } from './visit.store.ts';

const { useCase } = forModule<'care'>();
const FOLLOW = 'care:visitFollow';
/** The page does what follows itself; the job is for when it could not. */
const FOLLOW_AFTER_MS = 30_000;

/** Who was there, where that is not who writes it down. */
export const AuthorInput = v.optional(v.nullable(v.object({ id: v.pipe(v.string(), v.uuid()), name: v.string() })), null);

const writeVisit = useCase({
	name: 'care.recordVisit',
	access: permissions.look_after,
	input: v.object({ told: RecordVisitInput, author: AuthorInput }),
	prepare: async (ctx, { told: { personId } }) => {
		const person = await personCard(ctx, { id: personId });
		if (!person?.communityId || !maySee(ctx.actor, person.communityId)) throw noSuchPerson();
		demandLookAfter(ctx.actor, person.communityId);
		return { communityId: person.communityId, zone: await zoneOf(ctx) };
	},
	run: async (tx, { told, author }, { communityId, zone }) => {
		const { db, ctx } = tx;
		const by = author ?? { id: ctx.actor.id!, name: ctx.actor.name };
		if (!isId(by.id)) throw noSuchPerson();
		const now = ctx.clock.now();
		const said = told.visitedAt === null ? now : new Date(told.visitedAt);
		const at = said > now ? now : said;
		const { way, outcome, mood, needs, needWords, health, note, nextOn } = told;
		const on = dateIn(at, zone);
		if (nextOn !== null && nextOn <= on) throw new AppError('platform.invalidInput', { status: 422, fields: [{ path: 'nextOn', code: 'care.dayPast' }] });
		const made = await db
			.insertInto('care.visit')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id: told.id,
				person_id: told.personId,
				community_id: communityId,
				way,
				outcome,
				visited_at: at,
				...columnsOf({ mood: outcome === 'seen' ? mood : null, needs, needWords, health, note, nextOn }),
				by_id: by.id,
				by_name: by.name,
				received_at: now
			})
			.onConflict((oc) => oc.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!made) {
			const there = await db.selectFrom('care.visit').select(['person_id', 'by_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', told.id).executeTakeFirst();
			if (there?.person_id !== told.personId || there.by_id !== by.id) throw noSuchVisit();
			return { id: told.id, personId: told.personId, communityId, repeated: true };
		}
		weeksChanged(tx, [on]);
		const plan = await movePlan(tx, told.personId, { outcome, on, nextOn });
		await db
			.updateTable('care.visit')
			.set({ plan_id: plan.planId, plan_last_was: plan.moved ? plan.lastWas : null, plan_next_was: plan.moved ? plan.nextWas : null })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', told.id)
			.execute();
		// What follows is promised in this transaction, so that a power cut in between loses neither door nor request.
		if (wantsMore(told)) await tx.enqueue(FOLLOW, wish(told), { runAt: new Date(Date.now() + FOLLOW_AFTER_MS), key: `${FOLLOW}:${told.id}` });
		return { id: told.id, personId: told.personId, communityId, repeated: false };
	},
	subject: (_input, { id, communityId, repeated }) => ({ subjectType: 'visit', subjectId: id, communityId, detail: { repeated } })
});

/** What shall follow from a visit. No word about anybody: it lies in the queue of jobs. */
interface Wish extends Record<string, unknown> {
	visitId: string;
	door: boolean;
	requests: boolean;
}
const wish = (told: VisitTold): Wish => ({ visitId: told.id, door: told.door && told.outcome === 'not_opened', requests: told.requests && told.needs.length > 0 });
const wantsMore = (told: VisitTold): boolean => wish(told).door || wish(told).requests;

export interface Recorded {
	id: string;
	personId: string;
	/** it had come before */
	repeated: boolean;
	doorId: string | null;
	/** numbers of the requests that were made of needs */
	requests: string[];
	/** something of what follows is still being made */
	pending: boolean;
}

/**
 * Writes a visit down as the caller's, opens the door and makes the requests that were asked for. Sent twice it is one visit,
 * one door and one request for each need.
 * @param author of a visit that the caller writes down for somebody else
 * @throws platform.notFound (404), platform.forbidden (403), care.dayPast (422)
 */
export async function recordVisit(ctx: Ctx, told: v.InferInput<typeof RecordVisitInput>, author: { id: string; name: string } | null = null): Promise<Recorded> {
	const { id, personId, repeated } = await writeVisit(ctx, { told, author });
	const parsed = v.parse(RecordVisitInput, told);
	const none = { doorId: null, requests: [] };
	if (!wantsMore(parsed)) return { id, personId, repeated, ...none, pending: false };
	try {
		return { id, personId, repeated, ...(await follow(ctx, wish(parsed))), pending: false };
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		return { id, personId, repeated, ...none, pending: true };
	}
}

async function follow(ctx: Ctx, { visitId, door, requests }: Wish): Promise<{ doorId: string | null; requests: string[] }> {
	const row = await rowOf(ctx, visitId);
	if (!row || row.withdrawn_at) return { doorId: null, requests: [] };
	const told = fieldsOf(row);
	const opened = door ? await openDoor(ctx, { clientId: idFrom(visitId, 'door'), personId: row.person_id, source: 'visit', sourceId: visitId, said: told.note }) : null;
	const person = requests ? await personCard(ctx, { id: row.person_id }) : null;
	const made: { id: string; number: string }[] = [];
	for (const need of person ? told.needs : []) {
		const words = visitMessages[ctx.locale].request(visitMessages[ctx.locale].needs[need], told.needWords);
		made.push(await submit(ctx, { clientId: idFrom(visitId, need), text: words, channel: 'patrol', place: { communityId: row.community_id, address: person!.address }, reporter: { name: person!.name, forSomebody: true } }));
	}
	if (made.length)
		await writeTx<'care', void>(ctx, async ({ db }) => {
			await db.insertInto('care.visit_request').values(made.map(({ id }) => ({ subdistrict_id: ctx.subdistrictId, visit_id: visitId, request_id: id }))).onConflict((oc) => oc.doNothing()).execute();
		});
	return { doorId: opened?.id ?? null, requests: made.map(({ number }) => number) };
}

const rowOf = (ctx: Ctx, visitId: string): Promise<VisitRow | undefined> =>
	readTx<'care', VisitRow | undefined>(ctx, ({ db }) => db.selectFrom('care.visit').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', visitId).executeTakeFirst());

/** Makes what a visit asked for and the page that sent it could not; in the name of who was there. */
export const visitFollowJob: JobDefinition = {
	task: FOLLOW,
	run: async (ctx, payload) => {
		const asked = payload as unknown as Wish;
		const row = await rowOf(ctx, asked.visitId);
		await follow({ ...ctx, actor: { ...systemActor('care:visit'), name: row?.by_name ?? '' } }, asked);
	}
};
