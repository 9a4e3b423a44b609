import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerBinaries } from './binaries.ts';
import { databaseStatements, loginStatements, makeLogins, readLogins, type Logins } from './logins.ts';
import { asSeenByServer, inFolder, type Place } from './place.ts';

/**
 * Makes the server's data when there is none, and new passwords when theirs are lost. The server must not run.
 * @throws when the data belongs to another major version of PostgreSQL
 */
export function prepareCluster(place: Place, binaries: ServerBinaries): Logins {
	const known = readLogins(place.dataDir);
	if (!existsSync(join(place.cluster, 'PG_VERSION'))) return makeCluster(place, binaries, known ?? makeLogins(place.dataDir));
	const major = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
	if (major !== binaries.major) {
		throw new Error(
			`The data in ${place.cluster} belongs to PostgreSQL ${major}; this version of Baiyun brings PostgreSQL ${binaries.major}. ` +
				'Make a back-up with the version that wrote it (npm run baiyun -- backup FILE) and restore it into an empty BAIYUN_DATA.'
		);
	}
	if (known) return known;
	const logins = makeLogins(place.dataDir);
	singleUser(place, place.cluster, binaries, loginStatements(logins));
	return logins;
}

function makeCluster(place: Place, binaries: ServerBinaries, logins: Logins): Logins {
	// Made beside its place and moved there when complete: a start that is killed half-way leaves no half database.
	const draft = `${place.cluster}.new`;
	rmSync(draft, { recursive: true, force: true });
	mkdirSync(draft, { mode: 0o700 });
	if (place.runAs) chownSync(draft, place.runAs.uid, place.runAs.gid);
	// The builtin provider sorts by code point whatever the system's C library is, so an upgrade of the system
	// never breaks an index; ICU collations (names by pinyin) are there beside it.
	const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
	run(place, draft, binaries.initdb, ['-D', asSeenByServer(place, draft), '-U', 'postgres', '--auth=trust', '--data-checksums', '--no-instructions', ...locale], '');
	// Passwords go in by standard input, so that they never stand in a process list; only then is the door put in.
	singleUser(place, draft, binaries, [...loginStatements(logins), ...databaseStatements]);
	writeFileSync(join(draft, 'pg_hba.conf'), accessRules);
	renameSync(draft, place.cluster);
	return logins;
}

const accessRules = `# Written by Baiyun. A password for everyone, the superuser too; no network beyond this machine.
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
`;

/** Runs statements, one a line, without a server. */
function singleUser(place: Place, folder: string, binaries: ServerBinaries, statements: string[]): void {
	const args = ['--single', '-D', asSeenByServer(place, folder), '-c', 'exit_on_error=true', '-c', 'log_min_messages=error', '-c', 'log_min_error_statement=panic', 'postgres'];
	run(place, folder, binaries.postgres, args, `${statements.join('\n')}\n`);
}

function run(place: Place, folder: string, program: string, args: string[], input: string): void {
	const ran = spawnSync(program, args, { ...inFolder(place, folder), input, encoding: 'utf8' });
	if (ran.error) throw ran.error;
	if (ran.status !== 0) throw new Error(`The database could not be made. ${program} said:\n${ran.stderr.trim()}`);
}
