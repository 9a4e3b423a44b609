/** Which measures a change of facts touches, so that the plan counts those days anew. */
import type { WriteTx } from '#platform/db/tx.ts';
import { factChanged } from '#platform/facts.ts';

type Tx = WriteTx<'volunteers'>;

export const REGISTER_MEASURES = ['volunteers.registered', 'volunteers.party', 'volunteers.cadre', 'volunteers.league', 'volunteers.pioneer', 'volunteers.resident', 'volunteers.shareOfResidents'] as const;
export const SERVICE_MEASURES = ['volunteers.minutes', 'volunteers.active', 'volunteers.shiftsServed'] as const;

/** Somebody registered, left, or is somebody else's record now. */
export const volunteersChanged = (tx: Tx, days: readonly string[]): void => factChanged(tx, { measures: [...REGISTER_MEASURES], days: [...new Set(days)] });

/** Lines were added to the ledger. */
export const serviceChanged = (tx: Tx, days: readonly string[]): void => factChanged(tx, { measures: [...SERVICE_MEASURES], days: [...new Set(days)] });
