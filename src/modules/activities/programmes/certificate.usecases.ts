/** Certificates of having come and of having passed a course: a number, and a snapshot that never changes. */
import { sql } from 'kysely';
import * as v from 'valibot';
import type { Ctx } from '#platform/context.ts';
import { dateIn } from '#platform/dates/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { seal, unseal } from '#platform/secrets.ts';
import { subdistricts, zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../activities.permissions.ts';
import { demandKeep, mayKeep } from '../activities.policy.ts';
import { ownKeys } from '../signup/places.usecases.ts';
import { timeOf } from '../signup/rules.store.ts';
import { CERTIFICATE_KINDS, type CertificateKind } from './certificate.store.ts';

const { useCase, query } = forModule<'activities'>();
type Tx = WriteTx<'activities'>;
const SNAPSHOT = 'certificate';


/** Everything that stands on the paper. */
export interface Snapshot {
	number: string;
	kind: CertificateKind;
	name: string;
	/** of the activity or the course */
	title: string;
	/** local days: one, or from the first session to the one that was enough */
	from: string;
	to: string;
	/** of having come: how long it lasted */
	minutes: number | null;
	/** of a course: sessions attended, and how many it took */
	sessions: number | null;
	/** outreach done, of a course that goes out to teach */
	outreach: number | null;
	issuer: { zh: string; en: string };
	issuedOn: string;
}

const id = v.pipe(v.string(), v.uuid());
/** `subjectId`: the occurrence or the course; `whoKey`: whose, staff say it, residents have their own. */
const AskInput = v.object({ kind: v.picklist(CERTIFICATE_KINDS), subjectId: id, whoKey: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(120))), null) });

const ready = async (ctx: Ctx) => ({ keys: await ownKeys(ctx), zone: await zoneOf(ctx), subdistrict: (await subdistricts()).find((each) => each.id === ctx.subdistrictId)! });

interface Earned extends Pick<Snapshot, 'name' | 'title' | 'from' | 'to' | 'minutes' | 'sessions' | 'outreach'> {
	whoKey: string;
	personId: string | null;
	userId: string | null;
	communityId: string | null;
}

