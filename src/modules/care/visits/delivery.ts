/**
 * Envelopes that phones send, by whoever signs in next or by nobody: the ticket inside says whose they are. What may be
 * written down is written as its author's; what needs a look waits for the head of the community; nothing is dropped.
 */
import { staffMember } from '#platform/accounts/index.ts';
import { hasRole, systemActor, type Actor, type Ctx } from '#platform/context.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { AppError, conflict } from '#platform/errors.ts';
import { limit } from '#platform/rate-limit.ts';
import { seal, unseal } from '#platform/secrets.ts';
import { forModule, parse } from '#platform/usecase.ts';
import { personCard, personCards, type PersonCard } from '#modules/residents/index.ts';
import { sql } from 'kysely';
import * as v from 'valibot';
import { noSuchVisit } from '../care.errors.ts';
import { permissions } from '../care.permissions.ts';
import { careScope, maySee } from '../care.policy.ts';
import { fromBase64url, openEnvelope, type Envelope } from './envelope.ts';
import { KEY_PURPOSE, ticketHash } from './take.ts';
import { addVisitPhoto } from './visit.photos.ts';
import { recordVisit } from './visit.record.ts';
import { RecordVisitInput, VisitId, type VisitTold } from './visit.schemas.ts';
import { amendVisit } from './visit.usecases.ts';

const bytes = (most: number) => v.pipe(v.string(), v.regex(/^[\w-]+$/), v.maxLength(most));
/** A photo of 1280 pixels in base64, twice: in the content and as the body. */
const MOST_BODY = 4_000_000;
const EnvelopesInput = v.object({
	envelopes: v.pipe(
		v.array(v.object({ id: v.pipe(v.string(), v.uuid()), keyId: v.pipe(v.string(), v.uuid()), from: bytes(200), iv: bytes(16), body: bytes(MOST_BODY) })),
		v.minLength(1, 'care.noEnvelopes'),
		v.maxLength(50, 'care.noEnvelopes')
	)
});
const PhotoTold = v.object({ visitId: v.pipe(v.string(), v.uuid()), data: bytes(MOST_BODY) });
type PhotoTold = v.InferOutput<typeof PhotoTold>;
const AmendTold = v.object({ visitId: v.pipe(v.string(), v.uuid()), version: v.number(), fields: v.record(v.string(), v.unknown()) });
type AmendTold = v.InferOutput<typeof AmendTold>;
/** What lies in an envelope: a visit, whose fields are judged later, a correction or a photo of one. */
const Content = v.object({ ticket: v.pipe(v.string(), v.maxLength(100)), visit: v.optional(v.unknown()), amend: v.optional(AmendTold), photo: v.optional(PhotoTold) });
type Content = v.InferOutput<typeof Content>;
const HELD_PURPOSE = 'health';

export type HeldReason = 'expired' | 'closed' | 'not_theirs' | 'not_valid';

/**
 * What became of one envelope. `taken`: it is written down or waits for the head, and may leave the phone; `unreadable`: it stays there;
 * `later`: a correction or a photo whose visit is not written down yet, sent again after it.
 */
export interface Delivered {
	id: string;
	state: 'taken' | 'unreadable' | 'later';
}

/** Whose envelope it is. */
export interface Ticket {
	userId: string;
	userName: string;
	expiresAt: Date;
}

/** An installation takes this many sends from one address in an hour: many phones share one. */
const SENDS_AN_HOUR = 300;

/**
 * Takes envelopes in, each for itself: one that cannot be read does not hold up the next. Sent again, each is answered the same
 * and counted once. Anybody may send; only what carries a ticket of ours is written.
 * @throws platform.invalidInput (422) with `care.noEnvelopes`; platform.tooMany (429)
 */
export async function takeEnvelopes(ctx: Ctx, raw: unknown): Promise<Delivered[]> {
	const { envelopes } = await parse(EnvelopesInput, raw);
	await limit(ctx, 'care.envelopes', ctx.ip ?? 'unknown', SENDS_AN_HOUR, 3600);
	const answers: Delivered[] = [];
	for (const envelope of envelopes) answers.push({ id: envelope.id, state: await takeOne(ctx, envelope) });
	return answers;
}

async function takeOne(ctx: Ctx, envelope: Envelope): Promise<Delivered['state']> {
	const content = await contentOf(ctx, envelope);
	if (!content) return 'unreadable';
	const { ticket, visit: told, amend, photo } = content;
	if (photo) return takePhoto(ctx, envelope.id, ticket, photo);
	if (amend) return takeAmend(ctx, envelope.id, ticket, amend);
	const author = await authorOf(ctx, ticket.userId);
	const held = await heldAlready(ctx, envelope.id);
	if (held) return 'taken';
	const parsed = v.safeParse(RecordVisitInput, told);
	if (!parsed.success || parsed.output.id !== envelope.id) {
		await hold(ctx, envelope.id, ticket, 'not_valid', told);
		return 'taken';
	}
	const reason: HeldReason | null = !author ? 'closed' : ticket.expiresAt < ctx.clock.now() ? 'expired' : null;
	// A visit that is written down already was in time when it first came.
	if (reason && !(await recordedAlready(ctx, envelope.id))) {
		await hold(ctx, envelope.id, ticket, reason, parsed.output);
		return 'taken';
	}
	if (reason) return 'taken';
	try {
		await recordVisit({ ...ctx, actor: author! }, parsed.output);
	} catch (error) {
		if (!(error instanceof AppError) || error.status >= 500 || error.status === 429) throw error;
		await hold(ctx, envelope.id, ticket, error.status === 422 ? 'not_valid' : 'not_theirs', parsed.output);
	}
	return 'taken';
}

