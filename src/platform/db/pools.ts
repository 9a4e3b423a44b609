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

export async function closePools(): Promise<void> {
	const open = [app, owner];
	app = owner = undefined;
	await Promise.all([stopListening(), ...open.map((pool) => pool?.end())]);
}
