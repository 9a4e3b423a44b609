import { parseArgs, type ParseArgsConfig } from 'node:util';
import { resolve } from 'node:path';

type Options = Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string; default?: string | boolean | string[]; help: string }>;
type Values<O extends Options> = {
	[K in keyof O]: O[K] extends { multiple: true }
		? (O[K]['type'] extends 'string' ? string[] : boolean[]) | (O[K] extends { default: unknown } ? never : undefined)
		: (O[K]['type'] extends 'string' ? string : boolean) | (O[K] extends { default: unknown } ? never : undefined);
};

/** One of the operator's commands (`npm run baiyun -- NAME …`). Each stands in its own file under `commands/`. */
export interface Command<O extends Options = Options> {
	/** arguments after the name, as in `FILE [--force]` */
	usage: string;
	/** what it does, for whom, what it leaves; paragraphs apart by an empty line */
	help: string;
	options: O;
	/** how many arguments without a name it takes */
	arguments: { min: number; max: number };
	/**
	 * `migrated`: the database runs and has the present schema; `running`: it runs as it is; `none`: it is not needed.
	 */
	database: 'migrated' | 'running' | 'none';
	/**
	 * Results go to standard output, everything else through `say`.
	 * @throws UsageError (exit status 2), AppError or Error (exit status 1)
	 */
	run(call: { values: Values<O>; arguments: string[]; say: Say }): Promise<void>;
}

/** Tells the operator how it goes, on standard error: a line, or how far it is. */
export interface Say {
	(line: string): void;
	progress(what: string, done: number, total: number): void;
}

/** For type inference: the values that `run` gets follow from `options`. */
export const defineCommand = <const O extends Options>(command: Command<O>): Command => command as unknown as Command;

/** The operator typed something that cannot be meant; the usage is shown and the exit status is 2. */
export class UsageError extends Error {}

/** A file that the operator named, seen from where they stand: npm changes into the project's folder before it runs us. */
export const givenPath = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** @throws UsageError for an unknown option, a missing value, or the wrong number of arguments */
export function parse(command: Command, args: string[]): { values: Record<string, unknown>; positionals: string[] } {
	const options = Object.fromEntries(Object.entries(command.options).map(([name, { help: _help, ...option }]) => [name, option])) as ParseArgsConfig['options'];
	let parsed;
	try {
		parsed = parseArgs({ args, options: { ...options, help: { type: 'boolean', short: 'h' } }, allowPositionals: true, strict: true });
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
	const { min, max } = command.arguments;
	const { length } = parsed.positionals;
	if (!parsed.values.help && (length < min || length > max)) throw new UsageError(length < min ? 'An argument is missing.' : `Too many arguments: ${parsed.positionals.slice(max).join(' ')}`);
	return parsed as { values: Record<string, unknown>; positionals: string[] };
}

/** What `--help` prints. */
export function helpOf(name: string, command: Command): string {
	const rows = Object.entries(command.options).map(([option, { type, short, help }]) => [`${short ? `-${short}, ` : ''}--${option}${type === 'string' ? ' …' : ''}`, help] as const);
	const width = Math.max(0, ...rows.map(([option]) => option.length));
	return [`npm run baiyun -- ${name} ${command.usage}`.trim(), '', command.help, ...(rows.length ? ['', ...rows.map(([option, help]) => `  ${option.padEnd(width)}  ${help}`)] : [])].join('\n');
}

/** Progress on a terminal overwrites its line; elsewhere it is a line for every tenth. */
export function teller(out: NodeJS.WriteStream): Say {
	let open = false;
	let lastTenth = -1;
	const say = (line: string) => {
		out.write(`${open ? '\n' : ''}${line}\n`);
		open = false;
	};
	return Object.assign(say, {
		progress(what: string, done: number, total: number) {
			const percent = total ? Math.floor((done / total) * 100) : 100;
			if (out.isTTY) {
				out.write(`\r\x1b[2K${what} ${percent} %${done >= total ? '\n' : ''}`);
				open = done < total;
			} else if (Math.floor(percent / 10) !== lastTenth) {
				lastTenth = Math.floor(percent / 10);
				out.write(`${what} ${percent} %\n`);
				if (done >= total) lastTenth = -1;
			}
		}
	});
}
