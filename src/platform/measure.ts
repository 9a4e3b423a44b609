/**
 * What a module gives the plan to count. `plan` knows this interface and no module; a module knows nothing of plans.
 *
 * A measure says what its facts amount to on each day; `plan` keeps the days, adds them up for any period, and counts a day
 * anew when the module says that its facts changed (`factChanged` in `#platform/facts.ts`). So a module writes the definition
 * once, and a total equals a recount from nothing by construction.
 */
import type { Ctx } from './context.ts';
import { readTx, type ReadTx } from './db/tx.ts';
import type { Locale } from './i18n.ts';

/** Whole days `YYYY-MM-DD` in the subdistrict's zone, both included. */
export interface Period {
	from: string;
	to: string;
}

/** What one area's facts amount to on one day. A day without facts has no row. */
export interface DayCount {
	/**
	 * null: the subdistrict as a whole, which always has a row of its own (`wholeToo` makes it where nothing is shared):
	 * what several communities held together counts once for each of them and once here.
	 */
	communityId: string | null;
	day: string;
	/** a whole number */
	numerator: number;
	/** of a `ratio`: what the numerator is a part of; otherwise left away */
	denominator?: number;
	/** what was not counted, by reason; the reasons are said in `leftOut` of the measure */
	leftOut?: Readonly<Record<string, number>>;
	/** after this instant time alone changes the row (a case falls due); absent: only facts do */
	movesAt?: Date | null;
}

/** That somebody belongs into the count on a day; said more than once it counts once. `who` is a `who_key`, never a name. */
export interface DayPerson {
	communityId: string | null;
	day: string;
	who: string;
}

/** Which records of a figure: those counted, those only in the denominator, or those left out for one reason. */
export type MeasurePart = 'numerator' | 'against' | (string & {});

/** One record behind a figure: a link with a line of text, masked as its own page masks it. */
export interface MeasureRecord {
	id: string;
	href: string;
	label: string;
	/** of the fact, as the count has it */
	day: string;
	/** a second line: place, number, kind */
	hint?: string;
	/** where each person stands once: what they were counted for, the newest first, as far as the caller may see it */
	countedFor?: { times: number; latest: { href: string; label: string; day: string }[] };
}

/** So much of what somebody was counted for goes with their record. */
export const LATEST_AT_MOST = 10;

export interface RecordsAsked {
	period: Period;
	/** null: the subdistrict as a whole */
	communityId: string | null;
	part: MeasurePart;
	cursor: string | null;
}

type Words = Readonly<Record<Locale, string>>;

interface MeasureBase {
	/** `module.what`; goes into plans and addresses, so it never changes */
	key: string;
	/** how a value reads: a whole number with `noun` behind it, a share (0…1), or minutes shown as hours */
	unit: 'count' | 'ratio' | 'minutes';
	title: Words;
	/** the counting word behind the number (场, 人, 件; "activities"); of a ratio it counts what the denominator counts */
	noun: Words;
	/** in plain words, what the numerator counts and, of a ratio, what the denominator counts */
	counted: Words;
	outOf?: Words;
	/** where that is listed, if the numerator is no part of it (volunteers against residents); there are no records `against` then */
	outOfHref?: string;
	/** why something is not counted, by the reason in `DayCount.leftOut` */
	leftOut?: Readonly<Record<string, Words>>;
	/** where staff go to bring the figure on, as a verb on a button: the plan's "what next" */
	act?: { href: string; label: Words };
	/** raise it when the definition changes: every day is counted anew */
	version?: number;
	/**
	 * The records behind a figure, exactly as many as it counts (of `people` each person once), newest first, by key; only those that the caller may see, by the module's own policy.
	 * @throws AppError platform.notValid (400) for a cursor that is none
	 */
	records(ctx: Ctx, asked: RecordsAsked): Promise<{ items: MeasureRecord[]; next: string | null }>;
}

/** Facts that add up: each belongs to one day, and a period is the sum of its days. Of a ratio both sides are summed. */
export interface SummedMeasure extends MeasureBase {
	adds: 'events';
	/**
	 * The days of the period, for every community and the whole. It counts all facts of the tenant whoever asks (who may see a
	 * figure is the plan's matter), on the connection given; `tx.db` is narrowed by `tx as unknown as ReadTx<'module'>`.
	 */
	byDay(tx: ReadTx<string>, period: Period): Promise<DayCount[]>;
	/** a day has a row because it has begun, without anything having happened: each is counted as it begins */
	daily?: true;
}

