/**
 * From when until when each plan stood on the list because somebody lives alone, or was paused: what the plan counts, and nothing else. Of
 * other reasons, which speak of health and money, no history is kept. Whoever changes a plan calls these in the same transaction.
 */
import { sql } from 'kysely';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import type { Condition } from '../list/rules.model.ts';
import { weeksChanged } from './weekly.facts.ts';
import { codesOfAlone, mondaysBetween, PAUSED } from './weekly.model.ts';

type Tx = WriteTx<'care'>;

/** Codes of the rules of living alone, as they are now. */
export async function aloneCodes({ db, ctx }: ReadTx<'care'>): Promise<string[]> {
	const rules = await db.selectFrom('care.rule').select(['code', 'condition']).where('subdistrict_id', '=', ctx.subdistrictId).execute();
	return codesOfAlone(rules.map(({ code, condition }) => ({ code, condition: condition as unknown as Condition })));
}

/**
 * Brings the spans of plans in line with what holds of them since today: a reason that is gone ends, one that is new begins. Safe to
 * run again. What began and ended on one day leaves nothing behind.
 */
export async function followSpans(tx: Tx, planIds: readonly string[], today: string): Promise<void> {
	if (!planIds.length) return;
	const { db, ctx } = tx;
	const codes = await aloneCodes(tx);
	const of = sql`s.subdistrict_id = ${ctx.subdistrictId} AND s.plan_id = ANY (${planIds}::uuid[])`;
	const holds = sql`EXISTS (SELECT FROM care.plan p WHERE p.subdistrict_id = s.subdistrict_id AND p.id = s.plan_id AND p.until_on IS NULL AND s.reason = ANY (p.reasons))`;
	const gone = sql`${of} AND s.until_on IS NULL AND s.reason <> ${PAUSED} AND NOT ${holds}`;
	const dropped = await sql`DELETE FROM care.plan_span s WHERE ${gone} AND s.from_on >= ${today}::date`.execute(db);
	const ended = await sql`UPDATE care.plan_span s SET until_on = ${today}::date WHERE ${gone}`.execute(db);
	const begun = await sql`
		INSERT INTO care.plan_span (subdistrict_id, plan_id, reason, from_on)
		SELECT p.subdistrict_id, p.id, r.reason, ${today}::date FROM care.plan p CROSS JOIN LATERAL unnest(p.reasons) AS r(reason)
		WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.id = ANY (${planIds}::uuid[]) AND p.until_on IS NULL AND r.reason = ANY (${codes}::text[])
			AND NOT EXISTS (SELECT FROM care.plan_span s WHERE s.subdistrict_id = p.subdistrict_id AND s.plan_id = p.id AND s.reason = r.reason AND s.until_on IS NULL)`.execute(db);
	if ([dropped, ended, begun].some(({ numAffectedRows }) => Number(numAffectedRows) > 0)) weeksChanged(tx, [today]);
}

/** A pause from today until a day; null ends the one that runs. */
export async function pauseSpan(tx: Tx, planId: string, until: string | null, today: string): Promise<void> {
	const { db, ctx } = tx;
	const running = sql`subdistrict_id = ${ctx.subdistrictId} AND plan_id = ${planId}::uuid AND reason = ${PAUSED} AND until_on > ${today}::date`;
	if (until === null) {
		await sql`DELETE FROM care.plan_span WHERE ${running} AND from_on >= ${today}::date`.execute(db);
		await sql`UPDATE care.plan_span SET until_on = ${today}::date WHERE ${running}`.execute(db);
	} else {
		const moved = await sql`UPDATE care.plan_span SET until_on = ${until}::date WHERE ${running}`.execute(db);
		if (!Number(moved.numAffectedRows)) await sql`INSERT INTO care.plan_span (subdistrict_id, plan_id, reason, from_on, until_on) VALUES (${ctx.subdistrictId}, ${planId}, ${PAUSED}, ${today}::date, ${until}::date)`.execute(db);
	}
	weeksChanged(tx, [today]);
}

/** Who has died was due to nobody from that day on, whenever it became known. */
export async function endSpansAtDeath(tx: Tx, personId: string, on: string, today: string): Promise<void> {
	const { db, ctx } = tx;
	const theirs = sql`s.subdistrict_id = ${ctx.subdistrictId} AND s.plan_id IN (SELECT id FROM care.plan WHERE subdistrict_id = ${ctx.subdistrictId} AND person_id = ${personId}::uuid) AND s.reason <> ${PAUSED} AND (s.until_on IS NULL OR s.until_on > ${on}::date)`;
	await sql`DELETE FROM care.plan_span s WHERE ${theirs} AND s.from_on >= ${on}::date`.execute(db);
	await sql`UPDATE care.plan_span s SET until_on = ${on}::date WHERE ${theirs}`.execute(db);
	weeksChanged(tx, mondaysBetween(on < today ? on : today, today));
}
