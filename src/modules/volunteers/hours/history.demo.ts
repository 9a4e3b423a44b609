/**
 * A year of shifts for the demonstration, written in one go: what two thousand check-ins one by one would leave. Every line is
 * counted by the same rule as a real one.
 */
import { sql } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import { addDays, instantAt } from '#platform/dates/index.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { randomSecret } from '#platform/secrets.ts';
import { serviceChanged } from '../volunteers.facts.ts';
import { countedService } from './count.model.ts';

export interface DemoSeries {
	teamId: string;
	communityId: string | null;
	title: string;
	place: string;
	category: string;
	served: string;
	content: string;
	dangerous: boolean;
	role: string;
	from: string;
	to: string;
	days: readonly string[];
	/** whom it may be, each once at a time, with the day from which on */
	crew: readonly { id: string; since: string }[];
	each: number;
	leadId: string | null;
	contact: string;
}

/** Minutes early (negative) or late of a check-in and of its check-out, so that no two evenings are the same. */
const drift = (seed: number, span: number): number => ((seed * 7919) % span) - Math.floor(span / 3);

interface Rows {
	shifts: object[];
	roles: object[];
	signups: object[];
	spans: object[];
	entries: object[];
	/** when each volunteer is at a shift already */
	taken: Map<string, [Date, Date][]>;
}

function shiftOn(series: DemoSeries, day: string, nth: number, zone: string, rows: Rows): void {
	const [startsAt, endsAt] = [instantAt(day, series.from, zone), instantAt(day, series.to, zone)];
	const [shiftId, roleId] = [newId(), newId()];
	// Whoever is in two teams that meet at one hour goes to the first.
	const there = series.crew.filter(({ id, since }) => since <= day && !(rows.taken.get(id) ?? []).some(([from, to]) => from < endsAt && startsAt < to));
	const served = Array.from({ length: Math.min(series.each, there.length) }, (_, i) => there[(nth * series.each + i) % there.length]!).filter((one, i, all) => all.indexOf(one) === i);
	const made = instantAt(addDays(day, -7), '09:00', zone);
	rows.shifts.push({ id: shiftId, activity_id: shiftId, community_id: series.communityId, team_id: series.teamId, title: series.title, place: series.place, category: series.category, served: series.served, content: series.content, starts_at: startsAt, ends_at: endsAt, on_day: day, dangerous: series.dangerous, lead_volunteer_id: series.leadId, contact_name: series.contact, scan_key: randomSecret(12), created_at: made, changed_at: made });
	rows.roles.push({ id: roleId, shift_id: shiftId, name: series.role, needed: Math.max(series.each, 1), taken: served.length });
	for (const [i, one] of served.entries()) {
		rows.taken.set(one.id, [...(rows.taken.get(one.id) ?? []), [startsAt, endsAt]]);
		const seed = nth * 31 + i * 17 + 5;
		rows.signups.push({ id: newId(), shift_id: shiftId, role_id: roleId, volunteer_id: one.id, starts_at: startsAt, ends_at: endsAt, state: 'signed', way: seed % 4 ? 'phone' : 'desk', signed_at: instantAt(addDays(day, -3), '10:00', zone) });
		// One in twelve could not come; nobody is noted for it.
		if (seed % 12 === 0) continue;
		const inAt = new Date(startsAt.getTime() + drift(seed, 15) * 60_000);
		const outAt = new Date(endsAt.getTime() + drift(seed + 3, 24) * 60_000);
		const spanId = newId();
		const way = seed % 5 === 0 ? 'paper' : seed % 3 === 0 ? 'staff' : 'phone';
		rows.spans.push({ id: spanId, shift_id: shiftId, activity_id: shiftId, volunteer_id: one.id, on_day: day, pair_no: 1, in_at: inAt, out_at: outAt, in_way: way, out_way: way, state: 'closed', recorded_at: outAt });
		const counted = countedService({ inAt, outAt }, { startsAt, endsAt }, 60);
		rows.entries.push({ id: newId(), volunteer_id: one.id, kind: 'service', minutes: counted.minutes, on_day: day, starts_at: counted.from, ends_at: counted.to, community_id: series.communityId, shift_id: shiftId, span_id: spanId, title: series.title, place: series.place, category: series.category, served: series.served, content: series.content, quality: '好', lead_name: series.contact, source: way === 'paper' ? 'paper' : 'checked', recorded_at: outAt, recorder_name: series.contact });
	}
}

/** Columns of the tables as records of JSON; whatever is left out takes the table's default. */
const TABLES = {
	shifts: ['shift', 'id uuid, activity_id uuid, community_id uuid, team_id uuid, title text, place text, category text, served text, content text, starts_at timestamptz, ends_at timestamptz, on_day date, dangerous boolean, lead_volunteer_id uuid, contact_name text, scan_key text, created_at timestamptz, changed_at timestamptz'],
	roles: ['shift_role', 'id uuid, shift_id uuid, name text, needed smallint, taken smallint'],
	signups: ['signup', 'id uuid, shift_id uuid, role_id uuid, volunteer_id uuid, starts_at timestamptz, ends_at timestamptz, state text, way text, signed_at timestamptz'],
	spans: ['span', 'id uuid, shift_id uuid, activity_id uuid, volunteer_id uuid, on_day date, pair_no smallint, in_at timestamptz, out_at timestamptz, in_way text, out_way text, state text, recorded_at timestamptz'],
	entries: ['entry', 'id uuid, volunteer_id uuid, kind text, minutes integer, on_day date, starts_at timestamptz, ends_at timestamptz, community_id uuid, shift_id uuid, span_id uuid, title text, place text, category text, served text, content text, quality text, lead_name text, source text, recorded_at timestamptz, recorder_name text']
} as const;

/** Writes the year's shifts with places, check-ins and lines of the ledger. */
export async function demoHistory(ctx: Ctx, series: readonly DemoSeries[], zone: string): Promise<void> {
	const rows: Rows = { shifts: [], roles: [], signups: [], spans: [], entries: [], taken: new Map() };
	for (const each of series) for (const [nth, day] of each.days.entries()) shiftOn(each, day, nth, zone, rows);
	await writeTx<'volunteers', void>(ctx, async (tx) => {
		for (const [name, [table, columns]] of Object.entries(TABLES)) {
			const names = columns.split(', ').map((column) => column.split(' ')[0]!);
			const list = sql.join(names.map((column) => sql.ref(column)));
			await sql`INSERT INTO ${sql.table(`volunteers.${table}`)} (subdistrict_id, ${list}) SELECT ${ctx.subdistrictId}, ${list} FROM jsonb_to_recordset(${JSON.stringify(rows[name as keyof typeof TABLES])}::jsonb) AS r(${sql.raw(columns)})`.execute(tx.db);
		}
		serviceChanged(tx, [...new Set(series.flatMap(({ days }) => days))]);
	});
}