/** Different people: somebody who came on ten days of a period counts once in it. The unit is `count`. */
export interface PeopleMeasure extends MeasureBase {
	adds: 'people';
	byDay(tx: ReadTx<string>, period: Period): Promise<DayPerson[]>;
}

/** A stand (how many are registered): a day's row is what holds at the end of that day, a period's is that of its last day. */
export interface StandMeasure extends MeasureBase {
	adds: 'stand';
	/**
	 * A row for the first day of the period and for each later day on which the stand changed; others may be left away, the
	 * one before holds on. `factChanged` names only the first day of a change.
	 */
	byDay(tx: ReadTx<string>, period: Period): Promise<DayCount[]>;
}

export type Measure = SummedMeasure | PeopleMeasure | StandMeasure;

/** What a measure comes to over a period, with its arithmetic. */
export interface Figure {
	/** null: nothing to divide by */
	value: number | null;
	numerator: number;
	denominator: number | null;
	leftOut: { reason: string; count: number }[];
}

/**
 * One row for each community and day, and one for the whole, from rows in which each fact stands once: under its community, or
 * under null when it belongs to none. Not for facts that several communities share.
 */
export function wholeToo(rows: readonly DayCount[]): DayCount[] {
	const sums = new Map<string, DayCount & { leftOut: Record<string, number> }>();
	const add = (communityId: string | null, row: DayCount): void => {
		const key = `${row.day} ${communityId}`;
		let sum = sums.get(key);
		if (!sum) sums.set(key, (sum = { communityId, day: row.day, numerator: 0, leftOut: {}, movesAt: null }));
		sum.numerator += row.numerator;
		if (row.denominator !== undefined) sum.denominator = (sum.denominator ?? 0) + row.denominator;
		for (const [reason, count] of Object.entries(row.leftOut ?? {})) sum.leftOut[reason] = (sum.leftOut[reason] ?? 0) + count;
		if (row.movesAt && (!sum.movesAt || row.movesAt < sum.movesAt)) sum.movesAt = row.movesAt;
	};
	for (const row of rows) {
		add(null, row);
		if (row.communityId !== null) add(row.communityId, row);
	}
	return [...sums.values()];
}

const byReason = (sums: ReadonlyMap<string, number>): Figure['leftOut'] => [...sums].filter(([, count]) => count > 0).map(([reason, count]) => ({ reason, count }));

/** What an area's days of a period come to: the sum of facts that add up, the last day of a stand. */
export function figureOfDays(measure: Pick<SummedMeasure | StandMeasure, 'unit' | 'adds'>, rows: readonly DayCount[], communityId: string | null): Figure {
	const own = rows.filter((row) => row.communityId === communityId);
	const last = own.reduce<DayCount | null>((latest, row) => (!latest || row.day > latest.day ? row : latest), null);
	const counted = measure.adds === 'stand' ? (last ? [last] : []) : own;
	let numerator = 0;
	let denominator = 0;
	const leftOut = new Map<string, number>();
	for (const row of counted) {
		numerator += row.numerator;
		denominator += row.denominator ?? 0;
		for (const [reason, count] of Object.entries(row.leftOut ?? {})) leftOut.set(reason, (leftOut.get(reason) ?? 0) + count);
	}
	const ratio = measure.unit === 'ratio';
	return { value: ratio ? (denominator ? numerator / denominator : null) : numerator, numerator, denominator: ratio ? denominator : null, leftOut: byReason(leftOut) };
}

/** How many different people an area's days name. */
export function figureOfPeople(rows: readonly DayPerson[], communityId: string | null): Figure {
	const people = new Set(rows.filter((row) => row.communityId === communityId).map(({ who }) => who)).size;
	return { value: people, numerator: people, denominator: null, leftOut: [] };
}

/** A figure straight from the facts, in one snapshot. Pages that show many ask `plan`, which keeps the days. */
export const figureOf = (ctx: Ctx, measure: Measure, period: Period, communityId: string | null): Promise<Figure> =>
	readTx<string, Figure>(ctx, (tx) => recount(tx, measure, period, communityId));

export async function recount(tx: ReadTx<string>, measure: Measure, period: Period, communityId: string | null): Promise<Figure> {
	if (measure.adds === 'people') return figureOfPeople(await measure.byDay(tx, period), communityId);
	return figureOfDays(measure, await measure.byDay(tx, measure.adds === 'stand' ? { from: period.to, to: period.to } : period), communityId);
}
