import { sql } from 'kysely';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';

/** Counts up with every change of what matching knows, so that each process sees by one row whether its memory is of today. */
export interface MatchingState {
	terms: number;
	services: number;
}

/** Notes in the writing transaction that terms or services changed. */
export async function touch({ db, ctx, afterCommit }: WriteTx<'directory'>, what: keyof MatchingState): Promise<void> {
	const one = { terms: what === 'terms' ? 1 : 0, services: what === 'services' ? 1 : 0 };
	await db
		.insertInto('directory.matching_state')
		.values({ subdistrict_id: ctx.subdistrictId, ...one })
		.onConflict((oc) => oc.column('subdistrict_id').doUpdateSet({ terms: sql`matching_state.terms + ${one.terms}`, services: sql`matching_state.services + ${one.services}` }))
		.execute();
	afterCommit(() => {
		for (const hear of listeners) hear(ctx.subdistrictId);
	});
}

/** Called in this process after a change is committed. */
export function onTouched(hear: (subdistrictId: string) => void): void {
	listeners.add(hear);
}
const listeners = new Set<(subdistrictId: string) => void>();

export async function readState({ db, ctx }: ReadTx<'directory'>): Promise<MatchingState> {
	const row = await db.selectFrom('directory.matching_state').select(['terms', 'services']).where('subdistrict_id', '=', ctx.subdistrictId).executeTakeFirst();
	return row ?? { terms: 0, services: 0 };
}
