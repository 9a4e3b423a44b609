import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backUp } from '#platform/backup/backup.ts';
import { config } from '#platform/config.ts';
import { defineCommand, givenPath, UsageError } from '../command.ts';

export const command = defineCommand({
	usage: 'FILE [--with-key] [--force]',
	help: `Writes the whole installation to FILE (a gzipped tar; README.txt in it describes the form): the database as of one
moment, work that waits, photos and documents. Baiyun may go on running.

The file holds personal data: keep it as you keep the installation. Phone and ID numbers in it are sealed with the
master key, which is NOT in the file unless --with-key is given. Without the key they cannot be read again, so keep
a copy of secrets/master.key (or BAIYUN_MASTER_KEY) in another place than the back-ups.

With BAIYUN_S3_BUCKET, photos and documents are in the bucket and not in the file; back the bucket up by its own means.`,
	options: {
		'with-key': { type: 'boolean', default: false, help: 'put the master key into the file; then whoever has the file can read everything' },
		force: { type: 'boolean', default: false, help: 'replace FILE when it exists' }
	},
	arguments: { min: 1, max: 1 },
	database: 'running',
	async run({ values, arguments: [given = ''], say }) {
		const file = givenPath(given);
		if (existsSync(file) && !values.force) throw new UsageError(`${file} exists. Choose another name, or replace it with --force.`);
		const { version } = JSON.parse(await readFile(join(config().root, 'package.json'), 'utf8')) as { version: string };
		const { rows, files } = await backUp(file, { withKey: values['with-key'], version }, say.progress);
		say(`${file}: ${rows} rows, ${files} files, ${Math.ceil((await stat(file)).size / 1024)} KiB.`);
		if (!values['with-key']) say('The master key is not in it; keep a copy of it in another place.');
		if (process.env.BAIYUN_S3_BUCKET) say(`Photos and documents are in the bucket ${process.env.BAIYUN_S3_BUCKET} and not in this file.`);
	}
});
