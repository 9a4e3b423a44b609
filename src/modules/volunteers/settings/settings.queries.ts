import * as v from 'valibot';
import { forModule } from '#platform/usecase.ts';
import { todayOf } from '#platform/today.ts';
import { permissions } from '../volunteers.permissions.ts';
import { RULE_KEYS, standings, type Dated, type RuleKey, type Standing } from './settings.model.ts';

const { query } = forModule<'volunteers'>();

type Line<Value> = Dated<Value> & { standing: Standing };

export interface VolunteerSettings {
	today: string;
	/** each rule with every value that it had, has and will have, the newest first */
	rules: { key: RuleKey; values: Line<number>[] }[];
	/** the same of each star grade, in minutes of service; null: given no more */
	stars: { stars: number; values: Line<number | null>[] }[];
}

/** The dated numbers of volunteering, with their history. */
export const volunteerSettings = query({
	name: 'volunteers.settings',
	access: permissions.configure,
	input: v.object({}),
	run: async (tx): Promise<VolunteerSettings> => {
		const { db, ctx } = tx;
		const today = await todayOf(tx);
		const rules = await db.selectFrom('volunteers.rule').select(['key', 'valid_from as from', 'value', 'source']).where('subdistrict_id', '=', ctx.subdistrictId).execute();
		const stars = await db.selectFrom('volunteers.star_level').select(['stars', 'valid_from as from', 'minutes as value', 'source']).where('subdistrict_id', '=', ctx.subdistrictId).orderBy('stars').execute();
		return {
			today,
			rules: RULE_KEYS.map((key) => ({ key, values: standings(rules.filter((row) => row.key === key).map(({ from, value, source }) => ({ from, value, source })), today) })),
			stars: [...Map.groupBy(stars, (row) => row.stars)].map(([grade, rows]) => ({ stars: grade, values: standings(rows.map(({ from, value, source }) => ({ from, value, source })), today) }))
		};
	}
});
