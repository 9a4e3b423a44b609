import pg from 'pg';
import { config } from '../config.ts';
import { stopListening } from './listen.ts';
import { readTimestamp } from './timestamps.ts';

/*
 * Dates stay `YYYY-MM-DD` strings (a birth date never shifts with a zone), int8 is a number (fen and counts stay
 * far below 2^53), timestamptz is a Date.
 */
pg.types.setTypeParser(1082, (value) => value);
pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1184, readTimestamp);

let app: pg.Pool | undefined;
let owner: pg.Pool | undefined;
let worker: pg.Pool | undefined;

/* A connection that dies (database restarted) must not take the process with it; the query on it fails and is told. */
function survive(pool: pg.Pool): void {
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
}

/** Connections of `baiyun_app`: every request, every use case. It owns nothing and sees one tenant at a time. */
export function appPool(): pg.Pool {
	if (!app) {
		const { appDatabaseUrl, appRoleBySetRole } = config();
		app = new pg.Pool({
			connectionString: appDatabaseUrl,
			max: Number(process.env.BAIYUN_DB_POOL ?? 12),
			application_name: 'baiyun',
			// What can be sent without waiting for an answer is: BEGIN with the first question, the audit row with COMMIT.
			pipeline: true,
			options: appRoleBySetRole ? '-c role=baiyun_app' : undefined
		});
		survive(app);
	}
	return app;
}

/** Connections of the tables' owner: migrations, jobs' own tables, operators' commands. Never a web request. */
export function ownerPool(): pg.Pool {
	if (!owner) {
		owner = new pg.Pool({ connectionString: config().ownerDatabaseUrl, max: 4, application_name: 'baiyun-owner' });
		survive(owner);
	}
	return owner;
}

/** The database went away or is not back yet, in the words of the socket and of PostgreSQL. */
const GONE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', '57P01', '57P02', '57P03']);
const isGone = (error: unknown): boolean => GONE.has((error as { code?: string }).code ?? '') || /^Connection terminated|not queryable/.test((error as Error).message);

/** 57P03 (cannot_connect_now) is what graphile-worker tries again for, every few seconds; it knows none of the others. */
const tryAgain = (error: Error): never => {
	throw isGone(error) ? Object.assign(error, { code: '57P03' }) : error;
};

/** Says of a database that went away that one may try again. What the worker writes about its jobs it may write twice. */
class WorkerPool extends pg.Pool {
	override connect(): Promise<pg.PoolClient>;
	override connect(callback: Parameters<pg.Pool['connect']>[0]): void;
	override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
		return callback ? super.connect(callback) : super.connect().catch(tryAgain);
	}
}

function tellOfLoss(client: pg.PoolClient): void {
	const query = client.query.bind(client) as (...args: unknown[]) => unknown;
	client.query = ((...args: unknown[]) => {
		const answer = query(...args);
		return answer instanceof Promise ? answer.catch(tryAgain) : answer;
	}) as typeof client.query;
}

/**
 * Connections of the job worker. That a job is done or has failed it writes down without anybody waiting for it: if the database went
 * away meanwhile, that has to be tried again, for nothing catches it and the process would end, with the requests that it is answering.
 */
export function workerPool(): pg.Pool {
	if (!worker) {
		worker = new WorkerPool({ connectionString: config().ownerDatabaseUrl, max: 4, application_name: 'baiyun-worker' });
		survive(worker);
		worker.on('connect', tellOfLoss);
	}
	return worker;
}

export async function closePools(): Promise<void> {
	const open = [app, owner, worker];
	app = owner = worker = undefined;
	await Promise.all([stopListening(), ...open.map((pool) => pool?.end())]);
}
