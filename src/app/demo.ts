import { newId } from '#platform/ids.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { systemCtx } from '#platform/jobs.ts';

/** Marks the demonstration as complete, so that a start that has nothing to do asks one question and loads no module. */
const DONE = 'demo.done';

/** Whether the demonstration is still to be made: nothing is set up, or an earlier attempt stopped half-way. */
export async function demonstrationMissing(): Promise<boolean> {
	const { rows } = await ownerPool().query<{ tenants: number; begun: boolean; done: boolean }>(
		`SELECT (SELECT count(*)::int FROM platform.subdistrict) AS tenants,
			EXISTS (SELECT FROM platform.setting WHERE key LIKE 'demo.%') AS begun,
			EXISTS (SELECT FROM platform.setting WHERE key = $1) AS done`,
		[DONE]
	);
	const { tenants, begun, done } = rows[0]!;
	// An installation that was set up by hand never gets made-up data.
	return !done && (tenants === 0 || begun);
}

/**
 * Makes the fictional subdistrict and lets each module fill in its own part, in the order of the registry.
 * A part that is complete is marked, so a start after a crash goes on with the next one.
 */
export async function seedDemonstration(): Promise<void> {
	const { modules } = await import('./registry.ts');
	const { joinModules } = await import('./boot.ts');
	joinModules();
	const subdistrictId = await demoSubdistrict();
	const { rows } = await ownerPool().query<{ key: string }>('SELECT key FROM platform.setting WHERE subdistrict_id = $1', [subdistrictId]);
	const made = new Set(rows.map((row) => row.key));
	for (const module of modules) {
		if (!module.demo || made.has(`demo.${module.name}`)) continue;
		await module.demo(systemCtx(subdistrictId, 'demo'));
		await mark(subdistrictId, `demo.${module.name}`);
	}
	await mark(subdistrictId, DONE);
}

async function demoSubdistrict(): Promise<string> {
	const { rows } = await ownerPool().query<{ subdistrict_id: string }>('SELECT subdistrict_id FROM platform.subdistrict LIMIT 1');
	if (rows[0]) return rows[0].subdistrict_id;
	const id = newId();
	// 999999 is no county: the codes of the demonstration cannot be taken for those of a real place.
	await ownerPool().query('INSERT INTO platform.subdistrict (subdistrict_id, code, name, name_en) VALUES ($1, $2, $3, $4)', [id, '999999001000', '云桥街道', 'Yunqiao Subdistrict']);
	await mark(id, 'demo.subdistrict');
	return id;
}

const mark = (subdistrictId: string, key: string) =>
	ownerPool().query('INSERT INTO platform.setting (subdistrict_id, key, value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [subdistrictId, key, JSON.stringify(new Date().toISOString())]);

/** Lines that `npm start` shows below the address: who can sign in, with what. */
export function signInLines(): string[] {
	return [];
}
