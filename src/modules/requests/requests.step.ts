/** The usual use case on one case: hold it, ask leave for the action, do it, answer with where it stands now. */
import './requests.events.ts';
import type * as v from 'valibot';
import type { Access } from '#platform/access.ts';
import { forModule, type UseCase } from '#platform/usecase.ts';
import type { ActorFacts } from './requests.actions.ts';
import type { Action } from './requests.machine.ts';
import type { State } from './requests.model.ts';
import type { CaseRefInput } from './requests.schemas.ts';
import { holdCase, permit, type Held, type Tx } from './requests.store.ts';

const { useCase } = forModule<'requests'>();

/** What every step answers; a page that shows the case need not ask again. */
export interface Stepped {
	id: string;
	number: string;
	version: number;
	state: State;
	communityId: string | null;
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
	return useCase({
		name: def.name,
		access: def.access,
		input: def.input,
		run: async (tx, parsed): Promise<Stepped> => {
			const input = parsed as v.InferOutput<S>;
			const held = await holdCase(tx, 'ref' in input ? input.ref : input);
			const actor = await permit(tx, held, typeof def.action === 'function' ? def.action(input) : def.action);
			await def.run(tx, held, actor, input);
			return stepped(held);
		},
		subject: (input, result) => ({ subjectType: 'request', subjectId: result.id, communityId: result.communityId, detail: { number: result.number, ...def.detail?.(input as v.InferOutput<S>) } })
	});
}
