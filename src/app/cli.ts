/*
 * The operator's commands: npm run baiyun -- NAME …. Exit status 0: done; 1: it failed; 2: typed wrongly.
 * They work beside a running product, whose database they share, and without one.
 */
import { resolve } from 'node:path';
import { AppError } from '#platform/errors.ts';
import { helpOf, parse, teller, UsageError, type Command } from './command.ts';

/** Name, one line for the list, and the file, which is loaded when the command is called. */
const table: Record<string, { summary: string; load: () => Promise<{ command: Command }> }> = {
	init: { summary: 'make an empty installation ready to use', load: () => import('./commands/init.ts') },
	import: { summary: 'take services into the directory from a file', load: () => import('./commands/import.ts') },
	export: { summary: 'write the directory to a file', load: () => import('./commands/export.ts') },
	password: { summary: 'a one-time password for somebody who lost theirs', load: () => import('./commands/password.ts') },
	token: { summary: 'keys for other systems', load: () => import('./commands/token.ts') },
	backup: { summary: 'write database and files to one file', load: () => import('./commands/backup.ts') },
	restore: { summary: 'put a back-up into an installation', load: () => import('./commands/restore.ts') },
	keys: { summary: 'new keys for what is sealed', load: () => import('./commands/keys.ts') },
	migrate: { summary: 'bring the database to this version', load: () => import('./commands/migrate.ts') },
	seed: { summary: 'many made-up cases and services, for measuring', load: () => import('./commands/seed.ts') },
	recount: { summary: 'count the plan’s figures anew, or hold them against the facts', load: () => import('./commands/recount.ts') },
	doctor: { summary: 'check an installation', load: () => import('./commands/doctor.ts') }
};

const say = teller(process.stderr);
process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<number> {
	if (!name || name === 'help' || name === '--help' || name === '-h') {
		const width = Math.max(...Object.keys(table).map((key) => key.length));
		const lines = Object.entries(table).map(([key, { summary }]) => `  ${key.padEnd(width)}  ${summary}`);
		console.log(['npm run baiyun -- COMMAND …', '', ...lines, '', 'COMMAND --help tells more.'].join('\n'));
		return name ? 0 : 2;
	}
	const entry = Object.hasOwn(table, name) ? table[name] : undefined;
	if (!entry) {
		say(`There is no command ${name}. Commands: ${Object.keys(table).join(', ')}`);
		return 2;
	}
	const { command } = await entry.load();
	try {
		const { values, positionals } = parse(command, args);
		if (values.help) {
			console.log(helpOf(name, command));
			return 0;
		}
		await withDatabase(command.database, () => command.run({ values: values as never, arguments: positionals, say }));
		return 0;
	} catch (error) {
		if (error instanceof UsageError) {
			say(`${error.message}\n\n${helpOf(name, command)}`);
			return 2;
		}
		say(describe(error));
		return 1;
	}
}

/** Sees to the database, and leaves it as it was found: running if it ran, stopped if it did not. */
async function withDatabase(need: Command['database'], work: () => Promise<void>): Promise<void> {
	if (need === 'none') return work();
	const { closePools } = await import('#platform/db/pools.ts');
	const leave = process.env.DATABASE_URL ? async () => {} : await join();
	for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
		process.once(signal, () => void closePools().then(leave).finally(() => process.exit(status)));
	}
	try {
		if (need === 'migrated') await (await import('#platform/db/migrate.ts')).migrate();
		await work();
	} finally {
		await closePools();
		await leave();
	}
}

async function join(): Promise<() => Promise<void>> {
	const { ensureDatabase } = await import('#platform/db/embedded.ts');
	const database = await ensureDatabase(resolve(process.env.BAIYUN_ROOT ?? process.cwd(), process.env.BAIYUN_DATA ?? 'data'));
	process.env.DATABASE_URL = database.ownerUrl;
	process.env.DATABASE_APP_URL = database.appUrl;
	return () => database.stop();
}

/** What went wrong, for an operator: what the product knows by code in its words, anything else as it was thrown. */
function describe(error: unknown): string {
	if (!(error instanceof AppError)) return error instanceof Error ? (process.env.BAIYUN_DEBUG ? (error.stack ?? error.message) : error.message) : String(error);
	const fields = error.fields.map(({ path, code, params }) => `  ${path}: ${code}${params ? ` ${JSON.stringify(params)}` : ''}`);
	const params = Object.keys(error.params).length ? ` ${JSON.stringify(error.params)}` : '';
	return [`${error.code}${params}`, ...fields].join('\n');
}
