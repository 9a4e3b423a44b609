import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Passwords of the three logins of an embedded database. */
export interface Logins {
	/** superuser `postgres`: back-up, restore and test databases */
	admin: string;
	/** `baiyun_owner`, which owns the database: migrations */
	owner: string;
	/** `baiyun_app`, which owns nothing: the product */
	app: string;
}

const file = (dataDir: string) => join(dataDir, 'secrets', 'database.json');

/** The passwords kept in the data folder, or undefined when there are none. */
export function readLogins(dataDir: string): Logins | undefined {
	return existsSync(file(dataDir)) ? (JSON.parse(readFileSync(file(dataDir), 'utf8')) as Logins) : undefined;
}

/** Makes new random passwords and keeps them in a file that only its owner can read. */
export function makeLogins(dataDir: string): Logins {
	const secret = () => randomBytes(24).toString('base64url');
	const logins: Logins = { admin: secret(), owner: secret(), app: secret() };
	mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
	writeFileSync(`${file(dataDir)}.new`, `${JSON.stringify(logins, null, '\t')}\n`, { mode: 0o600 });
	renameSync(`${file(dataDir)}.new`, file(dataDir));
	return logins;
}

/**
 * Statements for PostgreSQL's single-user mode, which takes one a line: make the logins where missing and set their passwords.
 * The owner is no superuser; it may grant its own objects and make databases for tests, no more.
 */
export function loginStatements(logins: Logins): string[] {
	const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
	const make = (role: string) => `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} LOGIN; END IF; END $$;`;
	return [
		make('baiyun_owner'),
		make('baiyun_app'),
		`ALTER ROLE postgres PASSWORD ${quoted(logins.admin)};`,
		`ALTER ROLE baiyun_owner PASSWORD ${quoted(logins.owner)};`,
		`ALTER ROLE baiyun_app PASSWORD ${quoted(logins.app)};`
	];
}

/** Statements that make the product's database; only for a new server. */
export const databaseStatements = [
	'CREATE DATABASE baiyun OWNER baiyun_owner;',
	// Nobody but the owner and the product comes in.
	'REVOKE ALL ON DATABASE baiyun FROM PUBLIC;',
	'GRANT CONNECT ON DATABASE baiyun TO baiyun_app;'
];
