/** The demonstration's weeks: half a year of visits to those who live alone, a few missed, one away for a while. */
import { sql } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import { addDays } from '#platform/dates/index.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { todayOf, zoneIn } from '#platform/today.ts';
import { weeksChanged } from './weekly.facts.ts';
import { aloneCodes } from './span.store.ts';
import { mondayOf, mondaysBetween, PAUSED } from './weekly.model.ts';

const WEEKS = 26;

/**
 * @param seen who was last seen on which day
 * @param by who visited them
 */
export const demoWeeks = (asWorker: Ctx, seen: readonly { personId: string; on: string }[], by: { id: string; name: string }): Promise<void> =>
	writeTx<'care', void>(asWorker, async (tx) => {
		const { db, ctx } = tx;
		const [today, zone] = [await todayOf(tx), await zoneIn(tx)];
		const since = mondayOf(addDays(today, -7 * (WEEKS - 2)));
		const codes = await aloneCodes(tx);
		const people = seen.map(({ personId }) => personId);
		// They came onto the list in the week of their first visit.
		const { rows: alone } = await sql<{ planId: string; personId: string }>`
			UPDATE care.plan_span s SET from_on = ${since}::date FROM care.plan p
			WHERE s.subdistrict_id = ${ctx.subdistrictId} AND s.until_on IS NULL AND s.reason = ANY (${codes}::text[]) AND p.subdistrict_id = s.subdistrict_id AND p.id = s.plan_id AND p.person_id = ANY (${people}::uuid[])
			RETURNING p.id AS "planId", p.person_id AS "personId"`.execute(db);
		const plans = new Map(alone.map(({ personId, planId }) => [personId, planId]));
		const visits = seen
			.filter(({ personId }) => plans.has(personId))
			.flatMap(({ personId, on }, i) =>
				Array.from({ length: WEEKS }, (_, week) => ({ id: newId(), personId, planId: plans.get(personId)!, on: addDays(on, -7 * week), way: (i + week) % 4 === 0 ? 'phone' : 'home', outcome: (i * 5 + week) % 17 === 3 ? 'not_opened' : 'seen' }))
			)
			.filter(({ on }) => on >= since);
		await sql`
			INSERT INTO care.visit (subdistrict_id, id, person_id, community_id, plan_id, way, outcome, visited_at, mood, by_id, by_name, received_at)
			SELECT p.subdistrict_id, r.id, p.person_id, p.community_id, p.id, r.way, r.outcome, (r.on + time '09:40') AT TIME ZONE ${zone}, CASE r.outcome WHEN 'seen' THEN 2 END, ${by.id}, ${by.name}, (r.on + time '10:00') AT TIME ZONE ${zone}
			FROM json_to_recordset(${JSON.stringify(visits)}) AS r(id uuid, "planId" uuid, "on" date, way text, outcome text) JOIN care.plan p ON p.subdistrict_id = ${ctx.subdistrictId} AND p.id = r."planId"
			WHERE NOT EXISTS (SELECT FROM care.visit v WHERE v.subdistrict_id = p.subdistrict_id AND v.person_id = p.person_id AND (v.visited_at AT TIME ZONE ${zone})::date = r.on)`.execute(db);
		const [away] = alone;
		if (away) await sql`INSERT INTO care.plan_span (subdistrict_id, plan_id, reason, from_on, until_on) VALUES (${ctx.subdistrictId}, ${away.planId}, ${PAUSED}, ${addDays(today, -60)}::date, ${addDays(today, -40)}::date)`.execute(db);
		weeksChanged(tx, mondaysBetween(since, today));
	});
