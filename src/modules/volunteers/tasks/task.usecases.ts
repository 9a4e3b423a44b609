/** Tasks at the desk: made, taken on, declined, done. What serves a resident's need is told to the case. */
import { conflict } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { CATEGORIES } from '../register/volunteer.model.ts';
import { id, words } from '../register/volunteer.schemas.ts';
import { permissions } from '../volunteers.permissions.ts';
import { demandWithin } from '../volunteers.policy.ts';
import { holdOwnTask, insertTask, setTask, tellTheCase } from './task.store.ts';

const { useCase } = forModule<'volunteers'>();

const subjectOf = (_input: unknown, { id: taskId, communityId }: { id: string; communityId: string | null }) => ({ subjectType: 'task', subjectId: taskId, communityId });

/** Something for volunteers to do, written down at the desk. */
export const addTask = useCase({
	name: 'volunteers.addTask',
	access: permissions.keep,
	input: v.object({ communityId: v.optional(v.nullable(id), null), teamId: v.optional(v.nullable(id), null), title: v.pipe(words(60), v.minLength(2, 'volunteers.titleMissing')), about: v.optional(words(600), ''), category: v.picklist(CATEGORIES, 'volunteers.categoryMissing') }),
	run: async (tx, input) => {
		demandWithin(tx.ctx.actor, permissions.keep, input.communityId);
		return { id: await insertTask(tx, { ...input, source: 'desk', state: 'open' }), communityId: input.communityId };
	},
	subject: subjectOf
});

/** The team takes it on; the case that it serves hears so. @throws volunteers.taskMoved (409) */
export const acceptTask = useCase({
	name: 'volunteers.acceptTask',
	access: permissions.keep,
	input: v.object({ id }),
	run: async (tx, input) => {
		const task = await holdOwnTask(tx, input.id, ['offered']);
		await setTask(tx, task.id, 'open');
		await tellTheCase(tx, task, 'provider_accept', '');
		return { id: task.id, communityId: task.community_id };
	},
	subject: subjectOf
});

/** The team cannot: the case goes back to its owner, with the reason. @throws volunteers.taskMoved, volunteers.taskTakenOn (409) */
export const declineTask = useCase({
	name: 'volunteers.declineTask',
	access: permissions.keep,
	input: v.object({ id, reason: v.pipe(words(200), v.minLength(2, 'volunteers.whyMissing')) }),
	run: async (tx, input) => {
		const task = await holdOwnTask(tx, input.id, ['offered', 'open']);
		// What was taken on is withdrawn by the case's owner, who finds another way.
		if (task.source === 'request' && task.state === 'open') throw conflict('volunteers.taskTakenOn');
		await setTask(tx, task.id, 'declined', input.reason);
		await tellTheCase(tx, task, 'provider_decline', input.reason);
		return { id: task.id, communityId: task.community_id };
	},
	subject: subjectOf
});

/** It is done; a need is now the resident's to confirm. @throws volunteers.taskMoved (409) */
export const finishTask = useCase({
	name: 'volunteers.finishTask',
	access: permissions.keep,
	input: v.object({ id, note: v.optional(words(300), '') }),
	run: async (tx, input) => {
		const task = await holdOwnTask(tx, input.id, ['open']);
		await setTask(tx, task.id, 'done', input.note);
		await tellTheCase(tx, task, 'serve', input.note || task.title);
		return { id: task.id, communityId: task.community_id };
	},
	subject: subjectOf
});
