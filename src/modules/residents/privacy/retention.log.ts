/** What the nightly runs did, night by night. */
import * as v from 'valibot';
import { cursorInput, limitInput, pageOf, readCursor } from '#platform/keyset.ts';
import { forModule } from '#platform/usecase.ts';
import { sql } from 'kysely';
import { permissions } from '../residents.permissions.ts';
import { lastRunAt } from './retention.due.ts';
import type { Removed } from './retention.rules.ts';

const { query } = forModule<'residents'>();

export interface RetentionRun {
	id: string;
	at: Date;
	job: 'retention' | 'sheets';
	removed: Removed[];
}

/** After so long without one a night was missed: runs come every 24 hours. */
const MISSED_AFTER_MS = 36 * 3_600_000;

/**
 * Runs, the newest first.
 * @param something only those that removed something
 * @returns `late`: the last run is longer ago than a night, or there was none
 */
export const retentionRuns = query({
	name: 'residents.retentionRuns',
	access: permissions.oversee,
	input: v.object({ something: v.optional(v.boolean(), false), cursor: cursorInput, limit: limitInput(100) }),
	run: async (tx, { something, cursor, limit }): Promise<{ items: RetentionRun[]; next: string | null; last: Date | null; late: boolean }> => {
		const { db, ctx } = tx;
		const after = readCursor(cursor);
		let rows = db.selectFrom('residents.retention_run').select(['id', 'at', 'job', 'removed']).where('subdistrict_id', '=', ctx.subdistrictId);
		if (something) rows = rows.where(sql<boolean>`removed <> '[]'::jsonb`);
		if (after) rows = rows.where(sql<boolean>`(at, id) < (${after.at}, ${after.id}::uuid)`);
		const found = (await rows.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit + 1).execute()) as unknown as RetentionRun[];
		const last = await lastRunAt(tx);
		return { ...pageOf(found, limit, ({ at }) => at), last, late: !last || ctx.clock.now().getTime() - last.getTime() > MISSED_AFTER_MS };
	}
});
