import { personCard } from '#modules/residents/index.ts';
import { forbidden } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { seal } from '#platform/secrets.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../care.permissions.ts';
import { maySee } from '../care.policy.ts';
import { NOTE_PURPOSE } from '../care.seal.ts';
import { doorMoved, noSuchPerson, notReachedYet } from '../care.errors.ts';
import { laterSteps, mayClose, type DoorAction, type DoorStep } from './door.model.ts';
import { CloseDoorInput, DoorId, DoorNoteInput, DoorStepInput, DoorTryInput, OpenDoorInput } from './door.schemas.ts';
import { changeDoor, holdDoor, noteEvent, stepDue } from './door.store.ts';

const { useCase } = forModule<'care'>();

const subjectOf = (_input: unknown, door: { id: string; communityId: string }) => ({ subjectType: 'door', subjectId: door.id, communityId: door.communityId });

/**
 * A knock that nobody answered. Sent twice, or for somebody whose door is open already, it leads to that one and adds what
 * was said now.
 */
export const openDoor = useCase({
	name: 'care.openDoor',
	access: permissions.door,
	input: OpenDoorInput,
	prepare: async (ctx, input) => {
		const person = await personCard(ctx, { id: input.personId });
		if (!person?.communityId || !maySee(ctx.actor, person.communityId)) throw noSuchPerson();
		return { communityId: person.communityId, zone: await zoneOf(ctx) };
	},
	run: async (tx, input, { communityId, zone }) => {
		const { db, ctx } = tx;
		const id = newId();
		const made = await db
			.insertInto('care.door')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id,
				person_id: input.personId,
				community_id: communityId,
				source: input.source,
				source_id: input.sourceId,
				said: '',
				opened_at: ctx.clock.now(),
				opened_by: isId(ctx.actor.id) ? ctx.actor.id : null,
				opened_by_name: ctx.actor.name,
				step: 'call',
				step_due_at: await stepDue(tx, 'call', zone),
				owner_id: ctx.actor.kind === 'user' && isId(ctx.actor.id) ? ctx.actor.id : null,
				owner_name: ctx.actor.kind === 'user' ? ctx.actor.name : '',
				client_id: input.clientId ?? null
			})
			// One open door for a person, and one for each send.
			.onConflict((oc) => oc.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (made) {
			await noteEvent(tx, id, 'call', 'opened', { note: input.said });
			return { id, communityId, repeated: false };
		}
		const there = await db
			.selectFrom('care.door')
			.select(['id', 'step', 'client_id'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where((eb) => eb.or([eb('client_id', '=', input.clientId ?? null), eb.and([eb('person_id', '=', input.personId), eb('closed_at', 'is', null)])]))
			.orderBy('opened_at', 'desc')
			.executeTakeFirstOrThrow();
		if (input.said && there.client_id !== (input.clientId ?? '')) await noteEvent(tx, there.id, there.step, 'noted', { note: input.said });
		return { id: there.id, communityId, repeated: true };
	},
	subject: subjectOf
});

/** A call or a knock: reached or not. The step and its clock stay as they are. */
export const tryDoor = useCase({
	name: 'care.tryDoor',
	access: permissions.door,
	input: DoorTryInput,
	run: async (tx, { id, who, reached, note }) => {
		const row = await holdDoor(tx, id);
		await noteEvent(tx, id, row.step, reached ? 'reached' : 'tried', { who, note });
		await changeDoor(tx, id, {});
		return { id, communityId: row.community_id };
	},
	subject: subjectOf
});

/** On to a later step, whose clock begins now. `from` is the step that the caller saw. */
export const handOnDoor = useCase({
	name: 'care.handOnDoor',
	access: permissions.door,
	input: DoorStepInput,
	prepare: (ctx) => zoneOf(ctx),
	run: async (tx, { id, from, to, note }, zone) => {
		const row = await holdDoor(tx, id);
		if (row.step !== from || !laterSteps(row.step as DoorStep).includes(to)) throw doorMoved();
		await noteEvent(tx, id, to, 'handed_on', { note });
		await changeDoor(tx, id, { step: to, step_due_at: await stepDue(tx, to, zone), overdue_told_at: null });
		return { id, communityId: row.community_id };
	},
	subject: subjectOf
});

/** Takes the door over: from now on the caller is the one who is asked. */
export const takeDoor = useCase({
	name: 'care.takeDoor',
	access: permissions.door,
	input: DoorId,
	run: async (tx, { id }) => {
		const { ctx } = tx;
		const row = await holdDoor(tx, id);
		if (row.owner_id === ctx.actor.id || ctx.actor.kind !== 'user') return { id, communityId: row.community_id };
		await noteEvent(tx, id, row.step, 'taken');
		await changeDoor(tx, id, { owner_id: ctx.actor.id, owner_name: ctx.actor.name });
		return { id, communityId: row.community_id };
	},
	subject: subjectOf
});

/** Something learnt on the way that reaches nobody yet. */
export const noteDoor = useCase({
	name: 'care.noteDoor',
	access: permissions.door,
	input: DoorNoteInput,
	run: async (tx, { id, note }) => {
		const row = await holdDoor(tx, id);
		await noteEvent(tx, id, row.step, 'noted', { note });
		return { id, communityId: row.community_id };
	},
	subject: subjectOf
});

/**
 * Ends it: a named member of staff says what was found and how. Nothing else does; neither a job nor a token may.
 * @throws care.notReachedYet (422) when somebody is said to be well whom nobody has reached
 */
export const closeDoor = useCase({
	name: 'care.closeDoor',
	access: permissions.door,
	input: CloseDoorInput,
	run: async (tx, { id, finding, note }) => {
		const { db, ctx } = tx;
		const row = await holdDoor(tx, id);
		if (ctx.actor.kind !== 'user') throw forbidden(permissions.door.key);
		const events = await db.selectFrom('care.door_event').select('action').where('subdistrict_id', '=', ctx.subdistrictId).where('door_id', '=', id).execute();
		if (!mayClose(finding, events as { action: DoorAction }[])) throw notReachedYet();
		await noteEvent(tx, id, row.step, 'closed', { note });
		await changeDoor(tx, id, { closed_at: ctx.clock.now(), closed_by: ctx.actor.id, closed_by_name: ctx.actor.name, finding, closing_note_sealed: seal(note, NOTE_PURPOSE), step_due_at: null });
		await tx.emit('care.doorClosed', { doorId: id, personId: row.person_id, finding });
		return { id, communityId: row.community_id };
	},
	subject: subjectOf
});