/** A photo goes to its author's visit, which travels before it. */
const takePhoto = (ctx: Ctx, photoId: string, ticket: Ticket, { visitId, data }: PhotoTold): Promise<Delivered['state']> =>
	afterVisit(ctx, visitId, ticket, (author) => addVisitPhoto(author, { visitId, photoId, bytes: Buffer.from(fromBase64url(data)) }));

/** A correction of one's own visit, field by field. Of a ticket that ran out or of a closed account it is only put beside what stands. */
const takeAmend = (ctx: Ctx, clientId: string, ticket: Ticket, { visitId, version, fields }: AmendTold): Promise<Delivered['state']> =>
	afterVisit(ctx, visitId, ticket, async (author) => {
		const inTime = ticket.expiresAt >= ctx.clock.now() && (await authorOf(ctx, ticket.userId)) !== null;
		await amendVisit(author, { id: visitId, clientId, version: inTime ? version : 0, fields });
	});

/**
 * What belongs to a visit that travels before it; as its author's, also when their account has been closed or moved since. Of a visit
 * that was refused or taken back nothing more is wanted.
 */
async function afterVisit(ctx: Ctx, visitId: string, ticket: Ticket, work: (author: Ctx) => Promise<unknown>): Promise<Delivered['state']> {
	const visit = await readTx<'care', { by_id: string; community_id: string } | undefined>(ctx, ({ db }) => db.selectFrom('care.visit').select(['by_id', 'community_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', visitId).executeTakeFirst());
	if (!visit) return (await refusedAlready(ctx, visitId)) ? 'taken' : 'later';
	if (visit.by_id !== ticket.userId) return 'unreadable';
	const author: Actor = { kind: 'user', id: ticket.userId, name: ticket.userName, grants: [{ role: 'worker', communityId: visit.community_id, organizationId: null }], scopes: [], phoneHash: null };
	try {
		await work({ ...ctx, actor: author });
	} catch (error) {
		if (!(error instanceof AppError) || error.status >= 500 || error.status === 429) throw error;
		return error.status === 409 ? 'taken' : 'unreadable';
	}
	return 'taken';
}

const refusedAlready = (ctx: Ctx, id: string): Promise<boolean> =>
	readTx<'care', boolean>(ctx, async ({ db }) => (await db.selectFrom('care.visit_envelope').select('decision').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst())?.decision === 'refused');

async function contentOf(ctx: Ctx, envelope: Envelope): Promise<(Omit<Content, 'ticket'> & { ticket: Ticket }) | null> {
	const opened = await openTicketed(ctx, envelope);
	const content = opened && v.safeParse(Content, opened.content);
	return content?.success ? { ...content.output, ticket: opened!.ticket } : null;
}

/** Opens an envelope and finds whose ticket lies in it; null: it cannot be read, or carries no ticket of ours. For other modules' envelopes too. */
export async function openTicketed(ctx: Ctx, envelope: Envelope): Promise<{ ticket: Ticket; content: unknown } | null> {
	const key = await readTx<'care', { private_sealed: string } | undefined>(ctx, ({ db }) => db.selectFrom('care.visit_key').select('private_sealed').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', envelope.keyId).executeTakeFirst());
	if (!key) return null;
	let opened: unknown;
	try {
		opened = await openEnvelope(envelope, unseal(key.private_sealed, KEY_PURPOSE));
	} catch {
		return null;
	}
	const carried = v.safeParse(v.object({ ticket: Content.entries.ticket }), opened);
	if (!carried.success) return null;
	const ticket = await readTx<'care', Ticket | undefined>(ctx, ({ db }) =>
		db
			.selectFrom('care.visit_ticket')
			.select(['user_id as userId', 'user_name as userName', 'expires_at as expiresAt'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('secret_hash', '=', ticketHash(carried.output.ticket))
			.executeTakeFirst()
	);
	return ticket ? { ticket, content: opened } : null;
}

/** The author as they may act today; null when the account is closed. */
export async function authorOf(ctx: Ctx, userId: string): Promise<Actor | null> {
	const found = await staffMember({ ...ctx, actor: systemActor('care:envelope') }, { id: userId });
	return found && { kind: 'user', id: found.id, name: found.name, grants: found.grants, scopes: [], phoneHash: null };
}

const heldAlready = (ctx: Ctx, id: string): Promise<boolean> =>
	readTx<'care', boolean>(ctx, async ({ db }) => (await db.selectFrom('care.visit_envelope').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst()) !== undefined);
const recordedAlready = (ctx: Ctx, id: string): Promise<boolean> =>
	readTx<'care', boolean>(ctx, async ({ db }) => (await db.selectFrom('care.visit').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst()) !== undefined);

async function hold(ctx: Ctx, id: string, ticket: Ticket, reason: HeldReason, told: unknown): Promise<void> {
	const named = v.safeParse(v.object({ personId: v.pipe(v.string(), v.uuid()) }), told);
	const personId = named.success ? named.output.personId : null;
	const system = { ...ctx, actor: systemActor('care:envelope') };
	const communityId = personId ? ((await personCard(system, { id: personId }))?.communityId ?? null) : null;
	await writeTx<'care', void>(system, async (tx) => {
		await tx.db
			.insertInto('care.visit_envelope')
			.values({ subdistrict_id: ctx.subdistrictId, id, person_id: personId, community_id: communityId, author_id: ticket.userId, author_name: ticket.userName, reason, visit_sealed: seal(JSON.stringify(told ?? null), HELD_PURPOSE), received_at: ctx.clock.now() })
			.onConflict((oc) => oc.doNothing())
			.execute();
		tx.audit({ action: 'care.envelopeHeld', subjectType: 'visit', subjectId: id, communityId, detail: { reason } });
	});
}

const { useCase, query } = forModule<'care'>();

export interface HeldVisit {
	id: string;
	reason: HeldReason;
	authorName: string;
	receivedAt: Date;
	personId: string | null;
	person: PersonCard | null;
	/** null: what came cannot be read as a visit */
	visit: Omit<VisitTold, 'health'> | null;
	/** health words are there; they are read where the visit stands once it is taken */
	hasHealth: boolean;
}

const heldRows = query({
	name: 'care.heldVisits',
	access: permissions.confirm_visits,
	input: v.object({}),
	run: async ({ db, ctx }) => {
		const scope = careScope(ctx.actor);
		let rows = db.selectFrom('care.visit_envelope').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('decision', 'is', null);
		// Of somebody whom no community keeps, every head may say what becomes of it.
		if (scope !== 'all') rows = rows.where((eb) => eb.or([eb('community_id', '=', sql<string>`any(${scope}::uuid[])`), eb('community_id', 'is', null)]));
		return rows.orderBy('received_at', 'desc').orderBy('id', 'desc').limit(100).execute();
	}
});

/** Visits from phones that wait for a word, newest first, at most a hundred. */
export async function heldVisits(ctx: Ctx): Promise<HeldVisit[]> {
	const rows = await heldRows(ctx, {});
	const cards = await personCards(ctx, { ids: [...new Set(rows.flatMap(({ person_id }) => (person_id ? [person_id] : [])))] });
	return rows.map((row) => {
		const told = v.safeParse(RecordVisitInput, JSON.parse(unseal(row.visit_sealed, HELD_PURPOSE)));
		const { health = '', ...visit } = told.success ? told.output : {};
		return { id: row.id, reason: row.reason as HeldReason, authorName: row.author_name, receivedAt: row.received_at, personId: row.person_id, person: (row.person_id && cards.get(row.person_id)) || null, visit: told.success ? (visit as Omit<VisitTold, 'health'>) : null, hasHealth: health !== '' };
	});
}

const decide = useCase({
	name: 'care.decideEnvelope',
	access: permissions.confirm_visits,
	input: v.object({ ...VisitId.entries, accept: v.boolean() }),
	run: async ({ db, ctx }, { id, accept }) => {
		const row = await db.selectFrom('care.visit_envelope').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
		if (!row || (row.community_id !== null && !maySee(ctx.actor, row.community_id)) || !hasRole(ctx.actor, 'head')) throw noSuchVisit();
		if (row.decision) throw conflict('care.envelopeDecided');
		await db
			.updateTable('care.visit_envelope')
			.set({ decision: accept ? 'accepted' : 'refused', decided_at: ctx.clock.now(), decided_by: ctx.actor.id, decided_by_name: ctx.actor.name })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', id)
			.execute();
		return { id, communityId: row.community_id, accept };
	},
	subject: (_input, { id, communityId, accept }) => ({ subjectType: 'visit', subjectId: id, communityId, detail: { accept } })
});

/** Writes a held visit down in the name of who wrote it. @throws as `recordVisit`; care.envelopeDecided (409) */
export async function acceptHeldVisit(ctx: Ctx, id: string): Promise<void> {
	const row = (await heldRows(ctx, {})).find((each) => each.id === id);
	if (!row) throw conflict('care.envelopeDecided');
	const told = await parse(RecordVisitInput, JSON.parse(unseal(row.visit_sealed, HELD_PURPOSE)));
	// First the visit, which is counted once, then the word: a power cut in between asks again and writes nothing twice.
	await recordVisit(ctx, { ...told, id }, { id: row.author_id, name: row.author_name });
	await decide(ctx, { id, accept: true });
}

/** Leaves a held visit out; what it said is kept sealed. @throws care.envelopeDecided (409) */
export async function refuseHeldVisit(ctx: Ctx, id: string): Promise<void> {
	await decide(ctx, { id, accept: false });
}
