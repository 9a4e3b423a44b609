/*
 * Brings the database to the present schema and, once, fills it with the demonstration. A process of its own, run
 * by start.ts, which gets the lines to show below the address as a message.
 */
import { config } from '#platform/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { closePools } from '#platform/db/pools.ts';
import { working } from '../../tools/lib/progress.mjs';
import { demonstrationMissing, seedDemonstration, signInLines } from './demo.ts';
import { setUpLines } from './set-up-code.ts';

try {
	const ran = await migrate();
	if (ran.length) console.error(`Database: ${ran.length} migrations`);
	if (config().demo && (await demonstrationMissing())) {
		const done = working('Filling in the demonstration');
		await seedDemonstration();
		done();
	}
	process.send?.({ welcome: [...(config().demo ? signInLines() : []), ...(await setUpLines())] });
} catch (error) {
	console.error(error instanceof Error ? error.stack : error);
	process.exitCode = 1;
} finally {
	await closePools();
	if (process.connected) process.disconnect();
}
