import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { config } from '../config.ts';

/** One sign-in of the demonstration, as it is printed on the console. */
export interface DemoSignIn {
	username: string;
	password: string;
	name: string;
	/** what the person is, for the reader of the console: `社区工作者 · 红云社区` */
	what: string;
}

/*
 * Passwords are made at seeding, at random, for this installation alone; they stand in one file that its owner
 * can read, so that a later start can print them again.
 */
const file = (): string => join(config().dataDir, 'demo-sign-ins.txt');

/** What was written at seeding; empty when this data folder was not seeded. */
export function readDemoSignIns(): DemoSignIn[] {
	if (!existsSync(file())) return [];
	return readFileSync(file(), 'utf8')
		.split('\n')
		.filter((line) => line && !line.startsWith('#'))
		.map((line) => {
			const [username = '', password = '', name = '', what = ''] = line.split('\t');
			return { username, password, name, what };
		});
}

export function keepDemoSignIn(one: DemoSignIn): void {
	if (!existsSync(file())) appendFileSync(file(), '# user name\tpassword\tname\trole: this demonstration only\n', { mode: 0o600 });
	appendFileSync(file(), `${one.username}\t${one.password}\t${one.name}\t${one.what}\n`, { mode: 0o600 });
}
