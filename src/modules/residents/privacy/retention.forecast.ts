/** What the nightly run will remove, and what stays and why: the run's own rules, asked before it comes round. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { addDays, addMonths, dateIn } from '#platform/dates/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { UNDO_MONTHS } from '../duplicates/forget.ts';
import { permissions } from '../residents.permissions.ts';
import { isElsewhere } from './coverage.model.ts';
import { keptUntil, mayGo, ofSensitivity, SENSITIVITY } from './erasure.ts';
import { groundsOf } from './grounds.ts';
import { counted, countHeld, HOLDS } from './impact.count.ts';
import { purposesOf, type Purpose } from './purposes.ts';
import { keptAmong, BATCH, goneBy, isDue, lastRun, soonest, withdrewBy, type LastRun } from './retention.due.ts';
import { endedRules, recordedRules, RULES, type Rule } from './retention.rules.ts';
import { FAR, restedOnConsent, type LastConsent } from './withdrawal.model.ts';

const { query } = forModule<'residents'>();

/** How far ahead is looked. */
export const AHEAD_DAYS = 90;

export interface Coming {
	rule: Rule;
	purpose: string | null;
	/** the day whose night removes it; null: the next one */
	on: string | null;
	people: number;
	/** values, facts and ties of the register; null: other modules hold it, and count it when they remove it */
	count: number | null;
}

/** Why something stays. */
export const STAYS = ['period', 'grace', 'other_purpose', 'waiting', 'no_purpose'] as const;

export interface Staying {
	/** `period`: of people who left or died, their time is not over; `grace`: a consent was taken back, and can be given again; `other_purpose`: another purpose needs no consent or has one; `waiting`: the purpose changed and is asked for anew; `no_purpose`: no active purpose names it any more */
	why: (typeof STAYS)[number];
	/** the purpose's code; of `no_purpose` what is covered */
	of: string;
	people: number;
	/** the first and the last day on which it goes; null: no day is set */
	from: string | null;
	until: string | null;
}

/** Adds lines of the same rule, purpose and day. */
class Ahead {
	private readonly lines = new Map<string, Coming>();
	private readonly today: string;
	constructor(today: string) {
		this.today = today;
	}
	add(rule: Rule, purpose: string | null, day: string, people: number, count: number | null): void {
		const on = day <= this.today ? null : day;
		const key = `${rule} ${purpose ?? ''} ${on ?? ''}`;
		const line = this.lines.get(key) ?? { rule, purpose, on, people: 0, count: null };
		this.lines.set(key, { ...line, people: line.people + people, count: count === null ? line.count : (line.count ?? 0) + count });
	}
	coming(): Coming[] {
		return [...this.lines.values()].sort((a, b) => (a.on ?? '').localeCompare(b.on ?? '') || RULES.indexOf(a.rule) - RULES.indexOf(b.rule) || (a.purpose ?? '').localeCompare(b.purpose ?? ''));
	}
}

/** How much the register holds of each of some people, by what is covered. */
type Held = Map<string, Map<string, number>>;

async function heldOf({ db, ctx }: ReadTx<'residents'>, ids: readonly string[]): Promise<Held> {
	const held: Held = new Map(ids.map((id) => [id, new Map()]));
	if (!ids.length) return held;
	const { rows } = await sql<{ id: string; covered: string; n: number }>`SELECT person_id AS id, field AS covered, count(*)::int AS n FROM residents.statement WHERE subdistrict_id = ${ctx.subdistrictId} AND person_id = any(${ids}::uuid[]) GROUP BY 1, 2
		UNION ALL SELECT f.person_id, t.sensitivity, count(*)::int FROM residents.group_fact f JOIN residents.group_type t ON t.subdistrict_id = f.subdistrict_id AND t.code = f.code WHERE f.subdistrict_id = ${ctx.subdistrictId} AND f.person_id = any(${ids}::uuid[]) GROUP BY 1, 2
		UNION ALL SELECT person_id, 'group:relations', count(*)::int FROM residents.relation WHERE subdistrict_id = ${ctx.subdistrictId} AND person_id = any(${ids}::uuid[]) GROUP BY 1`.execute(db);
	const named = Object.fromEntries(Object.entries(SENSITIVITY).map(([covered, sensitivity]) => [sensitivity, covered]));
	for (const { id, covered, n } of rows) held.get(id)!.set(named[covered] ?? covered, n);
	return held;
}

/** Takes what a purpose removes of somebody, once; null: only other modules may hold some of it. */
function take(held: Map<string, number>, fields: readonly string[]): number | null {
	let count = 0;
	for (const covered of fields.filter((each) => each !== 'name')) {
		count += held.get(covered) ?? 0;
		held.delete(covered);
	}
	return count || !fields.some(isElsewhere) ? count : null;
}

