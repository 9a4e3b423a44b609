import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reachable } from './binaries.ts';
import { runAsUser, type RunAs } from './run-as.ts';

/** Where everything of one embedded server stands. */
export interface Place {
	dataDir: string;
	/** the server's own data */
	cluster: string;
	/** locks and leases */
	run: string;
	log: string;
	/** set when we are root */
	runAs: RunAs | undefined;
}

/** @throws when the user that the server will run as cannot work in `dataDir` */
export function placeOf(dataDir: string): Place {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const root = realpathSync(resolve(dataDir));
	const cluster = join(root, 'postgres');
	const runAs = runAsUser(cluster);
	if (runAs && process.platform !== 'linux' && !reachable(root, runAs)) {
		throw new Error(`The database runs as ${runAs.name}, who cannot reach ${root}. Set BAIYUN_DATA to a folder that ${runAs.name} can reach.`);
	}
	mkdirSync(join(root, 'logs'), { recursive: true, mode: 0o700 });
	return { dataDir: root, cluster, run: join(root, 'run'), log: join(root, 'logs', 'postgres.log'), runAs };
}

/**
 * The name by which the server reaches `folder`, its working directory. As root on Linux we start it in a
 * directory that it could not walk to as another user (a clone in /root, which is private); through this link
 * it reaches the directory it stands in without walking.
 */
export const asSeenByServer = (place: Place, folder: string): string => (place.runAs && process.platform === 'linux' ? '/proc/self/cwd' : folder);

/** How a program of the server starts: in `folder`, as its user, without the product's environment, which holds secrets. */
export const inFolder = (place: Place, folder: string) => ({
	cwd: folder,
	env: { LC_ALL: 'C', PATH: process.env.PATH ?? '', ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}) },
	...(place.runAs ? { uid: place.runAs.uid, gid: place.runAs.gid } : {})
});
