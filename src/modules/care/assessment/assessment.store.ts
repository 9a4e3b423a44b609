/** Assessments in the database: answers and results are sealed, the rest is plain. */
import type { Selectable } from 'kysely';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import { seal, unseal } from '#platform/secrets.ts';
import type { CareAssessment } from '../../../../db/schema.gen.ts';
import type { Filled } from './form.model.ts';
import type { AssessmentReason } from './assessment.schemas.ts';
import type { AssessmentResult } from './scoring.model.ts';

export type AssessmentState = 'draft' | 'complete' | 'superseded' | 'dropped';

/** What is plain: that somebody was assessed, by which form, when and by whom. */
export interface AssessmentLine {
	id: string;
	personId: string;
	communityId: string | null;
	formKey: string;
	formVersion: string;
	state: AssessmentState;
	assessedOn: string;
	place: string;
	reason: AssessmentReason | '';
	assessors: string[];
	informant: string;
	supersedes: string | null;
	reviewOn: string | null;
	byId: string | null;
	byName: string;
	startedAt: Date;
	completedAt: Date | null;
	version: number;
}

/** What is health data. A draft has no result yet. */
export interface AssessmentContent {
	filled: Filled;
	result: AssessmentResult | null;
}

/** A row with its content still sealed. */
export type Sealed = AssessmentLine & { open(): AssessmentContent };

const PURPOSE = 'health';

function toSealed(row: Selectable<CareAssessment>): Sealed {
	return {
		id: row.id,
		personId: row.person_id,
		communityId: row.community_id,
		formKey: row.form_key,
		formVersion: row.form_version,
		state: row.state as AssessmentState,
		assessedOn: row.assessed_on,
		place: row.place,
		reason: row.reason as AssessmentReason | '',
		assessors: row.assessors,
		informant: row.informant,
		supersedes: row.supersedes,
		reviewOn: row.review_on,
		byId: row.by_id,
		byName: row.by_name,
		startedAt: row.started_at,
		completedAt: row.completed_at,
		version: row.version,
		open: () => ({
			filled: row.answers_sealed === '' ? { answers: {}, facts: {} } : (JSON.parse(unseal(row.answers_sealed, PURPOSE)) as Filled),
			result: row.result_sealed === null ? null : (JSON.parse(unseal(row.result_sealed, PURPOSE)) as AssessmentResult)
		})
	};
}

/** The line alone, as it may travel. */
export function lineOf({ open: _, ...line }: Sealed): AssessmentLine {
	return line;
}

/** All of a person but dropped drafts, newest first. */
export async function assessmentsOf({ db, ctx }: ReadTx<'care'>, personId: string): Promise<Sealed[]> {
	const rows = await db
		.selectFrom('care.assessment')
		.selectAll()
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', personId)
		.where('state', '!=', 'dropped')
		.orderBy('assessed_on', 'desc')
		.orderBy('id', 'desc')
		.execute();
	return rows.map(toSealed);
}

/** @throws platform.notFound (404) also for a dropped draft */
export async function assessmentById({ db, ctx }: ReadTx<'care'>, id: string): Promise<Sealed> {
	const row = await db.selectFrom('care.assessment').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
	if (!row || row.state === 'dropped') throw notFound('assessment');
	return toSealed(row);
}

/** The same, locked until the transaction ends. */
export async function lockAssessment({ db, ctx }: WriteTx<'care'>, id: string): Promise<Sealed> {
	const row = await db.selectFrom('care.assessment').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row || row.state === 'dropped') throw notFound('assessment');
	return toSealed(row);
}

/** A new draft, or the one that the same person began already. @returns which, and whether it was there */
export async function insertDraft(
	{ db, ctx }: WriteTx<'care'>,
	draft: Pick<AssessmentLine, 'id' | 'personId' | 'communityId' | 'formKey' | 'formVersion' | 'assessedOn' | 'place' | 'reason' | 'assessors' | 'informant' | 'supersedes' | 'reviewOn'>,
	filled: Filled
): Promise<{ id: string; resumed: boolean }> {
	const added = await db
		.insertInto('care.assessment')
		.values({
			subdistrict_id: ctx.subdistrictId,
			id: draft.id,
			person_id: draft.personId,
			community_id: draft.communityId,
			form_key: draft.formKey,
			form_version: draft.formVersion,
			state: 'draft',
			answers_sealed: seal(JSON.stringify(filled), PURPOSE),
			assessed_on: draft.assessedOn,
			place: draft.place,
			reason: draft.reason,
			assessors: draft.assessors,
			informant: draft.informant,
			supersedes: draft.supersedes,
			review_on: draft.reviewOn,
			by_id: ctx.actor.id,
			by_name: ctx.actor.name,
			started_at: ctx.clock.now()
		})
		// The same id sent twice, or a draft of theirs by the same form: both mean "go on with that one".
		.onConflict((oc) => oc.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (added) return { id: added.id, resumed: false };
	const there = await db
		.selectFrom('care.assessment')
		.select('id')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', draft.personId)
		.where('form_key', '=', draft.formKey)
		.where('by_id', '=', ctx.actor.id)
		.where('state', '=', 'draft')
		.executeTakeFirst();
	if (!there) throw notFound('assessment');
	return { id: there.id, resumed: true };
}

/** Writes a draft as it is now. @returns its new version */
export async function writeDraft({ db, ctx }: WriteTx<'care'>, line: AssessmentLine, filled: Filled): Promise<number> {
	const { version } = await db
		.updateTable('care.assessment')
		.set((eb) => ({
			answers_sealed: seal(JSON.stringify(filled), PURPOSE),
			assessed_on: line.assessedOn,
			place: line.place,
			reason: line.reason,
			assessors: line.assessors,
			informant: line.informant,
			review_on: line.reviewOn,
			version: eb('version', '+', 1)
		}))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', line.id)
		.where('state', '=', 'draft')
		.returning('version')
		.executeTakeFirstOrThrow();
	return version;
}

/** From here on it is never written again but for being superseded. */
export async function writeComplete({ db, ctx }: WriteTx<'care'>, id: string, result: AssessmentResult): Promise<void> {
	await db
		.updateTable('care.assessment')
		.set({ state: 'complete', result_sealed: seal(JSON.stringify(result), PURPOSE), completed_at: ctx.clock.now() })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', id)
		.where('state', '=', 'draft')
		.execute();
}

/** @returns whether it still counted until now */
export async function supersede({ db, ctx }: WriteTx<'care'>, id: string): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('care.assessment')
		.set({ state: 'superseded' })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', id)
		.where('state', '=', 'complete')
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

/** Throws a draft away: the row stays as a trace, what was answered does not. */
export async function dropDraft({ db, ctx }: WriteTx<'care'>, id: string): Promise<void> {
	await db
		.updateTable('care.assessment')
		.set({ state: 'dropped', answers_sealed: '', informant: '' })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', id)
		.where('state', '=', 'draft')
		.execute();
}
