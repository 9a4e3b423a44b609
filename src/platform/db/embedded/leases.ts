import { linkSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { alive, beganAt } from './processes.ts';

/*
 * Several of our processes may use one embedded server: the running product and a command beside it. Each
 * leaves a file named by its process id while it does; whoever leaves last stops the server.
 */

const mine = () => String(process.pid);

/** Notes that this process uses the server. @param runDir folder for run-time files */
export function takeLease(runDir: string): void {
	const dir = join(runDir, 'leases');
	mkdirSync(dir, { recursive: true });
	writeFileSync(join(dir, mine()), beganAt(process.pid));
}

/**
 * Takes this process's note back.
 * @returns whether no other living process uses the server
 */
export function returnLease(runDir: string): boolean {
	const dir = join(runDir, 'leases');
	rmSync(join(dir, mine()), { force: true });
	let others = 0;
	for (const name of readdirSync(dir)) {
		if (holds(join(dir, name), Number(name))) others += 1;
		else rmSync(join(dir, name), { force: true });
	}
	return others === 0;
}

function holds(file: string, pid: number): boolean {
	try {
		return alive(pid) && readFileSync(file, 'utf8') === beganAt(pid);
	} catch {
		return false;
	}
}

/**
 * Runs `work` while no other process of ours does the same on this folder. A dead holder's lock is taken over.
 * This keeps two first starts from making the same database; PostgreSQL's own lock keeps two servers apart.
 */
export async function exclusively<T>(runDir: string, work: () => Promise<T>): Promise<T> {
	mkdirSync(runDir, { recursive: true });
	const lock = join(runDir, 'start.lock');
	const draft = join(runDir, `start.lock.${process.pid}`);
	// Filled first and linked into place, so that nobody ever reads a half-written lock.
	writeFileSync(draft, `${process.pid} ${beganAt(process.pid)}`);
	try {
		while (!linked(draft, lock)) {
			const [pid = '', began = ''] = read(lock).split(' ');
			if (pid !== '' && !(alive(Number(pid)) && began === beganAt(Number(pid)))) rmSync(lock, { force: true });
			else await sleep(50);
		}
	} finally {
		rmSync(draft, { force: true });
	}
	try {
		return await work();
	} finally {
		rmSync(lock, { force: true });
	}
}

function linked(draft: string, lock: string): boolean {
	try {
		linkSync(draft, lock);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
