import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findNode } from '../../tools/lib/node24.mjs';

export interface Product {
	/** `http://localhost:…`, without a slash at the end */
	origin: string;
	dataDir: string;
	/** the process that watches over the others */
	supervisor: ChildProcess;
	/** everything it printed so far */
	output(): string;
	/** process ids at this moment; both change when a part is started again */
	pids(): { app: number; database: number };
	/** stops it well and removes its data */
	stop(): Promise<void>;
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
	const server = createServer();
	const port = await new Promise<number>((give, fail) => {
		server.on('error', fail);
		server.listen(0, () => give((server.address() as { port: number }).port));
	});
	await new Promise((done) => server.close(done));
	return port;
}

/**
 * Starts the product as `npm start` does, with a new data folder and a port of its own, and waits until it is ready.
 * @param env settings beside those (`BAIYUN_DEMO: '0'`)
 * @throws Error with what it printed when it is not ready after `patience` milliseconds
 */
export async function startProduct(env: Record<string, string> = {}, patience = 180_000): Promise<Product> {
	const root = process.cwd();
	const dataDir = mkdtempSync(join(tmpdir(), 'baiyun-product-'));
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const { DATABASE_URL: _url, DATABASE_APP_URL: _appUrl, BAIYUN_MASTER_KEY: _key, PUBLIC_ORIGIN: _origin, ...inherited } = process.env;
	const supervisor = spawn(findNode(root), ['--disable-warning=ExperimentalWarning', 'src/app/start.ts'], {
		cwd: root,
		env: { ...inherited, NODE_ENV: 'production', BAIYUN_ROOT: root, BAIYUN_DATA: dataDir, PORT: String(port), ...env },
		stdio: ['ignore', 'pipe', 'pipe', 'ipc']
	});
	let output = '';
	supervisor.stdout?.on('data', (part: Buffer) => (output += part));
	supervisor.stderr?.on('data', (part: Buffer) => (output += part));
	const stop = async () => {
		if (supervisor.exitCode === null && supervisor.signalCode === null) {
			supervisor.kill('SIGTERM');
			await new Promise((ended) => supervisor.once('exit', ended));
		}
		rmSync(dataDir, { recursive: true, force: true });
	};
	for (const end = Date.now() + patience; ; await sleep(50)) {
		if (await isReady(origin)) break;
		if (supervisor.exitCode === null && Date.now() < end) continue;
		await stop();
		throw new Error(`The product did not start:\n${output}`);
	}
	return { origin, dataDir, supervisor, output: () => output, pids: () => ({ app: childOf(supervisor.pid ?? 0, 'server.ts'), database: databaseOf(dataDir) }), stop };
}

export const isReady = (origin: string): Promise<boolean> =>
	fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
		(answer) => answer.ok,
		() => false
	);

/** Waits until the product answers again; @returns milliseconds it took */
export async function untilReady(origin: string, patience = 30_000): Promise<number> {
	const began = Date.now();
	while (!(await isReady(origin))) {
		if (Date.now() - began > patience) throw new Error(`${origin} is not ready after ${patience} ms`);
		await sleep(25);
	}
	return Date.now() - began;
}

const databaseOf = (dataDir: string): number => Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Linux: the child of `parent` whose command line names `file`. */
function childOf(parent: number, file: string): number {
	for (const entry of readdirSync('/proc')) {
		if (!/^\d+$/.test(entry)) continue;
		try {
			const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
			if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent && readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(file)) return Number(entry);
		} catch {
			// It ended while we looked.
		}
	}
	throw new Error(`no child of ${parent} runs ${file}`);
}
