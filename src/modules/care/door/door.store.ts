import type { Selectable } from 'kysely';
import type { DB } from '../../../../db/schema.gen.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { dateIn } from '#platform/dates/index.ts';
import { isId, newId } from '#platform/ids.ts';
import { seal } from '#platform/secrets.ts';
import { maySee } from '../care.policy.ts';
import { NOTE_PURPOSE } from '../care.seal.ts';
import { doorClosed, noSuchDoor } from '../care.errors.ts';
import { dueAt, type DoorAction, type DoorStep } from './door.model.ts';

type Tx = WriteTx<'care'>;
export type DoorRow = Selectable<DB['care.door']>;

/**
 * Holds an open door of the caller's area for change.
 * @throws platform.notFound, care.doorClosed
 */
export async function holdDoor({ db, ctx }: Tx, id: string): Promise<DoorRow> {
	const row = await db.selectFrom('care.door').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row || !maySee(ctx.actor, row.community_id)) throw noSuchDoor();
	if (row.closed_at) throw doorClosed();
	return row;
}

/** When the step that begins now has run out. */
export async function stepDue({ db, ctx }: Tx, step: DoorStep, zone: string): Promise<Date> {
	const clocks = await db.selectFrom('care.door_clock').select(['step', 'valid_from as validFrom', 'minutes']).where('subdistrict_id', '=', ctx.subdistrictId).where('step', '=', step).execute();
	const now = ctx.clock.now();
	return dueAt(now, step, dateIn(now, zone), clocks);
}

/** Writes one event of a door. */
export async function noteEvent({ db, ctx }: Tx, doorId: string, step: string, action: DoorAction, said: { who?: string; note?: string } = {}): Promise<void> {
	await db
		.insertInto('care.door_event')
		.values({
			subdistrict_id: ctx.subdistrictId,
			id: newId(),
			door_id: doorId,
			at: ctx.clock.now(),
			step,
			action,
			who: said.who ?? '',
			note_sealed: said.note ? seal(said.note, NOTE_PURPOSE) : null,
			by_id: isId(ctx.actor.id) ? ctx.actor.id : null,
			by_name: ctx.actor.kind === 'user' ? ctx.actor.name : ''
		})
		.execute();
}

/** Writes the door's own row; its version goes up. */
export async function changeDoor({ db, ctx }: Tx, id: string, values: Partial<Omit<DoorRow, 'subdistrict_id' | 'id' | 'version'>>): Promise<void> {
	await db
		.updateTable('care.door')
		.set((eb) => ({ ...values, version: eb('version', '+', 1) }))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', id)
		.execute();
}
