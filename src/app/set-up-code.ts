import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomPassword } from '#platform/accounts/passwords.ts';
import { config } from '#platform/config.ts';
import { ownerPool } from '#platform/db/pools.ts';

/*
 * The first people of an installation. There is no default password: whoever reads the console of the machine, or the
 * file behind it, may make the three administrators, once for each subdistrict.
 */
const file = (): string => join(config().dataDir, 'secrets', 'set-up-code');

/** The one-time code, the same until set-up is done: `x7k2-…`. */
export function setUpCode(): string {
	if (!existsSync(file())) {
		mkdirSync(join(config().dataDir, 'secrets'), { recursive: true, mode: 0o700 });
		try {
			writeFileSync(file(), `${randomPassword()}-${randomPassword()}\n`, { mode: 0o600, flag: 'wx' });
		} catch (error) {
			// Two processes may meet here; the second reads the first one's code.
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
	}
	return readFileSync(file(), 'utf8').trim();
}

/** Whether a subdistrict (null: the installation itself) still waits for its administrators. */
export async function setUpNeeded(subdistrictId: string | null): Promise<boolean> {
	const waiting = await subdistrictsWaiting();
	return subdistrictId === null ? waiting === 'nothing yet' : waiting.includes(subdistrictId);
}

/** The subdistricts without administrators; `'nothing yet'` while there is no subdistrict at all. One question, no module loaded: every start asks it. */
async function subdistrictsWaiting(): Promise<'nothing yet' | string[]> {
	const { rows } = await ownerPool().query<{ id: string; made: boolean }>(
		`SELECT s.subdistrict_id AS id, EXISTS (
			SELECT FROM accounts."grant" g WHERE g.subdistrict_id = s.subdistrict_id AND g.role IN ('system_admin', 'security_admin', 'audit_admin')
		) AS made FROM platform.subdistrict s`
	);
	return rows.length === 0 ? 'nothing yet' : rows.filter((row) => !row.made).map((row) => row.id);
}

/** Forgets the code once nobody waits for it any more. */
export async function dropSetUpCode(): Promise<void> {
	if ((await subdistrictsWaiting()).length === 0) rmSync(file(), { force: true });
}

/** What the console says at a start while somebody must still be made administrator; else nothing. */
export async function setUpLines(): Promise<string[]> {
	if ((await subdistrictsWaiting()).length === 0) return [];
	return [`初次设置 / first set-up: ${config().publicOrigin}/setup`, `一次性代码 / one-time code: ${setUpCode()}`];
}