async function comingOfGone(tx: ReadTx<'residents'>, purposes: readonly Purpose[], last: LastRun | null, today: string, horizon: string, ahead: Ahead): Promise<void> {
	const months = soonest(purposes);
	for (let after: string | null = null; months !== null; ) {
		const gone = await goneBy(tx, horizon, months, last, after);
		const due = gone.filter((person) => isDue(purposes, person, last, horizon));
		const [agreed, held] = [await keptAmong(tx, due.map(({ id }) => id)), await heldOf(tx, due.map(({ id }) => id))];
		for (const person of due) {
			const days = [...new Set(purposes.flatMap((purpose) => keptUntil(purpose, person.goneOn) ?? []).map((until) => (until < today ? today : until)))].filter((until) => until <= horizon).sort();
			for (const day of days) {
				const { go, kept } = mayGo(purposes, person, day, false, agreed(person.id, day));
				for (const purpose of go) {
					const count = take(held.get(person.id)!, purpose.fields);
					// What other modules hold went when its day came.
					if (count !== 0 && (count !== null || (keptUntil(purpose, person.goneOn) ?? day) >= (last?.day ?? ''))) ahead.add('left', purpose.code, day, 1, count);
				}
				if (!kept.length) ahead.add('anonymised', null, day, 1, 1);
			}
		}
		if (gone.length < BATCH) break;
		after = gone.at(-1)!.id;
	}
}

async function comingOfWithdrawn(tx: ReadTx<'residents'>, purposes: readonly Purpose[], today: string, horizon: string, ahead: Ahead): Promise<Staying[]> {
	const staying = new Map<string, Staying>();
	const stay = (why: Staying['why'], of: string, day: string | null) => {
		const line = staying.get(`${why} ${of}`) ?? { why, of, people: 0, from: day, until: day };
		const earlier = line.from !== null && day !== null && day < line.from;
		const later = line.until !== null && day !== null && day > line.until;
		staying.set(`${why} ${of}`, { ...line, people: line.people + 1, from: earlier ? day : line.from, until: later ? day : line.until });
	};
	for (let after: string | null = null; ; ) {
		const batch = await withdrewBy(tx, FAR, after);
		const held = await heldOf(tx, batch.map(({ id }) => id));
		for (const { id, consents, goneOn } of batch) {
			const days = [...new Set(consents.flatMap(({ removeOn }) => removeOn ?? []).map((day) => (day < today ? today : day)))].sort();
			const mine = held.get(id)!;
			for (const { purpose, stay: kept } of restedOnConsent(purposes, consents, today, goneOn)) if (kept.some(({ covered }) => (mine.get(covered) ?? 0) > 0 || isElsewhere(covered))) stay(kept.some(({ held: by }) => by === 'waiting') ? 'waiting' : 'other_purpose', purpose.code, null);
			for (const { purpose, open, removeOn } of consents as LastConsent[]) if (!open && removeOn !== null && removeOn > today) stay('grace', purpose, removeOn);
			for (const day of days.filter((each) => each <= horizon))
				for (const { purpose, go } of restedOnConsent(purposes, consents, day, goneOn)) {
					const count = take(mine, go);
					const isNew = consents.some((each) => each.purpose === purpose.code && (each.removeOn ?? '') >= today);
					if (count !== 0 && (count !== null || isNew)) ahead.add('withdrawn', purpose.code, day, 1, count);
				}
		}
		if (batch.length < BATCH) break;
		after = batch.at(-1)!.id;
	}
	return [...staying.values()];
}

