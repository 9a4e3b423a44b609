import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportedServices, exportWorkbook, hsdsExport } from '#modules/directory/index.ts';
import { config } from '#platform/config.ts';
import { systemCtx } from '#platform/jobs.ts';
import { defineCommand, givenPath, UsageError } from '../command.ts';
import { namedSubdistrict } from '../named-subdistrict.ts';

export const command = defineCommand({
	usage: 'directory FILE.xlsx|FILE.json [--subdistrict CODE]',
	help: `Writes the directory (what is in use or paused) to a file that import takes back.

.xlsx is a table, one row for each service; more than one place, seasons and exceptions of the hours have no column there.
.json is an array of HSDS 3.1 full services; it carries everything.`,
	options: { subdistrict: { type: 'string', help: '12-digit code, where several subdistricts share the installation' } },
	arguments: { min: 2, max: 2 },
	database: 'migrated',
	async run({ values, arguments: [what, file], say }) {
		if (what !== 'directory') throw new UsageError(`export ${what} is not known; there is: export directory FILE`);
		if (!/\.(xlsx|json)$/i.test(file!)) throw new UsageError('FILE ends in .xlsx or .json.');
		const subdistrict = await namedSubdistrict(values.subdistrict);
		const ctx = systemCtx(subdistrict.id, 'cli:export');
		const path = givenPath(file!);
		// Written beside its place and moved there when complete, so that a broken export never stands for a whole one.
		const draft = `${path}.part`;
		try {
			const count = /\.xlsx$/i.test(path) ? await exportWorkbook(ctx, createWriteStream(draft)) : await writeJson();
			await rename(draft, path);
			say(`${count} services in ${path}`);
		} catch (error) {
			await rm(draft, { force: true });
			throw error;
		}

		async function writeJson(): Promise<number> {
			let count = 0;
			async function* text(): AsyncGenerator<string> {
				yield '[';
				for await (const service of hsdsExport(ctx, { origin: config().publicOrigin, place: subdistrict.name }, exportedServices(ctx))) yield `${count++ ? ',' : ''}\n${JSON.stringify(service)}`;
				yield '\n]\n';
			}
			await pipeline(Readable.from(text()), createWriteStream(draft));
			return count;
		}
	}
});
