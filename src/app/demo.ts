import { readDemoSignIns } from '#platform/accounts/demo-file.ts';
import type { Ctx } from '#platform/context.ts';
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
 * Makes the fictional subdistrict and lets each part fill itself in, in the order of the registry; the staff's
 * sign-ins come right after the areas that their roles need. A part that is complete is marked, so a start after a
 * crash goes on with the next one.
 */
export async function seedDemonstration(): Promise<void> {
	const { joinModules } = await import('./boot.ts');
	joinModules();
	const subdistrictId = await demoSubdistrict();
	const { rows } = await ownerPool().query<{ key: string }>('SELECT key FROM platform.setting WHERE subdistrict_id = $1', [subdistrictId]);
	const made = new Set(rows.map((row) => row.key));
	for (const part of await parts()) {
		if (made.has(`demo.${part.name}`)) continue;
		await part.run(systemCtx(subdistrictId, 'demo'));
		await mark(subdistrictId, `demo.${part.name}`);
	}
	// The first jobs come before the database has looked at what it holds, and would walk where an index is.
	await ownerPool().query('ANALYZE');
	await mark(subdistrictId, DONE);
}

async function parts(): Promise<{ name: string; run: (ctx: Ctx) => Promise<void> }[]> {
	const { modules } = await import('./registry.ts');
	const { listCommunities } = await import('#modules/areas/index.ts');
	const { demoStaff } = await import('#platform/accounts/demo.ts');
	return modules.flatMap((module) => [
		...(module.demo ? [{ name: module.name, run: module.demo }] : []),
		...(module.name === 'areas' ? [{ name: 'accounts', run: async (ctx: Ctx) => demoStaff(ctx, await listCommunities(ctx, {})) }] : [])
	]);
}

async function demoSubdistrict(): Promise<string> {
	const { rows } = await ownerPool().query<{ subdistrict_id: string }>('SELECT subdistrict_id FROM platform.subdistrict LIMIT 1');
	if (rows[0]) return rows[0].subdistrict_id;
	const { createSubdistrict } = await import('./tenants.ts');
	// 999999 is no county: the codes of the demonstration cannot be taken for those of a real place.
	const id = await createSubdistrict({ code: '999999001000', name: '云岭街道', nameEn: 'Yunling Subdistrict' });
	await mark(id, 'demo.subdistrict');
	return id;
}

const mark = (subdistrictId: string, key: string) =>
	ownerPool().query('INSERT INTO platform.setting (subdistrict_id, key, value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [subdistrictId, key, JSON.stringify(new Date().toISOString())]);

/** Lines that `npm start` shows below the address: who can sign in, with what. */
export function signInLines(): string[] {
	const staff = readDemoSignIns();
	if (!staff.length) return [];
	const width = Math.max(...staff.map((person) => person.username.length));
	return [
		'居民 /sign-in：任何 120 开头的 11 位号码，例如 12000000001；验证码在 /desk/outbox',
		'工作人员 /sign-in/staff：',
		...staff.map((person) => `  ${person.username.padEnd(width)}  ${person.password}  ${person.name} ${person.what}`)
	];
}
