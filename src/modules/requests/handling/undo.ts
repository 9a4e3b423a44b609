/** Takes the last step back, while nothing else has happened on the case: undo instead of "are you sure?". */
import { AppError } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { canUndo, UNDO_RULES } from '../case/actions.ts';
import { noSuchCase, refused } from '../requests.errors.ts';
import type { Action } from '../case/machine.model.ts';
import type { State } from '../case/case.model.ts';
import { permissions } from '../requests.permissions.ts';
import { capacities } from '../requests.policy.ts';
import { UndoInput } from '../case/case.schemas.ts';
import { stepped, type Stepped } from '../case/step.ts';
import { factsOf, holdCase, step, type CasePatch, type Held, type Tx } from '../case/case.store.ts';
import { takeOutOfMerge } from '../triage/triage.usecases.ts';

const { useCase } = forModule<'requests'>();

interface Kept {
	before: Record<string, unknown>;
	pauseId?: string;
	pauseIds?: string[];
	callbackIds?: string[];
}

/** What a step did beside the case's own row, taken back. */
const TAKE_BACK: Partial<Record<Action, (tx: Tx, held: Held, kept: Kept) => Promise<CasePatch>>> = {
	pause: async (tx, held, kept) => {
		await tx.db.deleteFrom('requests.pause').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('request_id', '=', held.row.id).where('id', '=', kept.pauseId!).execute();
		return {};
	},
	resume: async (tx, held, kept) => (await reopenPauses(tx, held, kept.pauseIds ?? []), {}),
	serve: async (tx, held, kept) => {
		await reopenPauses(tx, held, kept.pauseIds ?? []);
		if (kept.callbackIds?.length) await tx.db.deleteFrom('requests.callback').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', 'in', kept.callbackIds).execute();
		await tx.db
			.updateTable('requests.round')
			.set({ served_note: '', served_by_name: '' })
			.where('subdistrict_id', '=', tx.ctx.subdistrictId)
			.where('request_id', '=', held.row.id)
			.where('round', '=', held.row.round)
			.execute();
		return {};
	},
	// The offer that the merge ended stays ended: the provider has been told.
	merge: async (tx, held) => (await takeOutOfMerge(tx, held), { provider_id: null, provider_name: '' })
};

async function reopenPauses({ db, ctx }: Tx, held: Held, ids: string[]): Promise<void> {
	if (!ids.length) return;
	await db.updateTable('requests.pause').set({ to_at: null }).where('subdistrict_id', '=', ctx.subdistrictId).where('request_id', '=', held.row.id).where('id', 'in', ids).execute();
}

/** @throws requests.refused_nothing_to_undo, requests.refused_undo_over (409), requests.refused_undo_not_yours (409) */
export const undo = useCase({
	name: 'requests.undo',
	access: permissions.handle,
	input: UndoInput,
	run: async (tx, input): Promise<Stepped & { undone: string }> => {
		const { db, ctx } = tx;
		const held = await holdCase(tx, { id: input.id });
		const actor = capacities(ctx.actor, held.row, held.ties).find(({ kind }) => kind === 'staff');
		if (!actor) throw noSuchCase();
		const facts = await factsOf(tx, held.row);
		const verdict = canUndo(facts, actor, ctx.clock.now());
		if (!verdict.allowed) throw refused(verdict.refusal!);
		const event = await db
			.selectFrom('requests.event')
			.select(['id', 'action', 'undo'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', held.row.last_event_id!)
			.executeTakeFirstOrThrow();
		const action = event.action as Action;
		const kept = event.undo as unknown as Kept;
		const side = await TAKE_BACK[action]?.(tx, held, kept);
		const { state, ...before } = revived(kept.before);
		await db.updateTable('requests.event').set({ undone_at: ctx.clock.now() }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', event.id).execute();
		const rule = UNDO_RULES.find((row) => row.action === action);
		await step(tx, held, actor, 'undo', { ...before, ...side }, { to: state as State, public: rule?.tellsResident ?? false, detail: { action }, clocks: action === 'pause' || action === 'resume' || action === 'serve' });
		return { ...stepped(held), undone: action };
	},
	subject: (_input, result) => ({ subjectType: 'request', subjectId: result.id, communityId: result.communityId, detail: { undone: result.undone } })
});

/** Instants went through JSON as text; everything else came through as it was. */
function revived(before: Record<string, unknown>): CasePatch {
	return Object.fromEntries(Object.entries(before).map(([key, value]) => [key, key.endsWith('_at') && typeof value === 'string' ? new Date(value) : value]));
}

/** What came of each case of a bulk step: every one is judged, done and audited by itself. */
export interface BulkResult {
	done: string[];
	refused: { id: string; code: string }[];
}

/**
 * Takes one step on many cases. One that is refused does not stop the others; nothing is half done on any.
 * @param ids 100 at most
 */
export async function bulk<I>(ids: readonly string[], one: (id: string) => Promise<I>): Promise<BulkResult> {
	if (ids.length > 100) throw new AppError('platform.notValid', { status: 422, params: { what: 'ids' } });
	const result: BulkResult = { done: [], refused: [] };
	for (const id of new Set(ids)) {
		try {
			await one(id);
			result.done.push(id);
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
			result.refused.push({ id, code: error.code });
		}
	}
	return result;
}
