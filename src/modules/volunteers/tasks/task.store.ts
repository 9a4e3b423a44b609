/** Tasks as rows, and what is told to the case that a task serves. */
import type { Selectable } from 'kysely';
import { answerAsProvider, type ProviderAnswer } from '#modules/requests/index.ts';
import type { DB } from '../../../../db/schema.gen.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { conflict } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { noSuchTask } from '../volunteers.errors.ts';
import { permissions } from '../volunteers.permissions.ts';
import { demandWithin } from '../volunteers.policy.ts';

type Tx = WriteTx<'volunteers'>;
export type TaskRow = Selectable<DB['volunteers.task']>;
export type TaskState = 'offered' | 'open' | 'done' | 'declined' | 'withdrawn';
export type TaskSource = 'desk' | 'request' | 'care' | 'activity';

export interface NewTask {
	communityId: string | null;
	teamId?: string | null;
	volunteerId?: string | null;
	source: TaskSource;
	sourceId?: string | null;
	requestId?: string | null;
	title: string;
	about?: string;
	category: string;
	rhythmDays?: number | null;
	state: TaskState;
}

/** What came from the same source twice is one task. @returns its id */
export async function insertTask({ db, ctx }: Tx, task: NewTask): Promise<string> {
	const id = newId();
	const now = ctx.clock.now();
	await db
		.insertInto('volunteers.task')
		.values({
			subdistrict_id: ctx.subdistrictId,
			id,
			community_id: task.communityId,
			team_id: task.teamId ?? null,
			volunteer_id: task.volunteerId ?? null,
			source: task.source,
			source_id: task.sourceId ?? null,
			request_id: task.requestId ?? null,
			title: task.title,
			about: task.about ?? '',
			category: task.category,
			rhythm_days: task.rhythmDays ?? null,
			state: task.state,
			created_at: now,
			created_by: isId(ctx.actor.id) ? ctx.actor.id : null,
			changed_at: now
		})
		.onConflict((oc) => oc.columns(['subdistrict_id', 'source', 'source_id']).where('source_id', 'is not', null).doNothing())
		.execute();
	return id;
}

/** Held for a change. @throws platform.notFound (404) */
export async function holdTask({ db, ctx }: Tx, id: string): Promise<TaskRow> {
	const row = await db.selectFrom('volunteers.task').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row) throw noSuchTask();
	return row;
}

/** The same, of an area that the caller keeps, in one of these states. @throws platform.forbidden (403), volunteers.taskMoved (409) */
export async function holdOwnTask(tx: Tx, id: string, from: readonly TaskState[]): Promise<TaskRow> {
	const task = await holdTask(tx, id);
	demandWithin(tx.ctx.actor, permissions.keep, task.community_id);
	if (!from.includes(task.state as TaskState)) throw conflict('volunteers.taskMoved');
	return task;
}

export async function setTask({ db, ctx }: Tx, id: string, state: TaskState, reason = ''): Promise<void> {
	await db
		.updateTable('volunteers.task')
		.set((eb) => ({ state, state_reason: reason, changed_at: ctx.clock.now(), version: eb('version', '+', 1) }))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', id)
		.execute();
}

/** Says to the case that it serves what became of the task; a task of another source has nobody to tell. */
export async function tellTheCase(tx: Tx, task: TaskRow, answer: ProviderAnswer['answer'], note: string): Promise<void> {
	if (task.source !== 'request' || !task.request_id || !task.team_id) return;
	const team = await tx.db.selectFrom('volunteers.team').select('name').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', task.team_id).executeTakeFirst();
	await answerAsProvider(tx as unknown as WriteTx<string>, team?.name ?? '', { requestId: task.request_id, organizationId: task.team_id, answer, note });
}

/** A team that opens a shift for a need has taken it on. @throws platform.forbidden (403), volunteers.taskMoved (409) once it has ended */
export async function takenOn(tx: Tx, taskId: string): Promise<void> {
	const task = await holdOwnTask(tx, taskId, ['offered', 'open']);
	if (task.state !== 'offered') return;
	await setTask(tx, task.id, 'open');
	await tellTheCase(tx, task, 'provider_accept', '');
}

/** Nobody of this task is at work any more, and somebody was: it is done, and the case hears it. */
export async function doneIfServed(tx: Tx, taskId: string): Promise<void> {
	const { db, ctx } = tx;
	const task = await holdTask(tx, taskId);
	// A pair and a standing task go on; a need of a resident is served once.
	if (task.source !== 'request' || task.state !== 'open') return;
	const states = await db
		.selectFrom('volunteers.span as s')
		.innerJoin('volunteers.shift as h', (join) => join.onRef('h.subdistrict_id', '=', 's.subdistrict_id').onRef('h.id', '=', 's.shift_id'))
		.select('s.state')
		.distinct()
		.where('h.subdistrict_id', '=', ctx.subdistrictId)
		.where('h.task_id', '=', taskId)
		.execute();
	const have = new Set(states.map(({ state }) => state));
	if (have.has('open') || !have.has('closed')) return;
	await setTask(tx, taskId, 'done');
	await tellTheCase(tx, task, 'serve', task.title);
}
