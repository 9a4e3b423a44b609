import { appPool } from './db/pools.ts';

/** A subdistrict as every page needs it. The registry of tenants itself is readable by all tenants. */
export interface Subdistrict {
	id: string;
	/** 12-digit statistical code */
	code: string;
	name: string;
	nameEn: string;
	timeZone: string;
	host: string | null;
}

const KEEP_MS = 5_000;
let cache: { at: number; list: Subdistrict[] } | undefined;

/** All subdistricts of this installation, oldest first; remembered for five seconds. */
export async function subdistricts(): Promise<Subdistrict[]> {
	if (cache && Date.now() - cache.at < KEEP_MS) return cache.list;
	const { rows } = await appPool().query(
		`SELECT subdistrict_id AS id, code, name, name_en AS "nameEn", time_zone AS "timeZone", host FROM platform.subdistrict ORDER BY subdistrict_id`
	);
	cache = { at: Date.now(), list: rows };
	return rows;
}

/** The zone in which the caller's subdistrict lives, whatever the server's own: `Asia/Shanghai`. Ask before a transaction, not in it. */
export async function zoneOf(ctx: { subdistrictId: string }): Promise<string> {
	const own = (await subdistricts()).find(({ id }) => id === ctx.subdistrictId);
	return own?.timeZone ?? 'Asia/Shanghai';
}

export const forgetSubdistricts = (): void => {
	cache = undefined;
};

/** The subdistrict that a host name stands for; with one subdistrict, always that. Null: nothing is set up yet, or the host is unknown. */
export async function subdistrictOf(host: string): Promise<Subdistrict | null> {
	const list = await subdistricts();
	if (list.length === 1) return list[0]!;
	return list.find((subdistrict) => subdistrict.host === host) ?? null;
}
