import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type DatabaseConnection, type Driver, type QueryResult, CompiledQuery } from 'kysely';
import type pg from 'pg';
import type { DB } from '../../../db/schema.gen.ts';
import type { Ctx } from '../context.ts';
import { isId } from '../ids.ts';
import { appPool } from './pools.ts';
import { writeAudit, type AuditEntry, type AuditLine } from '../audit.ts';
import { factsCommitted, writeFactChanges, type FactChange } from '../facts.ts';
import { deliver, type EventName, type EventPayload } from '../events.ts';

/** The tables of the named modules (PostgreSQL schemas) and no others: another module's table is a compile error. */
export type Tables<Module extends string> = { [K in keyof DB as K extends `${Module}.${string}` ? K : never]: DB[K] };
export type Db<Module extends string> = Kysely<Tables<Module>>;

/** What a reading use case works with: one snapshot of one tenant. */
export interface ReadTx<Module extends string> {
	db: Db<Module>;
	ctx: Ctx;
}

/** What a writing use case works with: one transaction of one tenant, and the two things that ride in it. */
export interface WriteTx<Module extends string> extends ReadTx<Module> {
	/** adds a row to the audit log in this transaction; the use case's own row is written for it */
	audit(entry: AuditEntry): void;
	/** calls the handlers that other modules registered, in this transaction */
	emit<E extends EventName>(event: E, payload: EventPayload<E>): Promise<void>;
	/** queues a job that runs only if this transaction commits */
	enqueue(task: string, payload: Record<string, unknown>, options?: { runAt?: Date; key?: string }): Promise<void>;
	/** says that facts changed which measures count; modules call `factChanged` of `#platform/facts.ts` */
	factChanged(change: FactChange): void;
	/**
	 * Sends a write whose answer nobody waits for: it goes to the server with whatever is asked next, at the latest with the commit,
	 * and costs no round trip of its own. If it fails, the transaction fails, with this write's error.
	 *
	 * `taken` names a unique constraint by which somebody else's row may stand in its way. The transaction then runs once more,
	 * as `attempt` 2, and finds their row; a constraint costs the server less than asking ON CONFLICT of every write.
	 */
	send(query: CompiledQuery, options?: { taken?: string }): void;
	/** 1, or more when the transaction runs again */
	readonly attempt: number;
	/** runs after the commit, for what must not be promised before it (wake a cache, push to a screen) */
	afterCommit(fn: () => void): void;
	/** runs when the transaction was undone for certain, before it runs again or the caller is told: of a lost connection nobody knows whether it had committed */
	afterRollback(fn: () => void): void;
}

/**
 * Runs `fn` in one read-only snapshot of the tenant. The snapshot opens with its first question, in one round trip, and
 * closing it is not waited for: a read that is answered from memory never takes a connection.
 */
