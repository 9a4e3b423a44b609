import * as v from 'valibot';
import { demand, type Access } from './access.ts';
import type { AuditEntry } from './audit.ts';
import type { Ctx } from './context.ts';
import { writeTogether } from './db/together.ts';
import { readTx, writeTx, type ReadTx, type WriteTx } from './db/tx.ts';
import { invalid, type FieldIssue } from './errors.ts';

type Schema = v.GenericSchema | v.GenericSchemaAsync;
type Parsed<S extends Schema> = v.InferOutput<S>;

/** A use case called as `accept(ctx, input)`: parse, authorise, one transaction {write, audit, jobs}. */
export interface UseCase<S extends Schema, R> {
	(ctx: Ctx, input: v.InferInput<S>): Promise<R>;
	readonly name: string;
	readonly access: Access;
	readonly input: S;
	readonly writes: boolean;
}

/** Every use case of the product by name; the deny-by-default test walks it. */
export const useCases = new Map<string, UseCase<Schema, unknown>>();

/**
 * The two ways a module does anything, bound to the module's own tables:
 *
 *     const { useCase, query } = forModule<'requests'>();
 *     export const accept = useCase({ name: 'requests.accept', access: permissions.accept, input: AcceptInput, run: async (tx, input) => …, subject: … });
 *
 * `subject` stands after `run`, because TypeScript infers the result's type from `run`.
 *
 * What has to be asked of another module (or of the pool: a rate limit) is asked in `prepare`, between parsing and the
 * transaction. Asking inside would hold one connection while waiting for another, and a full pool would then wait for itself.
 */
export function forModule<Module extends string>() {
	return {
		/** A write. Its audit row is written for it; `subject` names what it was done to. */
		useCase<const S extends Schema, R, P = undefined>(def: {
			name: string;
			access: Access;
			input: S;
			prepare?: (ctx: Ctx, input: Parsed<S>) => Promise<P>;
			/** Who is written down as the doer: somebody who asked to stay unnamed is nobody, in the audit log too. */
			doer?: (ctx: Ctx, input: Parsed<S>, prepared: P) => Ctx;
			/** Calls with the same answer commit together when they come many at once (`writeTogether`); null: this one goes alone. */
			together?: (input: Parsed<S>, prepared: P) => string | null;
			run: (tx: WriteTx<Module>, input: Parsed<S>, prepared: P) => Promise<R>;
			subject?: (input: Parsed<S>, result: R) => Omit<AuditEntry, 'action'>;
		}): UseCase<S, R> {
			return register(def, true, async (ctx, input) => {
				// Without `prepare`, P is undefined.
				const prepared = (await def.prepare?.(ctx, input)) as P;
				const doer = def.doer?.(ctx, input, prepared) ?? ctx;
				const write = async (tx: WriteTx<Module>) => {
					const result = await def.run(tx, input, prepared);
					tx.audit({ action: def.name, ...def.subject?.(input, result) });
					return result;
				};
				const company = def.together?.(input, prepared) ?? null;
				return company === null ? writeTx<Module, R>(doer, write) : writeTogether<Module, R>(doer, `${def.name} ${company}`, write);
			});
		},
		/** A read: one read-only snapshot. */
		query<const S extends Schema, R, P = undefined>(def: {
			name: string;
			access: Access;
			input: S;
			prepare?: (ctx: Ctx, input: Parsed<S>) => Promise<P>;
			run: (tx: ReadTx<Module>, input: Parsed<S>, prepared: P) => Promise<R>;
		}): UseCase<S, R> {
			return register(def, false, async (ctx, input) => {
				const prepared = (await def.prepare?.(ctx, input)) as P;
				return readTx<Module, R>(ctx, (tx) => def.run(tx, input, prepared));
			});
		}
	};
}

function register<S extends Schema, R>(
	def: { name: string; access: Access; input: S },
	writes: boolean,
	run: (ctx: Ctx, input: Parsed<S>) => Promise<R>
): UseCase<S, R> {
	const call = async (ctx: Ctx, raw: v.InferInput<S>): Promise<R> => {
		demand(ctx.actor, def.access);
		return run(ctx, await parse(def.input, raw));
	};
	const useCase = Object.defineProperty(Object.assign(call, { access: def.access, input: def.input, writes }), 'name', { value: def.name }) as UseCase<S, R>;
	useCases.set(def.name, useCase as unknown as UseCase<Schema, unknown>);
	return useCase;
}

/**
 * What a schema makes of an input. Text with a NUL in it is not valid anywhere: PostgreSQL keeps none.
 * @throws AppError platform.invalidInput (422) with one issue for each field; the message of a Valibot check is the issue's code
 */
export async function parse<S extends Schema>(schema: S, raw: unknown): Promise<Parsed<S>> {
	const result = await v.safeParseAsync(schema, raw, { abortPipeEarly: true });
	if (result.success) {
		const path = nulIn(result.output);
		if (path === null) return result.output;
		throw invalid([{ path, code: 'platform.notValid' }]);
	}
	throw invalid(
		result.issues.map((issue): FieldIssue => ({
			path: v.getDotPath(issue) ?? '',
			code: issueCode(issue)
		}))
	);
}

/** No input of ours is deeper; what is was made to exhaust the stack. */
const DEEPEST = 40;

/** The dotted path of the first text with a NUL in it (`''` for the value itself), or of what is too deep; null when all is well. */
function nulIn(value: unknown, depth = 0): string | null {
	if (typeof value === 'string') return value.includes('\0') ? '' : null;
	// Plain data only: bytes, dates and files are no text.
	if (typeof value !== 'object' || value === null || (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype)) return null;
	if (depth > DEEPEST) return '';
	for (const [name, part] of Object.entries(value)) {
		if (name.includes('\0')) return '';
		const below = nulIn(part, depth + 1);
		if (below !== null) return below === '' ? name : `${name}.${below}`;
	}
	return null;
}

/* A check with its own code says so (`v.minLength(1, 'requests.textMissing')`); Valibot's English sentences become general codes. */
function issueCode(issue: v.BaseIssue<unknown>): string {
	if (/^[a-z]\w*\.\w+$/i.test(issue.message)) return issue.message;
	if (issue.received === 'undefined' || issue.received === 'null') return 'platform.required';
	return `platform.${issue.type === 'max_length' || issue.type === 'max_graphemes' ? 'tooLong' : issue.type === 'min_length' || issue.type === 'non_empty' ? 'required' : 'notValid'}`;
}
