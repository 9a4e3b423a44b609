import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../directory.permissions.ts';
import { id as Id } from '../directory.schemas.ts';

const { query } = forModule<'directory'>();

/** By which door a change came in. */
export type Origin = 'desk' | 'contact' | 'import' | 'api' | 'system';

/** Field -> what it was and what it became; before is null in a new entry. */
export type Changes = Record<string, [before: unknown, after: unknown]>;

export interface Revision {
	id: string;
	version: number;
	at: Date;
	byName: string;
	origin: Origin;
	changed: Changes;
}

/** The same value in the same words: keys sorted, so that the order in which a form sent them is no change. */
export function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) =>
		inner && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner
	);
}

/** Fields of `after` that differ from `before`. */
export function compareDocuments(before: object | null, after: object): Changes {
	const old = (before ?? {}) as Record<string, unknown>;
	return Object.fromEntries(
		Object.entries(after).flatMap(([field, value]: [string, unknown]) => (canonical(old[field] ?? null) === canonical(value ?? null) ? [] : [[field, [old[field] ?? null, value ?? null]]]))
	) as Changes;
}

/** Keeps what a change changed. Entries hold no personal values, so values are kept as they are. */
export async function writeRevision({ db, ctx }: WriteTx<'directory'>, entity: 'organization' | 'service', entityId: string, version: number, changed: Changes, origin: Origin): Promise<void> {
	await db
		.insertInto('directory.revision')
		.values({ subdistrict_id: ctx.subdistrictId, id: newId(), entity, entity_id: entityId, version, at: ctx.clock.now(), by_name: ctx.actor.name, origin, changed: JSON.stringify(changed) })
		.execute();
}

/** What was changed in an entry, newest first, at most 100. */
export const listRevisions = query({
	name: 'directory.listRevisions',
	access: permissions.read,
	input: v.object({ entity: v.picklist(['organization', 'service']), id: Id }),
	run: ({ db, ctx }, { entity, id }): Promise<Revision[]> =>
		db
			.selectFrom('directory.revision')
			.select(['id', 'version', 'at', 'by_name as byName', 'origin', 'changed'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('entity', '=', entity)
			.where('entity_id', '=', id)
			.orderBy('version', 'desc')
			.limit(100)
			.execute() as Promise<unknown> as Promise<Revision[]>
});
