import { readFileSync, statSync } from 'node:fs';

/** The user that the database server runs as when we are root. */
export interface RunAs {
	uid: number;
	gid: number;
	name: string;
}

/**
 * PostgreSQL refuses to run as root, so root hands it to somebody else: to the owner of an existing data
 * folder, else to `postgres`, `nobody` or the first user with an entry in /etc/passwd (initdb looks its user up there).
 * @param dataFolder the server's data folder, which need not exist
 * @returns undefined when we are not root: the server runs as we do
 */
export function runAsUser(dataFolder: string): RunAs | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const users = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'))
		.map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
		.filter((user) => user.uid > 0 && Number.isInteger(user.gid));
	const owner = statSync(dataFolder, { throwIfNoEntry: false });
	if (owner && owner.uid !== 0) return users.find((user) => user.uid === owner.uid) ?? { name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid };
	const chosen = users.find((user) => user.name === 'postgres') ?? users.find((user) => user.name === 'nobody') ?? users[0];
	if (!chosen) throw new Error('PostgreSQL does not run as root, and /etc/passwd names no other user to run it as. Start Baiyun as an ordinary user.');
	return chosen;
}
