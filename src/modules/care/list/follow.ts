/**
 * Keeps the care list as the rules say. The reasons of a plan are computed here and nowhere else: from what the register answers
 * today, for a whole community at once, every night and whenever something in the register changed. Nobody is taken off the list
 * by a rule alone: where none holds any more, a person decides. Who died or moved away needs no decision.
 */
import { listCommunities } from '#modules/areas/index.ts';
import { groupStandings, personCards } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { dateIn } from '#platform/dates/index.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { zoneOf } from '#platform/tenant.ts';
import { sql } from 'kysely';
import { firstVisit, rescheduled } from '../plans/plan.model.ts';
import { followSpans } from '../weekly/span.store.ts';
import { careRules } from './rules.queries.ts';
import { groupsOf, rulesOn, standing, type CareRule, type Standing } from './rules.model.ts';

/** The youngest age from which a rule holds with nothing else: all who are older have to be looked at. */
function fromAge(rules: readonly CareRule[]): number | null {
	const ages = rules.flatMap(({ condition }) => condition.any.flatMap(({ all }) => (all.some((fact) => 'group' in fact) ? [] : [Math.max(0, ...all.flatMap((fact) => ('ageFrom' in fact ? [fact.ageFrom] : [])))])));
	return ages.length ? Math.min(...ages) : null;
}

/** Who stands on a community's list by the rules of a day, and why. */
export async function standings(ctx: Ctx, communityId: string, rules: readonly CareRule[], day: string, personId: string | null = null): Promise<Map<string, Standing>> {
	const inForce = rulesOn(rules, day, communityId);
	if (!inForce.length) return new Map();
	const facts = await groupStandings(ctx, { communityId, groups: groupsOf(inForce), fromAge: fromAge(inForce), personId });
	const found = facts.map(({ personId: id, ...rest }): [string, Standing] => [id, standing(inForce, { communityId: rest.communityId, age: rest.age, groups: new Set(rest.groups) })]);
	return new Map(found.filter(([, { reasons }]) => reasons.length > 0));
}

/** What the rhythm is where a rule sets none. */
const USUAL_DAYS = 90;

export interface Followed {
	added: number;
	changed: number;
	/** plans that no rule and nobody's word holds any more */
	loose: number;
	ended: number;
}

/** Brings one community's plans in line. Safe to run twice and beside people's own work. */
export async function followCommunity(ctx: Ctx, communityId: string): Promise<Followed> {
	const today = dateIn(ctx.clock.now(), await zoneOf(ctx));
	const wanted = await standings(ctx, communityId, await careRules(ctx, {}), today);
	// Ending and moving plans needs to know who is here at all.
	const open = await writeTx<'care', { person_id: string }[]>(ctx, ({ db }) => db.selectFrom('care.plan').select('person_id').where('subdistrict_id', '=', ctx.subdistrictId).where('community_id', '=', communityId).where('until_on', 'is', null).execute());
	const gone = open.map(({ person_id }) => person_id).filter((id) => !wanted.has(id));
	const cards = new Map<string, 'here' | 'died' | 'left' | 'elsewhere'>();
	for (let i = 0; i < gone.length; i += 500) {
		const found = await personCards(ctx, { ids: gone.slice(i, i + 500) });
		for (const id of gone.slice(i, i + 500)) {
			const card = found.get(id);
			cards.set(id, !card || card.died ? 'died' : card.left ? 'left' : card.communityId !== communityId ? 'elsewhere' : 'here');
		}
	}
	return writeTx<'care', Followed>(ctx, async (tx) => {
		const { db } = tx;
		const plans = await db
			.selectFrom('care.plan')
			.select(['id', 'person_id', 'reasons', 'by_hand', 'visit_days', 'rhythm_by_hand', 'last_on', 'next_on'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('community_id', '=', communityId)
			.where('until_on', 'is', null)
			.orderBy('id')
			.forUpdate()
			.execute();
		const result: Followed = { added: 0, changed: 0, loose: 0, ended: 0 };
		const now = ctx.clock.now();
		const changes: { id: string; reasons: string[]; visit_days: number; next_on: string | null; end: string | null }[] = [];
		for (const plan of plans) {
			const stands = wanted.get(plan.person_id);
			const where = stands ? 'here' : cards.get(plan.person_id);
			// Came onto the list after the question above: the next run knows.
			if (!where) continue;
			const reasons = stands?.reasons ?? [];
			const visitDays = plan.rhythm_by_hand || !stands ? plan.visit_days : (stands.visitDays ?? USUAL_DAYS);
			const end = where === 'here' ? null : where === 'died' ? 'died' : 'moved_out';
			if (!end && visitDays === plan.visit_days && reasons.join() === plan.reasons.join()) continue;
			const nextOn = visitDays === plan.visit_days ? plan.next_on : rescheduled({ lastOn: plan.last_on, nextOn: plan.next_on, visitDays: plan.visit_days }, visitDays, today);
			changes.push({ id: plan.id, reasons, visit_days: visitDays, next_on: nextOn, end });
			if (end) result.ended++;
			else if (!reasons.length && !plan.by_hand) result.loose++;
			else result.changed++;
		}
		if (changes.length)
			await sql`UPDATE care.plan p SET reasons = ARRAY(SELECT json_array_elements_text(r.reasons)), visit_days = r.visit_days, next_on = r.next_on, version = p.version + 1, changed_at = ${now},
					until_on = CASE WHEN r.end IS NULL THEN NULL ELSE greatest(p.from_on, ${today}::date) END, end_reason = r.end
				FROM json_to_recordset(${JSON.stringify(changes)}) AS r(id uuid, reasons json, visit_days smallint, next_on date, "end" text) WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.id = r.id`.execute(db);
		const there = new Set(plans.map(({ person_id }) => person_id));
		const added = [...wanted].filter(([id]) => !there.has(id)).map(([personId, { reasons, visitDays }]) => ({
			id: newId(),
			person_id: personId,
			reasons,
			visit_days: visitDays ?? USUAL_DAYS,
			next_on: firstVisit(personId, today, visitDays ?? USUAL_DAYS)
		}));
		if (added.length) {
			const { rows } = await sql<{ id: string }>`INSERT INTO care.plan (subdistrict_id, id, person_id, community_id, reasons, visit_days, next_on, from_on, changed_at)
				SELECT ${ctx.subdistrictId}, r.id, r.person_id, ${communityId}, ARRAY(SELECT json_array_elements_text(r.reasons)), r.visit_days, r.next_on, ${today}, ${now}
				FROM json_to_recordset(${JSON.stringify(added)}) AS r(id uuid, person_id uuid, reasons json, visit_days smallint, next_on date)
				ON CONFLICT DO NOTHING RETURNING id`.execute(db);
			result.added = rows.length;
		}
		// Of all, not only of those that changed now: what a restore or another process left behind is put right.
		await followSpans(tx, [...plans.map(({ id }) => id), ...added.map(({ id }) => id)], today);
		if (result.added || changes.length) tx.audit({ action: 'care.followed', subjectType: 'community', subjectId: communityId, communityId, detail: { ...result } });
		return result;
	});
}

/** The whole subdistrict, community by community. */
export async function followAll(ctx: Ctx): Promise<void> {
	for (const { id } of await listCommunities(ctx, {})) await followCommunity(ctx, id);
}
