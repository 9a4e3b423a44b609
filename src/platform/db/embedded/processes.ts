import { readFileSync, readlinkSync } from 'node:fs';

/** Whether a process with this id exists (also when it belongs to somebody else). */
export function alive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/**
 * When a process began, in the system's own ticks, so that a number given out again to another process is
 * told apart. Empty where the system has no /proc.
 */
export function beganAt(pid: number): string {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// Fields are counted from behind the name, which may itself hold spaces and brackets; starttime is field 22.
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
	} catch {
		return '';
	}
}

/** Whether the process is a PostgreSQL server at work in that folder, as far as the system tells. */
export function isServerOf(pid: number, folder: string): boolean {
	if (!alive(pid)) return false;
	if (process.platform !== 'linux') return true;
	try {
		return readlinkSync(`/proc/${pid}/cwd`) === folder;
	} catch {
		try {
			return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
		} catch {
			return false;
		}
	}
}
