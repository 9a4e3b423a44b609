import { createHash } from 'node:crypto';
import { lstatSync, readlinkSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logins } from './logins.ts';
import type { Place } from './place.ts';

/** Longest path of a Unix socket without the closing zero: 107 bytes on Linux, 103 on macOS. */
const socketPathLimit = process.platform === 'linux' ? 107 : 103;

export interface Addresses {
	/** connects as `baiyun_owner` */
	ownerUrl: string;
	/** connects as `baiyun_app` */
	appUrl: string;
	/** connects as the superuser, to the same database */
	adminUrl: string;
}

/** @param port the server's port, for systems where it listens on one */
export function addresses(place: Place, logins: Logins, port: number): Addresses {
	const [host, query] = process.platform === 'win32' ? [`127.0.0.1:${port}`, ''] : ['', `?host=${encodeURIComponent(socketFolder(place.cluster))}`];
	const url = (user: string, password: string) => `postgresql://${user}:${password}@${host}/baiyun${query}`;
	return { ownerUrl: url('baiyun_owner', logins.owner), appUrl: url('baiyun_app', logins.app), adminUrl: url('postgres', logins.admin) };
}

/** The folder of the socket; by a short link in the temporary folder when its own path is too long for a socket. */
function socketFolder(cluster: string): string {
	if (Buffer.byteLength(join(cluster, '.s.PGSQL.5432')) <= socketPathLimit) return cluster;
	const name = createHash('sha256').update(cluster).digest('hex').slice(0, 16);
	const link = join(tmpdir(), `baiyun-${name}`);
	try {
		symlinkSync(cluster, link);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		if (lstatSync(link).uid !== process.getuid?.() || readlinkSync(link) !== cluster) throw new Error(`${link} is in the way; it was not made by Baiyun. Remove it.`);
	}
	return link;
}
