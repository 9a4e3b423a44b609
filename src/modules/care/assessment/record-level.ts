/**
 * The group that follows from a level, such as 失能 with its grade, written into the register: nobody types it a second time.
 * A job, because the register has a transaction of its own; it was queued with the assessment, and may run twice.
 */
import { addGroupFact, correctGroupFact, endGroupFact, groupsOfPerson, personCard, withheldFor } from '#modules/residents/index.ts';
import { systemActor, type Ctx } from '#platform/context.ts';
import { readTx } from '#platform/db/tx.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import { assessmentsOf, lineOf, type AssessmentLine } from './assessment.store.ts';
import { formVersion } from './forms.ts';

export const RECORD_LEVEL = 'care:recordLevel';

/** Brings the group of one person and form in line with the newest assessment that counts. */
export async function recordLevel(ctx: Ctx, personId: string, formKey: string): Promise<void> {
	const newest = await newestOf(ctx, personId, formKey);
	const group = newest && formVersion(newest.line.formKey, newest.line.formVersion).group;
	if (!group) return;
	const { line, level } = newest;
	const card = await personCard(ctx, { id: personId });
	if (!card || card.died) return;
	// The group is health data: of who has taken their consent back meanwhile nothing is written.
	if (Object.hasOwn(await withheldFor(ctx, { id: personId }), 'group:health')) return;
	// The register names who assessed, not the job.
	const their: Ctx = { ...ctx, actor: { ...systemActor(line.byName), id: line.byId } };
	const grade = group.grades[level] ?? null;
	const held = (await groupsOfPerson(ctx, { personId })).recorded.find((fact) => fact.code === group.code && fact.untilOn === null);
	const since = held?.fromOn ?? '';
	// Somebody recorded something newer than this assessment by hand.
	if (since > line.assessedOn) return;
	const sameDay = held !== undefined && since === line.assessedOn;
	if (held && grade && sameDay) return void (await correctGroupFact(their, { id: held.id, grade }));
	if (held) await endGroupFact(their, { id: held.id, on: line.assessedOn, reason: sameDay ? 'mistake' : 'ended' });
	if (grade) await addGroupFact(their, { personId, code: group.code, grade, fromOn: line.assessedOn, reviewOn: line.reviewOn, source: 'form', sourceId: line.id });
}

async function newestOf(ctx: Ctx, personId: string, formKey: string): Promise<{ line: AssessmentLine; level: number } | null> {
	const all = await readTx<'care', Awaited<ReturnType<typeof assessmentsOf>>>(ctx, (tx) => assessmentsOf(tx, personId));
	const found = all.find((each) => each.formKey === formKey && each.state === 'complete');
	const level = found?.open().result?.level;
	return found && level != null ? { line: lineOf(found), level } : null;
}

export const recordLevelJob: JobDefinition = {
	task: RECORD_LEVEL,
	run: async (ctx, { personId, formKey }) => {
		// A crontab line would call it without a person; there is none.
		if (typeof personId === 'string' && typeof formKey === 'string') await recordLevel(ctx, personId, formKey);
	}
};
