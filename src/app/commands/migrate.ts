import { migrate } from '#platform/db/migrate.ts';
import { defineCommand } from '../command.ts';

export const command = defineCommand({
	usage: '',
	help: 'Brings the database to the schema of this version and prints the names of the migrations that ran; npm start does the same.\nWith DATABASE_URL, run it once before the servers of a new version start.',
	options: {},
	arguments: { min: 0, max: 0 },
	database: 'running',
	async run({ say }) {
		const ran = await migrate();
		for (const name of ran) console.log(name);
		say(ran.length ? `${ran.length} migrations ran.` : 'The database is up to date.');
	}
});
