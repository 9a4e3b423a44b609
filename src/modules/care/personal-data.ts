/** Which personal data care holds, of how many people; for the record of what is handled. */
import type { Ctx } from '#platform/context.ts';
import type { PersonalData } from '#platform/manifest.ts';
import { forModule } from '#platform/usecase.ts';
import { sql } from 'kysely';
import * as v from 'valibot';
import { permissions } from './care.permissions.ts';

const { query } = forModule<'care'>();

const held = query({
	name: 'care.personalData',
	access: permissions.oversee,
	input: v.object({}),
	run: async ({ db, ctx }): Promise<PersonalData[]> => {
		const { rows } = await sql<{ care: number; assessed: number }>`SELECT
			(SELECT count(*)::int FROM (SELECT person_id FROM care.plan WHERE subdistrict_id = ${ctx.subdistrictId} UNION SELECT person_id FROM care.visit WHERE subdistrict_id = ${ctx.subdistrictId} UNION SELECT person_id FROM care.pairing WHERE subdistrict_id = ${ctx.subdistrictId} UNION SELECT person_id FROM care.door WHERE subdistrict_id = ${ctx.subdistrictId}) one) AS care,
			(SELECT count(DISTINCT person_id)::int FROM care.assessment WHERE subdistrict_id = ${ctx.subdistrictId}) AS assessed`.execute(db);
		return [
			{ covers: 'care', people: rows[0]!.care, readers: permissions.read.roles, sealed: true },
			{ covers: 'assessment', people: rows[0]!.assessed, readers: permissions.read.roles, sealed: true }
		];
	}
});

export const carePersonalData = (ctx: Ctx): Promise<PersonalData[]> => held(ctx, {});
