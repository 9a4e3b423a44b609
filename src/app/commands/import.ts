import { readFile } from 'node:fs/promises';
import { previewImport, readHsdsRows, readSheetRows, runImport, type SourceRow } from '#modules/directory/index.ts';
import { AppError } from '#platform/errors.ts';
import { systemCtx } from '#platform/jobs.ts';
import { defineCommand, givenPath, UsageError, type Say } from '../command.ts';
import { namedSubdistrict } from '../named-subdistrict.ts';
import { issueText, problemText } from '../problems.ts';

/** Rows with errors that are printed; the rest are counted. */
const MOST_TOLD = 200;

export const command = defineCommand({
	usage: 'directory FILE [--subdistrict CODE] [--preview]',
	help: `Takes organisations and services into the directory from an Excel or CSV table, or from a JSON array of HSDS 3.1 full services.

Columns may stand in any order under any of their usual names, below whatever title a form has. Entries that are there already are
updated: found by their outside number, else by name within the organisation; empty cells change nothing.
All of the file comes in, or nothing: with errors in any row they are listed by row and the exit status is 1.
Services that name no need term get those that their text speaks of; a cost that is not stated stays unknown.
UUIDs of HSDS services, organisations and locations are kept; other ids become outside numbers.`,
	options: {
		subdistrict: { type: 'string', help: '12-digit code, where several subdistricts share the installation' },
		preview: { type: 'boolean', help: 'say what would be done, and do nothing' }
	},
	arguments: { min: 2, max: 2 },
	database: 'migrated',
	async run({ values, arguments: [what, file], say }) {
		if (what !== 'directory') throw new UsageError(`import ${what} is not known; there is: import directory FILE`);
		const subdistrict = await namedSubdistrict(values.subdistrict);
		const ctx = systemCtx(subdistrict.id, 'cli:import');
		const rows = await rowsOf(givenPath(file!), say);
		const preview = await previewImport(ctx, rows);
		if (preview.error) {
			const wrong = preview.rows.filter(({ problems }) => problems.length);
			for (const { row, name, problems } of wrong.slice(0, MOST_TOLD))
				for (const { field, code, value, params } of problems) console.error(`row ${row}${name ? ` (${name})` : ''}: ${field ? `${field}: ` : ''}${issueText({ path: field, code, params: { ...params, ...(value !== undefined && { value }) } }, 'en')}${value ? ` [${value}]` : ''}`);
			if (wrong.length > MOST_TOLD) console.error(`… and ${wrong.length - MOST_TOLD} more rows.`);
			throw new Error(`${preview.error} of ${preview.rows.length} rows have errors; nothing was imported.`);
		}
		const left = (what: 'terms' | 'cost') => preview.rows.filter(({ assumed }) => assumed.includes(what)).length;
		if (left('terms')) console.log(`${left('terms')} name no need term: theirs were read from their text; please look them over.`);
		if (left('cost')) console.log(`${left('cost')} say nothing of money: their cost stays unknown (not free).`);
		const told = `${preview.create} new, ${preview.update} changed, ${preview.unchanged} unchanged`;
		if (values.preview) return void console.log(`${told} (nothing written)`);
		await runImport(ctx, rows, (done, total) => say.progress('Importing', done, total));
		console.log(told);
	}
});

async function rowsOf(path: string, say: Say): Promise<SourceRow[]> {
	try {
		if (/\.json$/i.test(path)) return readHsdsRows(await readFile(path, 'utf8'));
		const reading = await readSheetRows(path);
		const heads = Object.entries(reading.mapping).map(([field, column]) => `${reading.heads[column]} → ${field}`);
		say(`Sheet ${reading.sheets[reading.sheet] || 1}, names in row ${reading.headerRow + 1}: ${heads.join(', ')}`);
		if (reading.missing.length) throw new Error(`No column was found for: ${reading.missing.join(', ')}.`);
		return reading.rows;
	} catch (error) {
		if (error instanceof AppError) throw new Error(problemText({ code: error.code, params: error.params }, 'en').what, { cause: error });
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error(`There is no file ${path}.`, { cause: error });
		throw error;
	}
}
