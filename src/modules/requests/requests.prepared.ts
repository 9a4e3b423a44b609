/**
 * A use case that has to ask somebody (the directory, accounts, a rate limit) before its transaction opens. Asking inside
 * would hold one connection while waiting for another, and a full pool would then wait for itself.
 */
import * as v from 'valibot';
import { demand, type Access } from '#platform/access.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Ctx } from '#platform/context.ts';
import { forModule, parse, useCases, type UseCase } from '#platform/usecase.ts';
import type { Tx } from './requests.store.ts';

const { useCase } = forModule<'requests'>();

/** As `useCase`, with `prepare` between parsing and the transaction; what it returns is given to `run`. */
export function preparedUseCase<const S extends v.GenericSchema, P, R>(def: {
	name: string;
	access: Access;
	input: S;
	prepare: (ctx: Ctx, input: v.InferOutput<S>) => Promise<P>;
	/** Who is written down as the doer: somebody who asked to stay unnamed is nobody, in the audit log too. */
	doer?: (ctx: Ctx, input: v.InferOutput<S>, prepared: P) => Ctx;
	run: (tx: Tx, input: v.InferOutput<S>, prepared: P) => Promise<R>;
	subject?: (input: v.InferOutput<S>, result: R) => Omit<AuditEntry, 'action'>;
}): UseCase<S, R> {
	interface Ready {
		input: v.InferOutput<S>;
		prepared: P;
	}
	// What is inside has been parsed already; nobody can reach it but through the call below.
	const inner = useCase({
		name: def.name,
		access: def.access,
		input: v.custom<Ready>(() => true),
		run: (tx, ready) => def.run(tx, ready.input, ready.prepared),
		subject: def.subject && ((ready, result: R) => def.subject!(ready.input, result))
	});
	const call = async (ctx: Ctx, raw: v.InferInput<S>): Promise<R> => {
		demand(ctx.actor, def.access);
		const input = await parse(def.input, raw);
		const prepared = await def.prepare(ctx, input);
		return inner(def.doer?.(ctx, input, prepared) ?? ctx, { input, prepared });
	};
	const outer = Object.defineProperty(Object.assign(call, { access: def.access, input: def.input, writes: true }), 'name', { value: def.name }) as UseCase<S, R>;
	useCases.set(def.name, outer as unknown as Parameters<typeof useCases.set>[1]);
	return outer;
}
