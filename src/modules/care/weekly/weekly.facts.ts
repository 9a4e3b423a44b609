/** Says which weeks may be counted otherwise now. */
import type { WriteTx } from '#platform/db/tx.ts';
import { factChanged } from '#platform/facts.ts';
import { mondayOf, WEEKLY_VISITS } from './weekly.model.ts';

/** @param days on which somebody was visited, or stood on the list, otherwise than before */
export const weeksChanged = (tx: WriteTx<'care'>, days: readonly string[]): void => factChanged(tx, { measures: [WEEKLY_VISITS], days: [...new Set(days.map(mondayOf))] });
