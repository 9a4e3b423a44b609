/** Three questions to who came: by the link in a message, by account, or from a slip of paper at the desk. */
import { sql } from 'kysely';
import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { factChanged } from '#platform/facts.ts';
import { newId } from '#platform/ids.ts';
import { sameSecret } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchPlace, noSuchTime } from '../activities.errors.ts';
import { permissions } from '../activities.permissions.ts';
import { demandKeep, mayKeep } from '../activities.policy.ts';
import { FEEDBACK_COUNTED } from '../activities.measure-keys.ts';
import { ownKeys } from '../signup/places.usecases.ts';
import { timeOf } from '../signup/rules.store.ts';
import { placeKey } from '../who.ts';
import { FeedbackRef, GiveFeedbackInput, PaperFeedbackInput } from './feedback.schemas.ts';

const { useCase, query } = forModule<'activities'>();
type Tx = WriteTx<'activities'>;

export const feedbackPath = (attendanceId: string): string => `/activities/feedback/${attendanceId}?key=${placeKey(attendanceId)}`;

interface Came {
	id: string;
	occurrenceId: string;
	whoKey: string;
}

async function cameFor({ db, ctx }: Pick<Tx, 'db' | 'ctx'>, { attendanceId, key }: v.InferOutput<typeof FeedbackRef>, keys: readonly string[]): Promise<Came> {
	const row = await db.selectFrom('activities.attendance').select(['id', 'occurrence_id as occurrenceId', 'who_key as whoKey']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', attendanceId).where('taken_back_at', 'is', null).executeTakeFirst();
	if (!row || !((key !== null && sameSecret(key, placeKey(attendanceId))) || keys.includes(row.whoKey))) throw noSuchPlace();
	return row;
}

async function write(tx: Tx, occurrenceId: string, whoKey: string, source: 'site' | 'desk' | 'paper', given: { useful: number; again: boolean; words: string }, id = newId()): Promise<string> {
	const { db, ctx } = tx;
	const time = await timeOf(tx, occurrenceId);
	const row = await db
		.insertInto('activities.feedback')
		.values({ subdistrict_id: ctx.subdistrictId, id, occurrence_id: occurrenceId, who_key: whoKey, ...given, source, given_at: ctx.clock.now(), on_day: time.onDay })
		// Whoever answers again has changed their mind.
		.onConflict((oc) => oc.columns(['subdistrict_id', 'occurrence_id', 'who_key']).doUpdateSet({ ...given, given_at: ctx.clock.now() }))
		.returning('id')
		.executeTakeFirstOrThrow();
	factChanged(tx, { measures: FEEDBACK_COUNTED, days: [time.onDay] });
	return row.id;
}

export interface FeedbackForm {
	attendanceId: string;
	title: string;
	startsAt: Date;
	given: { useful: number; again: boolean; words: string } | null;
}

/** @throws platform.notFound (404) to strangers */
export const feedbackForm = query({
	name: 'activities.feedbackForm',
	access: 'public',
	input: FeedbackRef,
	prepare: ownKeys,
	run: async (tx, ref, keys): Promise<FeedbackForm> => {
		const came = await cameFor(tx, ref, keys);
		const time = await timeOf(tx, came.occurrenceId);
		const given = await tx.db.selectFrom('activities.feedback').select(['useful', 'again', 'words']).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('occurrence_id', '=', came.occurrenceId).where('who_key', '=', came.whoKey).executeTakeFirst();
		return { attendanceId: came.id, title: time.title, startsAt: time.startsAt, given: given ?? null };
	}
});

/** Answers the three questions, or answers them anew. @throws platform.notFound (404) to who did not come */
export const giveFeedback = useCase({
	name: 'activities.giveFeedback',
	access: 'public',
	input: GiveFeedbackInput,
	prepare: ownKeys,
	run: async (tx, { attendanceId, key, ...given }, keys) => {
		const came = await cameFor(tx, { attendanceId, key }, keys);
		return { id: await write(tx, came.occurrenceId, came.whoKey, 'site', given) };
	},
	subject: (_input, { id }) => ({ subjectType: 'feedback', subjectId: id })
});

/** A slip from the box, typed in by staff; nobody's name stands on it. */
export const addPaperFeedback = useCase({
	name: 'activities.addPaperFeedback',
	access: permissions.serve,
	input: PaperFeedbackInput,
	run: async (tx, { occurrenceId, clientId, ...given }) => {
		const time = await timeOf(tx, occurrenceId);
		demandKeep(tx.ctx.actor, time, permissions.serve);
		return { id: await write(tx, occurrenceId, `n:${clientId}`, 'paper', given), communityId: time.communityId };
	},
	subject: (_input, { id, communityId }) => ({ subjectType: 'feedback', subjectId: id, communityId })
});

export interface FeedbackResults {
	title: string;
	onDay: string;
	came: number;
	answers: number;
	/** answers by 5 … 1 */
	useful: { value: number; count: number }[];
	/** share of 4 and 5; null without answers */
	satisfied: number | null;
	again: number;
	words: { useful: number; words: string; at: Date; source: string }[];
}

/** What came back from one time. @throws platform.notFound (404) for an activity that is not the caller's to keep */
export const feedbackResults = query({
	name: 'activities.feedbackResults',
	access: permissions.serve,
	input: v.object({ occurrenceId: v.pipe(v.string(), v.uuid()) }),
	run: async (tx, { occurrenceId }): Promise<FeedbackResults> => {
		const { db, ctx } = tx;
		const time = await timeOf(tx, occurrenceId);
		if (!mayKeep(ctx.actor, time)) throw noSuchTime();
		const { rows } = await sql<{ useful: number; count: number; again: number }>`SELECT useful, count(*)::int AS count, count(*) FILTER (WHERE again)::int AS again FROM activities.feedback WHERE subdistrict_id = ${ctx.subdistrictId} AND occurrence_id = ${occurrenceId} GROUP BY useful`.execute(db);
		const { rows: came } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM activities.attendance WHERE subdistrict_id = ${ctx.subdistrictId} AND occurrence_id = ${occurrenceId} AND taken_back_at IS NULL`.execute(db);
		const words = await db.selectFrom('activities.feedback').select(['useful', 'words', 'given_at as at', 'source']).where('subdistrict_id', '=', ctx.subdistrictId).where('occurrence_id', '=', occurrenceId).where('words', '<>', '').orderBy('given_at', 'desc').limit(200).execute();
		const of = (value: number) => rows.find(({ useful }) => useful === value)?.count ?? 0;
		const answered = rows.reduce((sum, { count }) => sum + count, 0);
		return {
			title: time.title,
			onDay: time.onDay,
			came: came[0]!.n,
			answers: answered,
			useful: [5, 4, 3, 2, 1].map((value) => ({ value, count: of(value) })),
			satisfied: answered ? (of(4) + of(5)) / answered : null,
			again: rows.reduce((sum, row) => sum + row.again, 0),
			words
		};
	}
});
