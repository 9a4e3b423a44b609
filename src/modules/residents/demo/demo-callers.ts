/** Who calls in the demonstration's story of needs: people of its register, so that both tell of the same neighbours. */
import { sql } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import { readTx } from '#platform/db/tx.ts';
import { unseal } from '#platform/secrets.ts';
import { PHONE_PURPOSE } from '../person/values.ts';

export interface DemoCaller {
	id: string;
	name: string;
	phone: string;
	buildingId: string;
	unit: number;
	door: string;
}

/** @returns up to 120 grown people of a community who have a telephone and a door; nobody for whom is not the product itself */
export function demoCallers(ctx: Ctx, communityId: string): Promise<DemoCaller[]> {
	if (ctx.actor.kind !== 'system') return Promise.resolve([]);
	return readTx<'residents', DemoCaller[]>(ctx, async ({ db }) => {
		const { rows } = await sql<Omit<DemoCaller, 'phone'> & { sealed: string }>`SELECT p.id, p.name, p.phone_sealed AS sealed, d.building_id AS "buildingId", d.unit, d.door
			FROM residents.person p JOIN residents.dwelling d ON d.subdistrict_id = p.subdistrict_id AND d.id = p.dwelling_id
			WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.community_id = ${communityId} AND p.phone_sealed IS NOT NULL AND p.merged_into IS NULL AND p.birth_date < '2006-01-01'
			ORDER BY p.id LIMIT 120`.execute(db);
		return rows.map(({ sealed, ...caller }) => ({ ...caller, phone: unseal(sealed, PHONE_PURPOSE) }));
	});
}
