import * as v from 'valibot';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../care.permissions.ts';
import type { CareRule, Condition } from './rules.model.ts';

const { query } = forModule<'care'>();

/** Every rule of the subdistrict, past and coming ones too; `rulesOn` says which count. */
export const careRules = query({
	name: 'care.rules',
	access: permissions.read,
	input: v.object({}),
	run: async ({ db, ctx }): Promise<(CareRule & { id: string; version: number; source: string | null })[]> => {
		const rows = await db
			.selectFrom('care.rule')
			.select(['id', 'code', 'name', 'name_en as nameEn', 'community_id as communityId', 'condition', 'visit_days as visitDays', 'priority', 'valid_from as validFrom', 'valid_until as validUntil', 'source', 'position', 'version'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.orderBy('priority', 'desc')
			.orderBy('position')
			.orderBy('valid_from')
			.execute();
		return rows.map((row) => ({ ...row, condition: row.condition as unknown as Condition }));
	}
});
