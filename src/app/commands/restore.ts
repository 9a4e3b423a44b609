import { stat } from 'node:fs/promises';
import { restore } from '#platform/backup/restore.ts';
import { defineCommand, givenPath, UsageError } from '../command.ts';

export const command = defineCommand({
	usage: 'FILE [--force]',
	help: `Puts the back-up FILE into this installation (BAIYUN_DATA or DATABASE_URL): all of it or, when anything is wrong with it,
nothing. Every checksum is verified first. A back-up of an older version is brought up to date.

Baiyun must not be running. An installation that holds a subdistrict is refused unless --force is given, which
replaces everything in it.`,
	options: { force: { type: 'boolean', default: false, help: 'replace what is in the installation; this cannot be undone' } },
	arguments: { min: 1, max: 1 },
	database: 'running',
	async run({ values, arguments: [given = ''], say }) {
		const file = givenPath(given);
		const found = await stat(file).catch(() => undefined);
		if (!found?.isFile()) throw new UsageError(`There is no file ${file}.`);
		const manifest = await restore(file, found.size, { force: values.force }, say.progress);
		const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
		say(`Restored the back-up of ${manifest.createdAt}: ${rows} rows, ${manifest.files} files, ${manifest.jobs} jobs that wait.`);
	}
});
