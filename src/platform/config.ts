import { resolve } from 'node:path';
import { loadKeys, type KeyRing } from './keys/ring.ts';

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
	keys: KeyRing;
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

/** Reads the keys again: another process may have rotated them. */
export function reloadKeys(): void {
	if (cached) cached = { ...cached, keys: loadKeys(process.env.BAIYUN_MASTER_KEY, cached.dataDir) };
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
		keys: loadKeys(env.BAIYUN_MASTER_KEY, dataDir),
		demo: env.BAIYUN_DEMO !== '0',
		publicMetrics: env.BAIYUN_PUBLIC_METRICS === '1',
		production: env.NODE_ENV === 'production'
	};
}
