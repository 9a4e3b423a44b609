import { addresses, type Addresses } from './embedded/address.ts';
import { serverBinaries } from './embedded/binaries.ts';
import { prepareCluster } from './embedded/cluster.ts';
import { exclusively, returnLease, takeLease } from './embedded/leases.ts';
import { readLogins } from './embedded/logins.ts';
import { placeOf } from './embedded/place.ts';
import { postmaster, runningServer, startServer, stopServer, untilReady } from './embedded/server.ts';

export interface EmbeddedDatabase extends Addresses {
	/** process id of the server */
	pid: number;
	/** false when a server was already running on this folder and is shared */
	startedHere: boolean;
	/** leaves the server, and stops it when no other process of ours uses it */
	stop(): Promise<void>;
}

/**
 * Makes sure that the PostgreSQL server of `dataDir` runs: makes its data at the first call, uses the running
 * server when there is one, clears what a killed one left behind. The server listens on a Unix socket inside
 * its own folder (on a loopback port under Windows) and keeps `fsync` and `synchronous_commit` on, so what was
 * answered as saved survives a power cut.
 * @param dataDir the product's data folder (BAIYUN_DATA)
 * @param settings server settings that replace ours, for tests (`{ fsync: 'off' }`)
 * @throws Error with the end of the server's log when it does not come up
 */
export async function ensureDatabase(dataDir: string, settings: Record<string, string> = {}): Promise<EmbeddedDatabase> {
	const place = placeOf(dataDir);
	return exclusively(place.run, async () => {
		takeLease(place.run);
		try {
			const running = runningServer(place);
			if (running) {
				const logins = readLogins(place.dataDir);
				if (!logins) throw new Error(`The database of ${place.dataDir} runs, but its passwords (secrets/database.json) are gone. Stop it and start again: new ones will be made.`);
				await untilReady(place, running);
				return { ...addresses(place, logins, postmaster(place)?.port ?? 0), pid: running, startedHere: false, stop };
			}
			const binaries = serverBinaries(place.runAs);
			const logins = prepareCluster(place, binaries);
			const pid = await startServer(place, binaries, settings);
			return { ...addresses(place, logins, postmaster(place)?.port ?? 0), pid, startedHere: true, stop };
		} catch (error) {
			returnLease(place.run);
			throw error;
		}
	});

	function stop(): Promise<void> {
		return exclusively(place.run, async () => {
			const running = runningServer(place);
			if (returnLease(place.run) && running) await stopServer(running);
		});
	}
}