export async function readTx<Module extends string, R>(ctx: Ctx, fn: (tx: ReadTx<Module>) => Promise<R>): Promise<R> {
	const begin = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL app.subdistrict_id = '${tenantId(ctx)}'`;
	let opened: Promise<Opened> | undefined;
	const open = () => (opened ??= appPool().connect().then((client) => sent(client, begin)));
	let broken: Error | undefined;
	try {
		return await fn({ db: kyselyOver(async () => (await open()).client) as unknown as Db<Module>, ctx });
	} catch (error) {
		if (isConnectionLost(error)) broken = error as Error;
		throw error;
	} finally {
		opened?.then(
			({ client, begun }) => {
				if (broken) return client.release(broken);
				const ended = client.query('COMMIT');
				return Promise.all([begun, ended]).then(() => client.release(), (error: Error) => client.release(error));
			},
			// It never opened, and whoever asked was told.
			() => {}
		);
	}
}

/** A connection whose BEGIN is on its way: what is asked next follows it on the wire, and fails if it failed. */
interface Opened {
	client: pg.PoolClient;
	begun: Promise<unknown>;
}

function sent(client: pg.PoolClient, begin: string): Opened {
	inOnePiece(client);
	const begun = client.query(begin);
	begun.catch(() => {});
	return { client, begun };
}

/**
 * What is asked of this connection before the next turn of the event loop goes out in one write: BEGIN with the first
 * question, the audit row with COMMIT. Each write wakes the server's process, which costs both sides more than most questions.
 */
function inOnePiece(client: pg.PoolClient): void {
	const { stream } = (client as unknown as pg.Client).connection;
	stream.cork();
	process.nextTick(() => stream.uncork());
}

/**
 * Runs `fn` in one read-committed transaction of the tenant and commits it; any error rolls everything back.
 * Serialisation failures, deadlocks and rows that were `taken` are retried twice, so `fn` must do nothing outside the transaction.
 */
export async function writeTx<Module extends string, R>(ctx: Ctx, fn: (tx: WriteTx<Module>) => Promise<R>): Promise<R> {
	for (let attempt = 1; ; attempt++) {
		const taken = new Set<string>();
		try {
			const [result] = await writeParts([{ ctx, fn }], attempt, taken);
			return result!;
		} catch (error) {
			const { code, constraint } = error as { code?: string; constraint?: string };
			if (attempt < 3 && (code === '40001' || code === '40P01' || (code === '23505' && taken.has(constraint ?? '')))) continue;
			throw error;
		}
	}
}

/** What one caller does in a transaction. */
export interface Part<Module extends string, R> {
	ctx: Ctx;
	fn: (tx: WriteTx<Module>) => Promise<R>;
}

/**
 * Runs parts of one tenant one after the other in one transaction and commits it; an error of any rolls all of them back.
 * What several callers do in one is gathered by `writeTogether`; everything else is one part.
 * @returns the result of each part, in their order
 */
export async function writeParts<Module extends string, R>(parts: readonly Part<Module, R>[], attempt = 1, taken = new Set<string>()): Promise<R[]> {
	const first = parts[0]!.ctx;
	const { client, begun } = sent(await appPool().connect(), `BEGIN; SET LOCAL app.subdistrict_id = '${tenantId(first)}'`);
	const audits: AuditLine[] = [];
	const facts: FactChange[] = [];
	const after: (() => void)[] = [];
	const undone: (() => void)[] = [];
	const unread: Promise<unknown>[] = [];
	let broken: Error | undefined;
	try {
		const db = kyselyOver(() => Promise.resolve(client)) as unknown as Db<Module>;
		const send: WriteTx<Module>['send'] = (query, options) => {
			if (options?.taken) taken.add(options.taken);
			inOnePiece(client);
			const answer = connectionOf(client).executeQuery(query);
			// It is looked at with the commit.
			answer.catch(() => {});
			unread.push(answer);
		};
		const results: R[] = [];
		for (const { ctx, fn } of parts) {
			const tx: WriteTx<Module> = {
				db,
				ctx,
				audit: (entry) => void audits.push({ ctx, entry }),
				emit: (event, payload) => deliver(event, payload, tx as unknown as WriteTx<string>),
				enqueue: async (task, payload, options) =>
					send(CompiledQuery.raw('SELECT platform.enqueue($1, $2, $3, $4)', [task, JSON.stringify({ ...payload, subdistrictId: ctx.subdistrictId }), options?.runAt ?? null, options?.key ?? null])),
				send,
				factChanged: (change) => void facts.push(change),
				attempt,
				afterCommit: (run) => void after.push(run),
				afterRollback: (run) => void undone.push(run)
			};
			results.push(await fn(tx));
		}
		inOnePiece(client);
		const audited = audits.length ? writeAudit(client, audits) : undefined;
		const counted = facts.length ? writeFactChanges(client, first, facts) : undefined;
		const committed = client.query('COMMIT');
		const [{ command }] = await Promise.all([committed, begun, audited, counted, ...unread]);
		// PostgreSQL answers COMMIT of a failed transaction by rolling it back, and calls that no error.
		if (command !== 'COMMIT') throw new Error('the transaction had failed before its commit and was rolled back');
		for (const run of after) run();
		if (facts.length) factsCommitted(first.subdistrictId);
		return results;
	} catch (error) {
		if (isConnectionLost(error)) broken = error as Error;
		else await client.query('ROLLBACK').catch((lost: Error) => (broken = lost));
		if (!broken) for (const run of undone) run();
		// What followed a failed write failed because of it.
		const failed = (await Promise.allSettled(unread)).find((each) => each.status === 'rejected');
		throw failed ? failed.reason : error;
	} finally {
		client.release(broken);
	}
}

/** The tenant's id goes into SQL text, so it is checked here, whatever the caller did before. */
function tenantId(ctx: Ctx): string {
	if (!isId(ctx.subdistrictId)) throw new Error('a context without a subdistrict reached the database');
	return ctx.subdistrictId;
}

/** Whether a transaction ended like this may have been committed all the same. */
export const isConnectionLost = (error: unknown): boolean => {
	const code = (error as { code?: string }).code ?? '';
	return code.startsWith('08') || code.startsWith('57P') || ['ECONNRESET', 'EPIPE', 'ECONNREFUSED'].includes(code);
};

/* Kysely over one connection that is ours to give: no pool, no transactions of its own; those are above. */
const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();

function kyselyOver(open: () => Promise<pg.PoolClient>): Kysely<DB> {
	return new Kysely<DB>({
		dialect: {
			createAdapter: () => adapter,
			createDriver: () => new LentDriver(open),
			createIntrospector: (any) => new PostgresIntrospector(any),
			createQueryCompiler: () => compiler
		}
	});
}

/* What was prepared on a connection outlives the transaction that prepared it. */
const connections = new WeakMap<pg.PoolClient, ClientConnection>();

function connectionOf(client: pg.PoolClient): ClientConnection {
	let connection = connections.get(client);
	if (!connection) connections.set(client, (connection = new ClientConnection(client)));
	return connection;
}

class LentDriver implements Driver {
	readonly #open: () => Promise<pg.PoolClient>;
	constructor(open: () => Promise<pg.PoolClient>) {
		this.#open = open;
	}
	async init() {}
	async acquireConnection() {
		return connectionOf(await this.#open());
	}
	async beginTransaction(): Promise<never> {
		throw new Error('use readTx or writeTx');
	}
	async commitTransaction() {}
	async rollbackTransaction() {}
	async releaseConnection() {}
	async destroy() {}
}

/* Parsing and planning a wide list costs more than running it; the text's own name keeps the plan on the connection. */
const PREPARED_AT_MOST = 300;

class ClientConnection implements DatabaseConnection {
	readonly #client: pg.PoolClient;
	readonly #statements = new Map<string, { name: string; state: 'new' | 'preparing' | 'ready' }>();
	constructor(client: pg.PoolClient) {
		this.#client = client;
	}
	async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
		const statement = this.#statementOf(query.sql);
		// While the first use of a name is under way, another of the same text would prepare it twice: that one goes without.
		const named = statement && statement.state !== 'preparing' ? statement : undefined;
		if (named?.state === 'new') named.state = 'preparing';
		try {
			const result = await this.#client.query({ name: named?.name, text: query.sql, values: [...query.parameters] });
			if (named) named.state = 'ready';
			return result.command === 'INSERT' || result.command === 'UPDATE' || result.command === 'DELETE' || result.command === 'MERGE'
				? { numAffectedRows: BigInt(result.rowCount ?? 0), rows: result.rows as R[] }
				: { rows: result.rows as R[] };
		} catch (error) {
			// It may have failed before or after it was prepared; pg knows which, and a second try by its name is right in both.
			if (named?.state === 'preparing') named.state = 'new';
			throw error;
		}
	}
	#statementOf(text: string) {
		let statement = this.#statements.get(text);
		if (!statement && this.#statements.size < PREPARED_AT_MOST && text.length < 12_000) {
			statement = { name: `b${this.#statements.size}`, state: 'new' };
			this.#statements.set(text, statement);
		}
		return statement;
	}
	// eslint-disable-next-line require-yield
	async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
		throw new Error('stream by key instead');
	}
}
