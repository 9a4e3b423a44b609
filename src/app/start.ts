/*
 * What `npm start` and `npm run dev` run: the database, its migrations, the demonstration and the web server,
 * and a watch over the parts that brings each back when it dies.
 */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureDatabase, type EmbeddedDatabase } from '#platform/db/embedded.ts';
import { alive } from '#platform/db/embedded/processes.ts';
import { ensureBuilt } from './build.ts';
import { keepRunning, untilEnd } from './supervisor.ts';

const root = process.env.BAIYUN_ROOT ?? process.cwd();
const dataDir = resolve(root, process.env.BAIYUN_DATA ?? 'data');
const port = process.env.PORT ?? '3000';
const dev = process.argv.includes('--dev');
const stopping = new AbortController();
const log = (line: string) => console.error(`baiyun: ${line}`);

// SIGHUP: the terminal was closed. 'disconnect': the program that started us is gone.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, () => stopping.abort());

try {
	await start();
} catch (error) {
	log(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}
if (process.connected) process.disconnect();

async function start(): Promise<void> {
	if (process.env.DATABASE_URL) {
		if (!dev) await ensureBuilt(root);
		return serve(process.env);
	}
	const [built, up] = await Promise.allSettled([dev ? undefined : ensureBuilt(root), ensureDatabase(dataDir)]);
	if (up.status === 'rejected') throw up.reason;
	let database = up.value;
	try {
		if (built.status === 'rejected') throw built.reason;
		const watch = new AbortController();
		const watched = watchDatabase(database, watch.signal, (again) => (database = again));
		// The address and the passwords stay the same over restarts of the server.
		await serve({ ...process.env, DATABASE_URL: database.ownerUrl, DATABASE_APP_URL: database.appUrl });
		watch.abort();
		await watched;
	} finally {
		await database.stop();
	}
}

/** Prepares the database and keeps the web server running until we are told to stop. */
async function serve(env: NodeJS.ProcessEnv): Promise<void> {
	if (stopping.signal.aborted) return;
	const settings = { ...env, BAIYUN_DATA: dataDir, PORT: port, NODE_ENV: dev ? 'development' : 'production' };
	const welcome = await prepare(settings);
	const args = dev ? [join(root, 'node_modules/vite/bin/vite.js'), 'dev', '--port', port, '--strictPort', '--host'] : ['--disable-warning=ExperimentalWarning', join(root, 'src/app/server.ts')];
	let greeted = false;
	const stopped = await keepRunning(
		{
			name: 'the application',
			run: (signal) => {
				const child = spawn(process.execPath, args, { cwd: root, env: settings, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
				const greet = () => {
					if (!greeted) console.log(['', `白云社区在线  ${process.env.PUBLIC_ORIGIN ?? `http://localhost:${port}`}`, ...welcome, ''].join('\n'));
					greeted = true;
				};
				child.on('message', greet);
				return untilEnd(child, signal, 20_000);
			}
		},
		stopping.signal,
		log
	);
	if (!stopped) process.exitCode = 1;
}

/** Migrates and seeds in a process of its own, so that ours stays small. @returns lines to show below the address */
async function prepare(env: NodeJS.ProcessEnv): Promise<string[]> {
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'src/app/prepare.ts')], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	let lines: string[] = [];
	child.on('message', (message) => (lines = (message as { welcome: string[] }).welcome));
	const end = await untilEnd(child, stopping.signal, 20_000);
	if (end !== 'status 0' && !stopping.signal.aborted) throw new Error('The database could not be prepared; the reason stands above.');
	return lines;
}

/** Brings the database server back when it dies. */
async function watchDatabase(database: EmbeddedDatabase, done: AbortSignal, came: (again: EmbeddedDatabase) => void): Promise<void> {
	let current: EmbeddedDatabase | undefined = database;
	await keepRunning(
		{
			name: 'the database',
			run: async (signal) => {
				current ??= await ensureDatabase(dataDir);
				came(current);
				while (alive(current.pid)) {
					await sleep(200, undefined, { signal }).catch(() => {});
					if (signal.aborted) return 'stopped';
				}
				current = undefined;
				return 'its process is gone';
			}
		},
		done,
		log
	);
}
