import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';

export interface Config {
	/** the project's folder: migrations, fonts and templates are read below it */
	root: string;
	dataDir: string;
	port: number;
	publicOrigin: string;
	/** connects as the role that owns the tables: migrations, jobs, operators' commands */
	ownerDatabaseUrl: string;
	/** connects as `baiyun_app`, which owns nothing and lives behind row-level security */
	appDatabaseUrl: string;
	/** true when the app URL is the owner's and the role is taken by `SET ROLE` (doctor warns of it) */
	appRoleBySetRole: boolean;
	masterKey: Buffer;
	demo: boolean;
	/** answer /metrics on the public address too */
	publicMetrics: boolean;
	production: boolean;
}

let cached: Config | undefined;

/** The settings, read once from the environment. Secrets never leave this object into logs. */
export function config(): Config {
	return (cached ??= readConfig(process.env));
}

/** For tests: forget what was read. */
export function resetConfig(): void {
	cached = undefined;
}

function readConfig(env: NodeJS.ProcessEnv): Config {
	const root = resolve(env.BAIYUN_ROOT ?? process.cwd());
	const dataDir = resolve(root, env.BAIYUN_DATA ?? 'data');
	const port = Number(env.PORT ?? 3000);
	const owner = env.DATABASE_URL ?? '';
	return {
		root,
		dataDir,
		port,
		publicOrigin: (env.PUBLIC_ORIGIN ?? `http://localhost:${port}`).replace(/\/$/, ''),
		ownerDatabaseUrl: owner,
		appDatabaseUrl: env.DATABASE_APP_URL ?? owner,
		appRoleBySetRole: !env.DATABASE_APP_URL,
		masterKey: masterKey(env, dataDir),
		demo: env.BAIYUN_DEMO !== '0',
		publicMetrics: env.BAIYUN_PUBLIC_METRICS === '1',
		production: env.NODE_ENV === 'production'
	};
}

/** From BAIYUN_MASTER_KEY (64 hex digits), else from a file made at the first start and readable by its owner alone. */
function masterKey(env: NodeJS.ProcessEnv, dataDir: string): Buffer {
	const given = env.BAIYUN_MASTER_KEY;
	if (given) {
		if (!/^[0-9a-f]{64}$/i.test(given)) throw new Error('BAIYUN_MASTER_KEY must be 64 hexadecimal digits');
		return Buffer.from(given, 'hex');
	}
	const file = join(dataDir, 'secrets', 'master.key');
	if (!existsSync(file)) {
		mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
		try {
			writeFileSync(file, randomBytes(32).toString('hex') + '\n', { mode: 0o600, flag: 'wx' });
		} catch (error) {
			// Two processes may meet here at the first start; the one that came second reads the first one's key.
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
	}
	return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}
