import pg from 'pg';
import { ensureDatabase } from '#platform/db/embedded.ts';

/** Runs `work` on one connection, as the owner of the tables, to the database of a running product. */
export async function asOwner<T>(dataDir: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
	const database = await ensureDatabase(dataDir);
	const owner = new pg.Client({ connectionString: database.ownerUrl });
	try {
		await owner.connect();
		return await work(owner);
	} finally {
		await owner.end();
		await database.stop();
	}
}
