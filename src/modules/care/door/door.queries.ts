import { personCards, type PersonCard } from '#modules/residents/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { unseal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import type { Ctx } from '#platform/context.ts';
import { sql } from 'kysely';
import * as v from 'valibot';
import { noSuchDoor } from '../care.errors.ts';
import { permissions } from '../care.permissions.ts';
import { careScope, maySee } from '../care.policy.ts';
import { NOTE_PURPOSE } from '../care.seal.ts';
import type { DoorAction, DoorFinding, DoorStep } from './door.model.ts';
import { DoorId, DoorListInput } from './door.schemas.ts';

const { query } = forModule<'care'>();

export interface DoorLine {
	id: string;
	personId: string;
	communityId: string;
	step: DoorStep;
	stepDueAt: Date | null;
	overdue: boolean;
	openedAt: Date;
	openedByName: string;
	ownerName: string;
	closedAt: Date | null;
	closedByName: string;
	finding: DoorFinding | null;
	person: PersonCard | null;
}

const COLUMNS = ['id', 'person_id as personId', 'community_id as communityId', 'step', 'step_due_at as stepDueAt', 'opened_at as openedAt', 'opened_by_name as openedByName', 'owner_name as ownerName', 'closed_at as closedAt', 'closed_by_name as closedByName', 'finding'] as const;

const inScope = ({ db, ctx }: ReadTx<'care'>) => {
	const scope = careScope(ctx.actor);
	const rows = db.selectFrom('care.door').where('subdistrict_id', '=', ctx.subdistrictId);
	return scope === 'all' ? rows : rows.where('community_id', '=', sql<string>`any(${scope}::uuid[])`);
};

type Row = Omit<DoorLine, 'person' | 'overdue' | 'step' | 'finding'> & { step: string; finding: string | null };

const lineOf = (row: Row, now: Date): Omit<DoorLine, 'person'> => ({ ...row, step: row.step as DoorStep, finding: row.finding as DoorFinding | null, overdue: row.closedAt === null && row.stepDueAt !== null && row.stepDueAt < now });

const doorRows = query({
	name: 'care.doors',
	access: permissions.door,
	input: DoorListInput,
	run: async (tx, { which, communityId, cursor, limit }): Promise<Page<Omit<DoorLine, 'person'>>> => {
		const after = readCursor(cursor);
		const open = which === 'open';
		let rows = inScope(tx).select(COLUMNS).where('closed_at', open ? 'is' : 'is not', null);
		if (communityId) rows = rows.where('community_id', '=', communityId);
		// Those that run out first stand on top; what is over, newest first. An open door always has its time.
		if (open) {
			if (after) rows = rows.where(sql<boolean>`(step_due_at, id) > (${after.at}, ${after.id}::uuid)`);
			rows = rows.orderBy('step_due_at').orderBy('id');
		} else {
			if (after) rows = rows.where(sql<boolean>`(closed_at, id) < (${after.at}, ${after.id}::uuid)`);
			rows = rows.orderBy('closed_at', 'desc').orderBy('id', 'desc');
		}
		const now = tx.ctx.clock.now();
		const found = (await rows.limit(limit + 1).execute()).map((row) => lineOf(row, now));
		return pageOf(found, limit, (row) => (open ? row.stepDueAt! : row.closedAt!));
	}
});

/** Doors of the caller's area with the person behind each, masked as the register says. */
export async function listDoors(ctx: Ctx, input: Parameters<typeof doorRows>[1]): Promise<Page<DoorLine>> {
	const { items, next } = await doorRows(ctx, input);
	const cards = await personCards(ctx, { ids: [...new Set(items.map(({ personId }) => personId))] });
	return { items: items.map((line) => ({ ...line, person: cards.get(line.personId) ?? null })), next };
}

export interface DoorEvent {
	id: string;
	at: Date;
	step: DoorStep;
	action: DoorAction;
	who: string;
	note: string;
	byName: string;
}

const doorDetail = query({
	name: 'care.door',
	access: permissions.door,
	input: DoorId,
	run: async (tx, { id }) => {
		const { db, ctx } = tx;
		const row = await db.selectFrom('care.door').select([...COLUMNS, 'source', 'owner_id as ownerId']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
		if (!row || !maySee(ctx.actor, row.communityId)) throw noSuchDoor();
		const events = await db.selectFrom('care.door_event').select(['id', 'at', 'step', 'action', 'who', 'note_sealed', 'by_name as byName']).where('subdistrict_id', '=', ctx.subdistrictId).where('door_id', '=', id).orderBy('id').execute();
		return {
			...lineOf(row, ctx.clock.now()),
			source: row.source,
			mine: row.ownerId !== null && row.ownerId === ctx.actor.id,
			events: events.map(({ note_sealed, step, action, ...event }): DoorEvent => ({ ...event, step: step as DoorStep, action: action as DoorAction, note: note_sealed ? unseal(note_sealed, NOTE_PURPOSE) : '' }))
		};
	}
});

export type DoorDetail = Awaited<ReturnType<typeof doorDetail>> & { person: PersonCard | null };

/**
 * A door with all that was done.
 * @throws platform.notFound
 */
export async function doorOf(ctx: Ctx, id: string): Promise<DoorDetail> {
	const door = await doorDetail(ctx, { id });
	return { ...door, person: (await personCards(ctx, { ids: [door.personId] })).get(door.personId) ?? null };
}

/** Doors of one person, the newest first; empty where the caller may not see them. */
export const doorsOf = query({
	name: 'care.doorsOf',
	access: permissions.door,
	input: v.object({ personId: v.pipe(v.string(), v.uuid()) }),
	run: async (tx, { personId }): Promise<Omit<DoorLine, 'person'>[]> => {
		const now = tx.ctx.clock.now();
		const rows = await inScope(tx).select(COLUMNS).where('person_id', '=', personId).orderBy('opened_at', 'desc').limit(50).execute();
		return rows.map((row) => lineOf(row, now));
	}
});

/** How many doors are open in the caller's area, and how many of them have run out of time. */
export const countDoors = query({
	name: 'care.countDoors',
	access: permissions.door,
	input: DoorListInput,
	run: async (tx) => {
		const { n, late } = await inScope(tx)
			.select([sql<number>`count(*)::int`.as('n'), sql<number>`(count(*) FILTER (WHERE step_due_at < ${tx.ctx.clock.now()}))::int`.as('late')])
			.where('closed_at', 'is', null)
			.executeTakeFirstOrThrow();
		return { open: n, late };
	}
});
