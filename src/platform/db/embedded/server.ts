import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerBinaries } from './binaries.ts';
import { asSeenByServer, inFolder, type Place } from './place.ts';
import { alive, isServerOf } from './processes.ts';

/** What a server says of itself in `postmaster.pid`: process id, port and, last, its state. */
export function postmaster(place: Place): { pid: number; port: number; state: string } | undefined {
	try {
		const lines = readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n');
		return { pid: Number(lines[0]), port: Number(lines[3]), state: (lines[7] ?? '').trim() };
	} catch {
		return undefined;
	}
}

/** Process id of the server at work on this place, or undefined; a file left by a killed one does not count. */
export function runningServer(place: Place): number | undefined {
	const pid = postmaster(place)?.pid;
	return pid && isServerOf(pid, place.cluster) ? pid : undefined;
}

/**
 * Starts the server and waits until it takes connections.
 * @param settings replace our settings
 * @throws Error with the end of the server's log when it does not come up
 */
export async function startServer(place: Place, binaries: ServerBinaries, settings: Record<string, string>): Promise<number> {
	// Backends of a killed server live on for a moment, and PostgreSQL rightly refuses to start beside them.
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await startOnce(place, binaries, settings);
		} catch (error) {
			if (attempt === 40 || !/shared memory block .* still in use/.test((error as Error).message)) throw error;
			await sleep(250);
		}
	}
}

async function startOnce(place: Place, binaries: ServerBinaries, settings: Record<string, string>): Promise<number> {
	// Its process id may belong to a stranger since a power cut, whom PostgreSQL would take for its predecessor.
	rmSync(join(place.cluster, 'postmaster.pid'), { force: true });
	if (existsSync(place.log) && statSync(place.log).size > 20_000_000) renameSync(place.log, `${place.log}.1`);
	const log = openSync(place.log, 'a', 0o600);
	const logBegins = statSync(place.log).size;
	const all = { ...ours(), ...(process.platform === 'win32' ? await onLoopback() : onSocket), ...settings };
	const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const child = spawn(binaries.postgres, ['-D', asSeenByServer(place, place.cluster), ...args], {
		...inFolder(place, place.cluster),
		// Its own process group: Ctrl-C in the terminal is for us, and the server is stopped after the last request.
		detached: true,
		stdio: ['ignore', log, log]
	});
	closeSync(log);
	let failure: Error | undefined;
	child.on('error', (error) => (failure = error));
	child.on('exit', (status) => {
		const told = readFileSync(place.log).subarray(logBegins).toString('utf8').trim().split('\n').slice(-20).join('\n');
		failure = new Error(`PostgreSQL did not start (status ${status}). The end of ${place.log}:\n${told}`);
	});
	await sleep(0);
	await untilReady(place, child.pid, () => failure);
	child.unref();
	return child.pid as number;
}

/** Waits for the server's own word that it takes connections. Recovery of a large database may take minutes. */
export async function untilReady(place: Place, pid: number | undefined, failure: () => Error | undefined = () => undefined): Promise<void> {
	for (const end = Date.now() + 10 * 60_000; Date.now() < end; await sleep(15)) {
		const now = postmaster(place);
		if (now?.pid === pid && now?.state === 'ready') return;
		const error = failure();
		if (error) throw error;
		if (pid && !alive(pid)) throw new Error(`PostgreSQL ended while it was starting. Its log: ${place.log}`);
	}
	throw new Error(`PostgreSQL is not ready after ten minutes. Its log: ${place.log}`);
}

/** Stops a server: transactions under way are rolled back, what was committed is written out. */
export async function stopServer(pid: number): Promise<void> {
	// SIGINT is PostgreSQL's fast shutdown; SIGQUIT leaves at once and lets the next start recover.
	for (const [signal, patience] of [
		['SIGINT', 60_000],
		['SIGQUIT', 5_000]
	] as const) {
		if (alive(pid)) process.kill(pid, signal);
		for (const end = Date.now() + patience; Date.now() < end; await sleep(15)) if (!alive(pid)) return;
	}
}

const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)}MB`;

function ours(): Record<string, string> {
	return {
		fsync: 'on',
		synchronous_commit: 'on',
		full_page_writes: 'on',
		max_connections: '100',
		shared_buffers: megabytes(Math.min(512 * 2 ** 20, Math.max(64 * 2 ** 20, totalmem() / 8))),
		effective_cache_size: megabytes(totalmem() / 2),
		// Disks without moving parts; compiling short queries costs more than it gains.
		random_page_cost: '1.1',
		jit: 'off',
		timezone: 'UTC',
		log_timezone: 'UTC',
		log_line_prefix: '%m [%p] %q%u ',
		log_checkpoints: 'off',
		// A failed statement and its parameters may hold personal data.
		log_min_error_statement: 'panic',
		log_parameter_max_length_on_error: '0'
	};
}

const onSocket = { listen_addresses: '', port: '5432', unix_socket_directories: '.', unix_socket_permissions: '0700' };

/** Windows: no Unix sockets, so a port that is free at this moment, for this machine only. */
async function onLoopback(): Promise<Record<string, string>> {
	const probe = createServer();
	const port = await new Promise<number>((give, fail) => {
		probe.on('error', fail);
		probe.listen(0, '127.0.0.1', () => give((probe.address() as { port: number }).port));
	});
	await new Promise((done) => probe.close(done));
	return { listen_addresses: '127.0.0.1', port: String(port) };
}