async function comingByTime({ db, ctx }: ReadTx<'residents'>, purposes: readonly Purpose[], horizon: string, ahead: Ahead): Promise<void> {
	const sid = ctx.subdistrictId;
	interface Days {
		day: string;
		people: number;
		n: number;
	}
	for (const { covered, purpose, months } of endedRules(purposes)) {
		const { rows } = await sql<Days>`SELECT until_on::text AS day, count(DISTINCT person_id)::int AS people, count(*)::int AS n FROM residents.group_fact WHERE subdistrict_id = ${sid} AND until_on <= ${addMonths(horizon, -months)} AND ${ofSensitivity(sid, covered)} GROUP BY 1`.execute(db);
		for (const { day, people, n } of rows) ahead.add('ended', purpose, addMonths(day, months), people, n);
	}
	for (const { covered, purpose, months } of recordedRules(purposes)) {
		const before = new Date(`${addMonths(horizon, -months)}T00:00:00Z`);
		const of = SENSITIVITY[covered] ? sql`residents.group_fact WHERE ${ofSensitivity(sid, covered)}` : sql`residents.statement WHERE field = ${covered}`;
		const { rows } = await sql<Days>`SELECT (recorded_at AT TIME ZONE 'UTC')::date::text AS day, count(DISTINCT person_id)::int AS people, count(*)::int AS n FROM ${of} AND subdistrict_id = ${sid} AND recorded_at < ${before} GROUP BY 1`.execute(db);
		for (const { day, people, n } of rows) ahead.add('recorded', purpose, addDays(addMonths(day, months), 1), people, n);
	}
	const merges = await sql<Days>`SELECT (at AT TIME ZONE 'UTC')::date::text AS day, count(*)::int AS n FROM residents.merge WHERE subdistrict_id = ${sid} AND before_sealed <> '' AND at < ${new Date(`${addMonths(horizon, -UNDO_MONTHS)}T00:00:00Z`)} GROUP BY 1`.execute(db);
	for (const { day, n } of merges.rows) ahead.add('merges', null, addDays(addMonths(day, UNDO_MONTHS), 1), n, n);
	const sheets = await sql<Days>`SELECT (i.undo_until AT TIME ZONE 'UTC')::date::text AS day, count(*)::int AS n FROM residents.import i JOIN residents.import_file f ON f.subdistrict_id = i.subdistrict_id AND f.import_id = i.id WHERE i.subdistrict_id = ${sid} AND i.state = 'applied' AND i.undo_until < ${new Date(`${horizon}T00:00:00Z`)} GROUP BY 1`.execute(db);
	for (const { day, n } of sheets.rows) ahead.add('sheets', null, addDays(day, 1), 0, n);
}

/** Of people who left or died: what each purpose still holds, and until when. */
async function stayingOfGone({ db, ctx }: ReadTx<'residents'>, purposes: readonly Purpose[], today: string): Promise<Staying[]> {
	const staying: Staying[] = [];
	for (const purpose of purposes) {
		const own = purpose.fields.filter(counted);
		const holds = own.length ? sql`(${sql.join(own.map((covered) => HOLDS[covered]), sql` OR `)})` : sql`true`;
		const { rows } = await sql<{ people: number; from: string | null; until: string | null }>`SELECT count(*)::int AS people, min(coalesce(died_on, left_on))::text AS from, max(coalesce(died_on, left_on))::text AS until FROM residents.person p
			WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.merged_into IS NULL AND p.erased_at IS NULL AND (p.died_on IS NOT NULL OR p.left_on IS NOT NULL)
				${purpose.keepMonths === null ? sql`` : sql`AND coalesce(died_on, left_on) > ${addMonths(today, -purpose.keepMonths)}`} AND ${holds}`.execute(db);
		const [{ people, from, until }] = rows as [{ people: number; from: string | null; until: string | null }];
		if (people) staying.push({ why: 'period', of: purpose.code, people, from: keptUntil(purpose, from), until: keptUntil(purpose, until) });
	}
	return staying;
}

/** What no active purpose names any more, of whom there is some: nobody sees it, and no rule gives it a day. */
async function stayingUnneeded(tx: ReadTx<'residents'>, purposes: readonly Purpose[]): Promise<Staying[]> {
	const unneeded = [...groundsOf(purposes)].filter(([, codes]) => !codes.length).map(([covered]) => covered);
	const { of } = await countHeld(tx, unneeded);
	return [...of].flatMap(([covered, people]) => (people ? [{ why: 'no_purpose' as const, of: covered, people, from: null, until: null }] : []));
}

/** What goes in the next months, by rule, purpose and day; what stays, and why. No record of anybody. */
export const retentionForecast = query({
	name: 'residents.retentionForecast',
	access: permissions.oversee,
	input: v.object({}),
	prepare: (ctx) => zoneOf(ctx),
	run: async (tx, _input, zone): Promise<{ coming: Coming[]; staying: Staying[]; horizon: string }> => {
		const today = dateIn(tx.ctx.clock.now(), zone);
		const horizon = addDays(today, AHEAD_DAYS);
		const all = await purposesOf(tx);
		const active = all.filter((purpose) => purpose.active);
		const last = await lastRun(tx, zone);
		const ahead = new Ahead(today);
		await comingOfGone(tx, active, last, today, horizon, ahead);
		const withdrawn = await comingOfWithdrawn(tx, all, today, horizon, ahead);
		await comingByTime(tx, all, horizon, ahead);
		const staying = [...(await stayingOfGone(tx, active, today)), ...withdrawn, ...(await stayingUnneeded(tx, all))].sort((a, b) => STAYS.indexOf(a.why) - STAYS.indexOf(b.why));
		return { coming: ahead.coming(), staying, horizon };
	}
});
