/** Whose data is due on a day: people who left or died, and people who took a consent back. */
import { sql } from 'kysely';
import { addDays, addMonths, dateIn } from '#platform/dates/index.ts';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { keptUntil } from './erasure.ts';
import type { Purpose } from './purposes.ts';
import { keptByConsent, lastConsents, restedOnConsent, type LastConsent, type Rested } from './withdrawal.model.ts';

/** People read at once. */
export const BATCH = 500;

/** The last night that everybody who was due was gone through. */
export interface LastRun {
	at: Date;
	/** its day in the subdistrict */
	day: string;
}

/** When the register was last gone through; the sheets of imports have their own run. */
export async function lastRunAt({ db, ctx }: ReadTx<'residents'>): Promise<Date | null> {
	const row = await db.selectFrom('residents.retention_run').select('at').where('subdistrict_id', '=', ctx.subdistrictId).where('job', '=', 'retention').orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
	return row?.at ?? null;
}

export async function lastRun(tx: ReadTx<'residents'>, zone: string): Promise<LastRun | null> {
	const at = await lastRunAt(tx);
	return at && { at, day: dateIn(at, zone) };
}

export interface Gone {
	id: string;
	/** the day they moved away or died */
	goneOn: string;
	changedAt: Date;
	/** facts or ties of theirs were written down since the last run, or a consent ended */
	hasMore: boolean;
}

/** The shortest time after which something of somebody who left goes, in months; null: nothing ever does. */
export function soonest(purposes: readonly Purpose[]): number | null {
	const months = purposes.flatMap(({ keepMonths }) => keepMonths ?? []);
	return months.length ? Math.min(...months) : null;
}

/** From ends of months not every month gets to the same day of another (31 August, 28 February): so many days more are asked for, and `isDue` and `mayGo` decide. */
const SLACK_DAYS = 3;

/** People who left or died so many months before a day, or nearly, in the order of their ids: who keeps something comes round every day and must not stand in the way of the others. */
export async function goneBy({ db, ctx }: ReadTx<'residents'>, day: string, months: number, last: LastRun | null, after: string | null): Promise<Gone[]> {
	const since = (table: string, at: string) => sql`EXISTS (SELECT 1 FROM ${sql.table(`residents.${table}`)} x WHERE x.subdistrict_id = person.subdistrict_id AND x.person_id = person.id AND ${sql.ref(`x.${at}`)} >= ${last?.at ?? null})`;
	let rows = db
		.selectFrom('residents.person')
		.select(['id', 'changed_at as changedAt', sql<string>`coalesce(died_on, left_on)::text`.as('goneOn')])
		.select(sql<boolean>`${since('group_fact', 'recorded_at')} OR ${since('relation', 'recorded_at')} OR ${since('consent', 'withdrawn_at')}`.as('hasMore'))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('merged_into', 'is', null)
		.where('erased_at', 'is', null)
		// Said in two parts, so that the two small indexes are used.
		.where(sql<boolean>`(died_on IS NOT NULL OR left_on IS NOT NULL) AND coalesce(died_on, left_on) <= ${addDays(addMonths(day, -months), SLACK_DAYS)}`);
	if (after) rows = rows.where('id', '>', after);
	return rows.orderBy('id').limit(BATCH).execute();
}

const GONE_ON = sql<string | null>`coalesce(died_on, left_on)::text`.as('goneOn');

/** Locks a person. @returns the day they moved away or died; null: they live here, or their record is no more */
export async function holdGone({ db, ctx }: WriteTx<'residents'>, personId: string): Promise<string | null> {
	const row = await db.selectFrom('residents.person').select(GONE_ON).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', personId).where('merged_into', 'is', null).where('erased_at', 'is', null).forUpdate().executeTakeFirst();
	return row?.goneOn ?? null;
}

/**
 * Whether something of them may be due by a day that the last run left: a time is over since, their record or what stands beside it changed, or the purposes did.
 * Of everybody else who left nothing is gone through again.
 */
export function isDue(purposes: readonly Purpose[], person: Gone, last: LastRun | null, by: string): boolean {
	if (!last || person.hasMore || person.changedAt >= last.at || purposes.some(({ validFrom }) => validFrom >= last.day)) return true;
	return purposes.some((purpose) => {
		const until = keptUntil(purpose, person.goneOn);
		return until !== null && until > last.day && until <= by;
	});
}

/** The purposes whose consent keeps something of each of some people on a day. */
export async function keptAmong(tx: ReadTx<'residents'>, ids: readonly string[]): Promise<(personId: string, on: string) => ReadonlySet<string>> {
	const rows = ids.length ? await consentsOf(tx, ids) : new Map<string, never[]>();
	return (personId, on) => keptByConsent(lastConsents(rows.get(personId) ?? []), on);
}

export interface Withdrew {
	id: string;
	/** the day they moved away or died; null: they live here */
	goneOn: string | null;
	consents: LastConsent[];
}

/** People who took a consent back whose removal is due by a day, in the order of their ids. */
export async function withdrewBy({ db, ctx }: ReadTx<'residents'>, day: string, after: string | null): Promise<Withdrew[]> {
	let due = db.selectFrom('residents.consent').select('person_id').distinct().where('subdistrict_id', '=', ctx.subdistrictId).where('remove_on', '<=', day).where('removed_at', 'is', null);
	if (after) due = due.where('person_id', '>', after);
	const ids = (await due.orderBy('person_id').limit(BATCH).execute()).map(({ person_id }) => person_id);
	if (!ids.length) return [];
	const rows = await consentsOf({ db, ctx }, ids);
	const gone = new Map((await db.selectFrom('residents.person').select(['id', GONE_ON]).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', sql<string>`any(${ids}::uuid[])`).execute()).map(({ id, goneOn }) => [id, goneOn]));
	return ids.map((id) => ({ id, goneOn: gone.get(id) ?? null, consents: lastConsents(rows.get(id) ?? []) }));
}

async function consentsOf({ db, ctx }: ReadTx<'residents'>, ids: readonly string[]) {
	const rows = await db
		.selectFrom('residents.consent')
		.select(['person_id', 'purpose', 'withdrawn_at as withdrawnAt', 'remove_on as removeOn'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', sql<string>`any(${ids}::uuid[])`)
		.orderBy('given_at', 'desc')
		.orderBy('id', 'desc')
		.execute();
	return Map.groupBy(rows, ({ person_id }) => person_id);
}

/** Locks one of them and reads again what is due: they may have agreed meanwhile. */
export async function restedNow(tx: WriteTx<'residents'>, purposes: readonly Purpose[], personId: string, today: string): Promise<Rested[]> {
	const goneOn = await holdGone(tx, personId);
	return restedOnConsent(purposes, lastConsents((await consentsOf(tx, [personId])).get(personId) ?? []), today, goneOn);
}