/** What somebody has earned, or a refusal. Staff need the activity to be theirs to keep. */
async function earned(tx: Tx, { kind, subjectId, whoKey }: v.InferOutput<typeof AskInput>, keys: readonly string[]): Promise<Earned> {
	const { db, ctx } = tx;
	const wanted = whoKey === null ? keys : [whoKey];
	if (kind === 'attendance') {
		const time = await timeOf(tx, subjectId);
		if (whoKey !== null && !keys.includes(whoKey)) demandKeep(ctx.actor, time, permissions.serve);
		const row = wanted.length ? await db.selectFrom('activities.attendance').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('occurrence_id', '=', subjectId).where('who_key', 'in', wanted).where('taken_back_at', 'is', null).orderBy('came_at').executeTakeFirst() : undefined;
		if (!row) throw notFound('attendance');
		return { whoKey: row.who_key, personId: row.person_id, userId: row.user_id, communityId: time.communityId, name: row.name_sealed ? unseal(row.name_sealed, 'contact') : '', title: time.title, from: row.on_day, to: row.on_day, minutes: Math.round((time.endsAt.getTime() - time.startsAt.getTime()) / 60_000), sessions: null, outreach: null };
	}
	const programme = await db.selectFrom('activities.programme').select(['title', 'community_id as communityId', 'chain']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', subjectId).executeTakeFirst();
	if (!programme) throw notFound('programme');
	if (whoKey !== null && !keys.includes(whoKey)) demandKeep(ctx.actor, { communityId: programme.communityId, named: [] }, permissions.serve);
	const row = wanted.length ? await db.selectFrom('activities.learner').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('programme_id', '=', subjectId).where('who_key', 'in', wanted).executeTakeFirst() : undefined;
	if (!row) throw notFound('learner');
	if (!row.passed_on) throw conflict('activities.notPassed');
	const { rows } = await sql<{ from: string }>`SELECT min(t.on_day)::text AS from FROM activities.attendance t
		JOIN activities.occurrence o ON o.subdistrict_id = t.subdistrict_id AND o.id = t.occurrence_id
		JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id AND a.programme_id = ${subjectId} AND a.programme_role = 'session'
		WHERE t.subdistrict_id = ${ctx.subdistrictId} AND t.who_key = ${row.who_key} AND t.taken_back_at IS NULL`.execute(db);
	return { whoKey: row.who_key, personId: row.person_id, userId: row.user_id, communityId: programme.communityId, name: row.name_sealed ? unseal(row.name_sealed, 'contact') : '', title: programme.title, from: rows[0]?.from ?? row.passed_on, to: row.passed_on, minutes: null, sessions: row.sessions, outreach: programme.chain ? row.outreach : null };
}

/** The next number of the year: `HD2026-000123`. */
async function nextNumber({ db, ctx }: Tx, today: string): Promise<string> {
	const year = Number(today.slice(0, 4));
	const { last } = await db
		.insertInto('activities.certificate_year')
		.values({ subdistrict_id: ctx.subdistrictId, year, last: 1 })
		.onConflict((oc) => oc.columns(['subdistrict_id', 'year']).doUpdateSet({ last: sql`certificate_year.last + 1` }))
		.returning('last')
		.executeTakeFirstOrThrow();
	return `HD${year}-${String(last).padStart(6, '0')}`;
}

/**
 * Issues what somebody has earned, or gives the one that was issued before.
 * @throws platform.notFound (404) where they did not come; activities.notPassed (409); platform.forbidden (403)
 */
export const issueCertificate = useCase({
	name: 'activities.issueCertificate',
	access: 'signed-in',
	input: AskInput,
	prepare: ready,
	run: async (tx, input, { keys, zone, subdistrict }): Promise<{ id: string; communityId: string | null; snapshot: Snapshot; repeated: boolean }> => {
		const { db, ctx } = tx;
		const got = await earned(tx, input, keys);
		const existing = () => db.selectFrom('activities.certificate').select(['id', 'snapshot_sealed']).where('subdistrict_id', '=', ctx.subdistrictId).where('kind', '=', input.kind).where('subject_id', '=', input.subjectId).where('who_key', '=', got.whoKey).where('revoked_at', 'is', null).executeTakeFirst();
		const open = (row: { id: string; snapshot_sealed: string }) => ({ id: row.id, communityId: got.communityId, snapshot: JSON.parse(unseal(row.snapshot_sealed, SNAPSHOT)) as Snapshot, repeated: true });
		const before = await existing();
		if (before) return open(before);
		const today = dateIn(ctx.clock.now(), zone);
		const { whoKey, personId, userId, communityId, ...stands } = got;
		const snapshot: Snapshot = { number: await nextNumber(tx, today), kind: input.kind, ...stands, issuer: { zh: subdistrict.name, en: subdistrict.nameEn || subdistrict.name }, issuedOn: today };
		const made = await db
			.insertInto('activities.certificate')
			.values({ subdistrict_id: ctx.subdistrictId, id: newId(), number: snapshot.number, kind: input.kind, subject_id: input.subjectId, who_key: whoKey, person_id: personId, user_id: userId, snapshot_sealed: seal(JSON.stringify(snapshot), SNAPSHOT), issued_at: ctx.clock.now(), issued_by: isId(ctx.actor.id) ? ctx.actor.id : null })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'kind', 'subject_id', 'who_key']).where('revoked_at', 'is', null).doNothing())
			.returning('id')
			.executeTakeFirst();
		// Asked for twice at the same moment: the number that was drawn in vain stays unused.
		return made ? { id: made.id, communityId, snapshot, repeated: false } : open((await existing())!);
	},
	subject: ({ kind }, { id: subjectId, communityId, repeated }) => ({ subjectType: 'certificate', subjectId, communityId, detail: { kind, repeated } })
});

export interface CertificateCheck {
	number: string;
	kind: CertificateKind;
	title: string;
	from: string;
	to: string;
	issuedOn: string;
	issuer: { zh: string; en: string };
	revokedOn: string | null;
}

/** Whether a certificate of this number was issued and still holds: what it is of, and nobody's name. @throws platform.notFound (404) */
export const checkCertificate = query({
	name: 'activities.checkCertificate',
	access: 'public',
	input: v.object({ number: v.pipe(v.string(), v.trim(), v.toUpperCase(), v.maxLength(20)) }),
	prepare: (ctx) => zoneOf(ctx),
	run: async ({ db, ctx }, { number }, zone): Promise<CertificateCheck> => {
		const row = await db.selectFrom('activities.certificate').select(['snapshot_sealed', 'revoked_at']).where('subdistrict_id', '=', ctx.subdistrictId).where('number', '=', number).executeTakeFirst();
		if (!row) throw notFound('certificate');
		const { kind, title, from, to, issuedOn, issuer } = JSON.parse(unseal(row.snapshot_sealed, SNAPSHOT)) as Snapshot;
		return { number, kind, title, from, to, issuedOn, issuer, revokedOn: row.revoked_at && dateIn(row.revoked_at, zone) };
	}
});

/** Certificates of a course or a time, for its desk page. @throws platform.notFound (404) */
export const certificatesOf = query({
	name: 'activities.certificatesOf',
	access: permissions.serve,
	input: v.object({ programmeId: id }),
	run: async ({ db, ctx }, { programmeId }): Promise<{ whoKey: string; number: string }[]> => {
		const programme = await db.selectFrom('activities.programme').select('community_id as communityId').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', programmeId).executeTakeFirst();
		if (!programme || !mayKeep(ctx.actor, { communityId: programme.communityId, named: [] })) throw notFound('programme');
		return db.selectFrom('activities.certificate').select(['who_key as whoKey', 'number']).where('subdistrict_id', '=', ctx.subdistrictId).where('kind', '=', 'passed').where('subject_id', '=', programmeId).where('revoked_at', 'is', null).execute();
	}
});
