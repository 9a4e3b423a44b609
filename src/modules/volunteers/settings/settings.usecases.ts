/** Setting the numbers of volunteering from a day on. What held before stays: hours were counted, and grades given, by it. */
import { sql } from 'kysely';
import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import { day } from '../register/volunteer.schemas.ts';
import { fieldWrong } from '../volunteers.errors.ts';
import { permissions } from '../volunteers.permissions.ts';
import { MOST_STAR_HOURS, MOST_STARS, RULE_KEYS, RULE_RANGES, starsWrongFrom, type DatedStar } from './settings.model.ts';

const { useCase } = forModule<'volunteers'>();
type Tx = WriteTx<'volunteers'>;

const source = v.pipe(v.string(), v.trim(), v.minLength(2, 'volunteers.sourceMissing'), v.maxLength(200, 'volunteers.tooLong'));
const whole = v.pipe(v.number('volunteers.numberWrong'), v.integer('volunteers.numberWrong'), v.minValue(0, 'volunteers.numberWrong'));
const stars = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_STARS));

async function demandAhead(tx: Tx, from: string): Promise<void> {
	if (from < (await todayOf(tx))) throw fieldWrong('from', 'volunteers.ruleBackdated');
}

/**
 * Sets a rule from a day on, today at the earliest; another value for the same day takes its place.
 * @throws platform.invalidInput (422) with `value: volunteers.ruleRange`, `from: volunteers.ruleBackdated`
 */
export const setVolunteerRule = useCase({
	name: 'volunteers.setRule',
	access: permissions.configure,
	input: v.object({ key: v.picklist(RULE_KEYS), value: whole, from: day, source }),
	run: async (tx, { key, value, from, source: basis }) => {
		const { least, most } = RULE_RANGES[key];
		if (value < least || value > most) throw fieldWrong('value', 'volunteers.ruleRange', { least, most });
		await demandAhead(tx, from);
		await tx.db
			.insertInto('volunteers.rule')
			.values({ subdistrict_id: tx.ctx.subdistrictId, key, valid_from: from, value, source: basis })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'key', 'valid_from']).doUpdateSet({ value, source: basis }))
			.execute();
		return { key, value, from };
	},
	subject: (_input, { key, value, from }) => ({ subjectType: 'volunteer_rule', subjectId: key, detail: { value, from } })
});

/**
 * All rows of the grades, for one who sets them at a time: two at once could together leave a gap. Locked rows would not do, as the
 * other's new row is none of them.
 */
async function holdStars({ db, ctx }: Tx): Promise<DatedStar[]> {
	await sql`SELECT pg_advisory_xact_lock(hashtextextended('volunteers.star_level:' || ${ctx.subdistrictId}, 0))`.execute(db);
	return db.selectFrom('volunteers.star_level').select(['stars', 'valid_from as from', 'minutes as value', 'source']).where('subdistrict_id', '=', ctx.subdistrictId).orderBy('stars').orderBy('valid_from').execute();
}

function demandRising(rows: readonly DatedStar[], from: string): void {
	const wrong = starsWrongFrom(rows, from);
	if (wrong) throw fieldWrong('hours', wrong);
}

/**
 * Sets from how many hours a grade is reached, from a day on; null hours: it is given no more. A grade above the highest is a new one.
 * @throws platform.invalidInput (422) with `hours: volunteers.starsFall | volunteers.starsGap`, `from: volunteers.ruleBackdated`
 */
export const setStarLevel = useCase({
	name: 'volunteers.setStarLevel',
	access: permissions.configure,
	input: v.object({ stars, hours: v.nullable(v.pipe(whole, v.minValue(1, 'volunteers.numberWrong'), v.maxValue(MOST_STAR_HOURS, 'volunteers.numberWrong'))), from: day, source }),
	run: async (tx, { stars: grade, hours, from, source: basis }) => {
		await demandAhead(tx, from);
		const minutes = hours === null ? null : hours * 60;
		const rows = await holdStars(tx);
		demandRising([...rows.filter((row) => !(row.stars === grade && row.from === from)), { stars: grade, from, value: minutes, source: basis }], from);
		await tx.db
			.insertInto('volunteers.star_level')
			.values({ subdistrict_id: tx.ctx.subdistrictId, stars: grade, valid_from: from, minutes, source: basis })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'stars', 'valid_from']).doUpdateSet({ minutes, source: basis }))
			.execute();
		return { stars: grade, minutes, from };
	},
	subject: (_input, { stars: grade, minutes, from }) => ({ subjectType: 'star_level', subjectId: String(grade), detail: { minutes, from } })
});

/**
 * Takes back a value that has not begun yet: a rule by its key, a grade by its number.
 * @throws platform.notFound (404); volunteers.ruleBackdated (422) for one that holds already
 */
export const dropComing = useCase({
	name: 'volunteers.dropComing',
	access: permissions.configure,
	input: v.object({ what: v.union([v.object({ key: v.picklist(RULE_KEYS) }), v.object({ stars })]), from: day }),
	run: async (tx, { what, from }) => {
		if (from <= (await todayOf(tx))) throw fieldWrong('from', 'volunteers.ruleBackdated');
		const { db, ctx } = tx;
		if ('stars' in what) {
			const rows = await holdStars(tx);
			demandRising(rows.filter((row) => !(row.stars === what.stars && row.from === from)), from);
		}
		const gone =
			'key' in what
				? await db.deleteFrom('volunteers.rule').where('subdistrict_id', '=', ctx.subdistrictId).where('key', '=', what.key).where('valid_from', '=', from).executeTakeFirst()
				: await db.deleteFrom('volunteers.star_level').where('subdistrict_id', '=', ctx.subdistrictId).where('stars', '=', what.stars).where('valid_from', '=', from).executeTakeFirst();
		if (!Number(gone.numDeletedRows)) throw notFound('rule');
		return { what: 'key' in what ? what.key : String(what.stars), from };
	},
	subject: ({ what: dropped }, { what, from }) => ({ subjectType: 'stars' in dropped ? 'star_level' : 'volunteer_rule', subjectId: what, detail: { from } })
});
