/** The dated numbers of the module, as they hold on a day. */
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { RULE_KEYS, STARTING_FROM, startingRules, startingStars, type RuleKey } from './volunteers.rules.data.ts';

export type Rules = Record<RuleKey, number>;

/** Every rule as it holds on the day; the shipped value where the subdistrict has none yet. */
export async function rulesOn({ db, ctx }: ReadTx<'volunteers'>, day: string): Promise<Rules> {
	const rows = await db
		.selectFrom('volunteers.rule')
		.distinctOn('key')
		.select(['key', 'value'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('valid_from', '<=', day)
		.orderBy('key')
		.orderBy('valid_from', 'desc')
		.execute();
	const own = new Map(rows.map(({ key, value }) => [key, value]));
	return Object.fromEntries(RULE_KEYS.map((key) => [key, own.get(key) ?? startingRules[key].value])) as Rules;
}

export interface StarLevel {
	stars: number;
	minutes: number;
	source: string;
}

/** The star grades as they stand on the day, lowest first. */
export async function starLevels({ db, ctx }: ReadTx<'volunteers'>, day: string): Promise<StarLevel[]> {
	const rows = await db
		.selectFrom('volunteers.star_level')
		.distinctOn('stars')
		.select(['stars', 'minutes', 'source'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('valid_from', '<=', day)
		.orderBy('stars')
		.orderBy('valid_from', 'desc')
		.execute();
	return rows.flatMap(({ minutes, ...level }) => (minutes === null ? [] : [{ ...level, minutes }]));
}

/** Gives a new subdistrict the numbers that it starts from. */
export async function installRules({ db, ctx }: WriteTx<'volunteers'>): Promise<void> {
	await db
		.insertInto('volunteers.rule')
		.values(RULE_KEYS.map((key) => ({ subdistrict_id: ctx.subdistrictId, key, valid_from: STARTING_FROM, ...startingRules[key] })))
		.onConflict((oc) => oc.doNothing())
		.execute();
	await db
		.insertInto('volunteers.star_level')
		.values(startingStars.map((level) => ({ subdistrict_id: ctx.subdistrictId, valid_from: STARTING_FROM, ...level })))
		.onConflict((oc) => oc.doNothing())
		.execute();
}
