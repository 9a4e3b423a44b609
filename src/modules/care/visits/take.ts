/** Taking today's list along: the list, the key to seal to, and a ticket that says whose visits come back. */
import { noteVisitList } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { forbidden } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { lookupHash, randomSecret, seal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { permissions } from '../care.permissions.ts';
import { careRules } from '../list/rules.queries.ts';
import { newKeyPair } from './envelope.ts';
import { todaysVisits, type VisitStop } from './visit.queries.ts';

const { useCase } = forModule<'care'>();

/** How long an envelope with the ticket is taken without a look: a week without a network. */
export const TICKET_DAYS = 7;
/** How long the list itself can be opened on the phone: through the next day, in case the network stays away. */
const LIST_HOURS = 36;
const HOUR_MS = 3_600_000;

export const KEY_PURPOSE = 'visit-key';
export const ticketHash = (ticket: string): string => lookupHash('visit-ticket', ticket);

/**
 * The key to seal to, and a ticket that says who wrote what comes back, in the caller's transaction. For other modules too, whose
 * lists are taken along: `openTicketed` (delivery.ts) tells them who it was.
 */
export async function issueTicket({ db, ctx }: WriteTx<'care'>, author: { id: string; name: string }): Promise<{ id: string; key: { id: string; publicKey: string }; ticket: string }> {
	const now = ctx.clock.now();
	let key = await db.selectFrom('care.visit_key').select(['id', 'public_key as publicKey']).where('subdistrict_id', '=', ctx.subdistrictId).orderBy('made_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
	if (!key) {
		// Two who are first at the same moment make two; either opens what was sealed to it.
		const pair = await newKeyPair();
		key = { id: newId(), publicKey: pair.publicKey };
		await db.insertInto('care.visit_key').values({ subdistrict_id: ctx.subdistrictId, id: key.id, public_key: pair.publicKey, private_sealed: seal(pair.privateKey, KEY_PURPOSE), made_at: now }).execute();
	}
	const ticket = randomSecret();
	const id = newId();
	await db
		.insertInto('care.visit_ticket')
		.values({ subdistrict_id: ctx.subdistrictId, id, secret_hash: ticketHash(ticket), user_id: author.id, user_name: author.name, issued_at: now, expires_at: new Date(now.getTime() + TICKET_DAYS * 24 * HOUR_MS) })
		.execute();
	return { id, key, ticket };
}

const issue = useCase({
	name: 'care.takeVisitList',
	access: permissions.look_after,
	input: v.object({}),
	run: async (tx) => {
		const { actor } = tx.ctx;
		// An envelope is its author's: a program or a job has no visits of its own.
		if (actor.kind !== 'user' || !isId(actor.id)) throw forbidden(permissions.look_after.key);
		return issueTicket(tx, { id: actor.id, name: actor.name });
	},
	subject: (_input, { id }) => ({ subjectType: 'visit_ticket', subjectId: id })
});

/** What a phone takes along. Its names and addresses are what the caller sees at the desk; no phone number, no health words. */
export interface TakenList {
	stops: VisitStop[];
	/** names of rules by code */
	rules: Record<string, string>;
	key: { id: string; publicKey: string };
	ticket: string;
	worker: string;
	takenAt: string;
	/** after this instant the phone no longer opens it */
	until: string;
}

/** Gives out the caller's list of today. Each person on it has been looked at, and is told so. */
export async function takeVisitList(ctx: Ctx): Promise<TakenList> {
	const { key, ticket } = await issue(ctx, {});
	const [stops, rules] = await Promise.all([todaysVisits(ctx), careRules(ctx, {})]);
	await noteVisitList(ctx, { ids: stops.map(({ personId }) => personId) });
	const now = ctx.clock.now();
	return {
		stops,
		rules: Object.fromEntries(rules.map(({ code, name, nameEn }) => [code, (ctx.locale === 'en' && nameEn) || name])),
		key,
		ticket,
		worker: ctx.actor.name,
		takenAt: now.toISOString(),
		until: new Date(now.getTime() + LIST_HOURS * HOUR_MS).toISOString()
	};
}
