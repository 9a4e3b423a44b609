/** Writes households themselves; who belongs to them is written by `membership.store.ts`. */
import type { WriteTx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';

type Tx = WriteTx<'residents'>;

export interface HouseholdRow {
	id: string;
	communityId: string;
	dwellingId: string | null;
	kind: 'family' | 'collective';
	number: string | null;
	headId: string | null;
	openedOn: string | null;
	closedOn: string | null;
	version: number;
}

const COLUMNS = ['id', 'community_id as communityId', 'dwelling_id as dwellingId', 'kind', 'number', 'head_id as headId', 'opened_on as openedOn', 'closed_on as closedOn', 'version'] as const;

/** Holds a household until the transaction ends. @throws platform.notFound */
export async function holdHousehold({ db, ctx }: Tx, id: string): Promise<HouseholdRow> {
	const row = await db.selectFrom('residents.household').select(COLUMNS).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row) throw notFound('household');
	return row as HouseholdRow;
}

/** The community of a door in use. @throws platform.notFound */
export async function communityOfDwelling({ db, ctx }: Tx, dwellingId: string): Promise<string> {
	const row = await db.selectFrom('residents.dwelling').select('community_id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', dwellingId).where('retired_at', 'is', null).executeTakeFirst();
	if (!row) throw notFound('dwelling');
	return row.community_id;
}

export interface NewHousehold {
	communityId: string;
	dwellingId: string | null;
	kind?: 'family' | 'collective';
	number?: string | null;
	openedOn: string | null;
	/** the same twice opens one household */
	clientId?: string | null;
}

/**
 * Opens a household without members.
 * @throws AppError residents.householdNumberTaken (409): an open household has that number
 */
export async function openHousehold(tx: Tx, { communityId, dwellingId, kind = 'family', number = null, openedOn, clientId = null }: NewHousehold): Promise<{ id: string; repeated: boolean }> {
	const { db, ctx } = tx;
	const id = newId();
	const now = ctx.clock.now();
	if (number) await demandNumberFree(tx, number, id);
	const made = await db
		.insertInto('residents.household')
		.values({ subdistrict_id: ctx.subdistrictId, id, community_id: communityId, dwelling_id: dwellingId, kind, number: number || null, opened_on: openedOn, client_id: clientId, created_at: now, changed_at: now })
		.onConflict((oc) => oc.columns(['subdistrict_id', 'client_id']).where('client_id', 'is not', null).doNothing())
		.returning('id')
		.executeTakeFirst();
	if (made) return { id, repeated: false };
	const known = await db.selectFrom('residents.household').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('client_id', '=', clientId).executeTakeFirstOrThrow();
	return { id: known.id, repeated: true };
}

/** Opens households of whole sheets at once; their numbers are free, or the unique index refuses all of them. @returns ids in the order given */
export async function openHouseholds({ db, ctx }: Tx, households: readonly NewHousehold[]): Promise<string[]> {
	const now = ctx.clock.now();
	const rows = households.map(({ communityId, dwellingId, kind = 'family', number = null, openedOn }) => ({ subdistrict_id: ctx.subdistrictId, id: newId(), community_id: communityId, dwelling_id: dwellingId, kind, number: number || null, opened_on: openedOn, created_at: now, changed_at: now }));
	for (let at = 0; at < rows.length; at += 1_000) await db.insertInto('residents.household').values(rows.slice(at, at + 1_000)).execute();
	return rows.map(({ id }) => id);
}

/** @throws AppError residents.householdNumberTaken (409) */
export async function demandNumberFree({ db, ctx }: Tx, number: string, exceptId: string): Promise<void> {
	const other = await db.selectFrom('residents.household').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('number', '=', number).where('closed_on', 'is', null).where('id', '!=', exceptId).executeTakeFirst();
	if (other) throw conflict('residents.householdNumberTaken');
}
