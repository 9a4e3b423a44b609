/** The usual use case on one case: hold it, ask leave for the action, do it, answer with where it stands now. */
import '../requests.events.ts';
import type * as v from 'valibot';
import type { Access } from '#platform/access.ts';
import type { Ctx } from '#platform/context.ts';
import { limit } from '#platform/rate-limit.ts';
import type { UseCase } from '#platform/usecase.ts';
import type { ActorFacts } from './actions.ts';
import type { Action } from './machine.model.ts';
import type { State } from './case.model.ts';
import type { CaseRefInput } from './case.schemas.ts';
import { preparedUseCase } from './prepared.ts';
import { holdCase, permit, type Held, type Tx } from './case.store.ts';

/** What every step answers; a page that shows the case need not ask again. */
export interface Stepped {
	id: string;
	number: string;
	version: number;
	state: State;
	communityId: string | null;
}

/**
 * Slows whoever comes by number and telephone: numbers of a day can be counted through for a telephone that one knows, and
 * telephones tried for a number. Not by network address, which many households share. A key cannot be guessed, an account
 * has limits of its own, and a confidential case is not opened by a telephone at all (`case.store.ts`).
 */
export async function slowGuessing(ctx: Ctx, ref: CaseRefInput | null): Promise<void> {
	if (!ref || !('phone' in ref)) return;
	await limit(ctx, 'requests.ref.phone', ref.phone, 60, 600);
	await limit(ctx, 'requests.ref.number', ref.number, 120, 600);
}

type OnCase = { id: string; version?: number } | { ref: CaseRefInput };

/** Answers for a row after a step. */
export const stepped = ({ row }: Held): Stepped => ({ id: row.id, number: row.number, version: row.version, state: row.state as State, communityId: row.community_id });

export function caseUseCase<const S extends v.GenericSchema<OnCase, OnCase>>(def: {
	name: string;
	access: Access;
	/** What leave is asked for; a function where the input decides. */
	action: Action | ((input: v.InferOutput<S>) => Action);
	input: S;
	run: (tx: Tx, held: Held, actor: ActorFacts, input: v.InferOutput<S>) => Promise<void>;
	/** Says more in the audit row; never a personal value. */
	detail?: (input: v.InferOutput<S>) => Record<string, unknown>;
}): UseCase<S, Stepped> {
	return preparedUseCase({
		name: def.name,
		access: def.access,
		input: def.input,
		prepare: (ctx, input) => slowGuessing(ctx, 'ref' in input ? (input.ref as CaseRefInput) : null),
		run: async (tx, input): Promise<Stepped> => {
			const held = await holdCase(tx, 'ref' in input ? input.ref : input);
			const actor = await permit(tx, held, typeof def.action === 'function' ? def.action(input) : def.action);
			await def.run(tx, held, actor, input);
			return stepped(held);
		},
		subject: (input, result) => ({ subjectType: 'request', subjectId: result.id, communityId: result.communityId, detail: { number: result.number, ...def.detail?.(input) } })
	});
}
