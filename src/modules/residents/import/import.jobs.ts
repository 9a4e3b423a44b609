/** The jobs of imports: check, write, take back, and forgetting what is no longer needed. */
import * as v from 'valibot';
import type { JobDefinition } from '#platform/jobs.ts';
import { forModule } from '#platform/usecase.ts';
import { logRun } from '../privacy/retention.ts';
import { runApply } from './import.apply.ts';
import { runCheck } from './import.check.ts';
import { runUndo } from './import.undo.ts';
import { forgetRows } from './import.usecases.ts';

const { useCase } = forModule<'residents'>();
const DAY_MS = 86_400_000;
/** A sheet that nobody took in is thrown away after so many days. */
const KEEP_OPEN_DAYS = 14;

/**
 * Removes the files and lines of imports that can no longer be taken back, and drops those that nobody took in. What was
 * taken in stays in the register; that it came, when and from whom stays in the list.
 */
export const sweepImports = useCase({
	name: 'residents.sweepImports',
	access: { key: 'residents.sweepImports', roles: [] },
	input: v.object({}),
	run: async (tx) => {
		const { db, ctx } = tx;
		const now = ctx.clock.now();
		const over = await db
			.selectFrom('residents.import as i')
			.innerJoin('residents.import_file as f', (join) => join.onRef('f.subdistrict_id', '=', 'i.subdistrict_id').onRef('f.import_id', '=', 'i.id'))
			.select(['i.id', 'i.state'])
			.where('i.subdistrict_id', '=', ctx.subdistrictId)
			.where((eb) => eb.or([eb.and([eb('i.state', '=', 'applied'), eb('i.undo_until', '<', now)]), eb.and([eb('i.state', 'in', ['read', 'checked', 'failed']), eb('i.created_at', '<', new Date(now.getTime() - KEEP_OPEN_DAYS * DAY_MS))])]))
			.execute();
		for (const { id, state } of over) {
			await forgetRows(tx, id);
			if (state !== 'applied') await db.updateTable('residents.import').set((eb) => ({ state: 'dropped', counts: '{}', version: eb('version', '+', 1) })).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
		}
		await logRun(tx, 'sheets', over.length ? [{ rule: 'sheets', purpose: null, people: 0, count: over.length }] : [], now);
		return { forgotten: over.length };
	},
	subject: (_input, { forgotten }) => ({ detail: { forgotten } })
});

type Payload = Record<string, unknown> & { importId: string };

export const importJobs: readonly JobDefinition[] = [
	{ task: 'residents:checkImport', run: (ctx, payload) => runCheck(ctx, payload as Payload & { version: number; scope: 'all' | string[] }) },
	{ task: 'residents:applyImport', run: (ctx, payload) => runApply(ctx, payload as Payload & { by: string | null; byName: string }) },
	{ task: 'residents:undoImport', run: (ctx, payload) => runUndo(ctx, payload as Payload & { by: string | null; byName: string }) },
	{ task: 'residents:sweepImports', cron: '20 18 * * *', run: async (ctx) => void (await sweepImports(ctx, {})) }
];
