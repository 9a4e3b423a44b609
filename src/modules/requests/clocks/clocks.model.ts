/**
 * The clocks of a case: how long until it must be accepted, until the resident is first contacted (the headline), and
 * until it is done; by urgency, or by a category that has a clock of its own, under the dated policy of its area, in
 * working time, calendar time or workdays.
 *
 * A clock stops at its event and never runs on. A pause stops it, an approved extension lengthens it, a reopening starts a
 * new round with clocks of its own and leaves the old ones as they were. Every result carries its explanation as data.
 */
import type { Span, WorkingCalendar } from './calendar.model.ts';
import type { PauseReason, Urgency } from '../case/case.model.ts';

export const CLOCK_KINDS = ['accept', 'first_contact', 'resolve'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** Handling speed weighs more on satisfaction than the result (shzx.org on 30,000 cases of Xuhui), so it leads. */
export const HEADLINE_CLOCK: ClockKind = 'first_contact';

/** A reopened case has its first owner at once: nothing is left to accept. */
export const CLOCKS_OF_ROUND = (round: number): readonly ClockKind[] => (round <= 1 ? CLOCK_KINDS : ['first_contact', 'resolve']);

/** `working`: the hours of the working calendar. `calendar`: every minute. `workday`: every minute of days that are worked, so that 1440 are a workday (工作日). */
export const CLOCK_UNITS = ['working', 'calendar', 'workday'] as const;
export type ClockUnit = (typeof CLOCK_UNITS)[number];

/** One dated row of a policy: an area's allowance for a clock and an urgency, or for a clock of one category whatever its urgency. */
export interface ClockPolicy {
	/** A community, or `null` for the whole subdistrict. */
	areaId: string | null;
	/** `null` where the row is a category's. */
	urgency: Urgency | null;
	/** A category with a clock of its own, e.g. because a rule promises an answer within so many workdays. */
	categoryCode?: string | null;
	clock: ClockKind;
	/** Minutes allowed, of `unit`. */
	minutes: number;
	unit: ClockUnit;
	/** First date of force, `YYYY-MM-DD`, in the subdistrict's zone. */
	validFrom: string;
	/** Document that sets it, if any. */
	source?: string | null;
}

const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * What a new installation starts with. Resolve: 2 h / 24 h / 7 d / 15 d of calendar time (Beijing, 人民日报 2020-11-16).
 * Accept and first contact are our own proposal, to be set by each subdistrict: first contact within 4 working hours is
 * the plan's indicator (首次联系 ≤ 4 h).
 */
export const DEFAULT_POLICIES: readonly ClockPolicy[] = [
	...(
		[
			['critical', 'accept', 10, 'calendar'],
			['critical', 'first_contact', 30, 'calendar'],
			['critical', 'resolve', 2 * HOUR, 'calendar'],
			['urgent', 'accept', 30, 'calendar'],
			['urgent', 'first_contact', 2 * HOUR, 'calendar'],
			['urgent', 'resolve', 24 * HOUR, 'calendar'],
			['normal', 'accept', 2 * HOUR, 'working'],
			['normal', 'first_contact', 4 * HOUR, 'working'],
			['normal', 'resolve', 7 * DAY, 'calendar'],
			['long_term', 'accept', 2 * HOUR, 'working'],
			['long_term', 'first_contact', 4 * HOUR, 'working'],
			['long_term', 'resolve', 15 * DAY, 'calendar']
		] as const
	).map(([urgency, clock, minutes, unit]) => ({
		areaId: null,
		urgency,
		clock,
		minutes,
		unit,
		validFrom: '2020-01-01',
		source: clock === 'resolve' ? '参照北京 2 小时/24 小时/7 天/15 天四级响应' : null
	})),
	// What the page 网站找错 promises. The three workdays are Liaoning's rule for 我为政府网站找错 (domain/context.md §3).
	{ areaId: null, urgency: null, categoryCode: 'site_error', clock: 'resolve', minutes: 3 * DAY, unit: 'workday', validFrom: '2020-01-01', source: '参照辽宁省“我为政府网站找错”3 个工作日答复' }
];

/** Which clocks a wait stops. Nobody has to wait for anything to answer the phone, so only the resolve clock stops. */
export const PAUSE_STOPS: Record<PauseReason, readonly ClockKind[]> = {
	waiting_resident: ['resolve'],
	waiting_department: ['resolve'],
	waiting_material: ['resolve'],
	weather: ['resolve'],
	appointment: ['resolve'],
	legal_procedure: ['resolve']
};

export interface Pause {
	from: Date;
	/** `null` while it lasts; may lie ahead where the end is known. */
	to: Date | null;
	reason: PauseReason;
}

export interface Extension {
	requestedAt: Date;
	/** Minutes of the clock's own unit. */
	minutes: number;
	state: 'requested' | 'approved' | 'refused';
}

export interface ClockInput {
	kind: ClockKind;
	policy: ClockPolicy;
	startedAt: Date;
	/** The event for which the clock waits; `null` while it has not come. */
	stoppedAt: Date | null;
	/** The round ended without the event (withdrawn, declined, merged). */
	endedAt?: Date | null;
	pauses?: readonly Pause[];
	/** Lengthen the resolve clock only. */
	extensions?: readonly Extension[];
}

/**
 * `met`: the event came in time. `late`: it came after the due time. `missed`: the due time passed and it has not come.
 * `void`: the round ended before the due time without the event, so the clock says nothing.
 */
export type ClockState = 'running' | 'paused' | 'met' | 'late' | 'missed' | 'void';

export interface ClockResult {
	kind: ClockKind;
	state: ClockState;
	/** While paused without a known end: what it would be if the pause ended now. */
	due: Date;
	/** Whole minutes of the clock's unit that have counted, up to its stop. */
	usedMinutes: number;
	/** Allowed less used; negative when overrun. */
	remainingMinutes: number;
	explanation: ClockExplanation;
}

export interface ClockExplanation {
	policy: ClockPolicy;
	startedAt: Date;
	/** Due without pauses and extensions. */
	plainDue: Date;
	allowedMinutes: number;
	/** Minutes of the clock's unit that pauses took out, overlaps once. */
	pausedMinutes: number;
	pauses: { reason: PauseReason; from: Date; to: Date | null }[];
	extensions: { minutes: number; requestedAt: Date; counts: boolean; why: 'approved' | 'requested' | 'refused' | 'asked_too_late' }[];
	/** Named days between start and due that changed the count: holidays skipped, make-up days worked. */
	namedDays: { date: string; name: string; kind: 'holiday' | 'makeup_workday' | 'special' }[];
	/** Years between start and due whose holidays are not published yet: the due date may move. */
	unpublishedYears: number[];
}

/** Named days listed in an explanation at most. */
const NAMED_DAYS_SHOWN = 40;

/** An allowance that no calendar fills (all days off) ends here rather than never. */
const HORIZON_MS = 20 * 366 * 86_400_000;

/**
 * The policy row that holds: the category's own if it has one for this clock, else the urgency's; of those the nearest area,
 * and in it the latest not after the date.
 *
 * @param areas the case's areas, nearest first, e.g. `[communityId]`; the whole subdistrict is asked last by itself
 * @returns `null` if no row holds
 */
export function pickPolicy(
	policies: readonly ClockPolicy[],
	urgency: Urgency,
	clock: ClockKind,
	areas: readonly string[],
	date: string,
	category: string | null = null
): ClockPolicy | null {
	const own = category === null ? [] : policies.filter((row) => row.categoryCode === category);
	for (const rows of [own, policies.filter((row) => row.urgency === urgency)]) {
		for (const area of [...areas, null]) {
			let best: ClockPolicy | null = null;
			for (const row of rows) {
				if (row.clock !== clock || row.areaId !== area || row.validFrom > date) continue;
				if (!best || row.validFrom > best.validFrom) best = row;
			}
			if (best) return best;
		}
	}
	return null;
}

/** Spans that may overlap or touch, as the fewest that cover the same instants, in order. */
export function mergeSpans(spans: readonly Span[]): Span[] {
	const merged: Span[] = [];
	for (const span of [...spans].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
		const last = merged.at(-1);
		if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
		else merged.push({ ...span });
	}
	return merged;
}

/** The stretches that count from an instant on: the unit's own time without the pauses (merged, in order). */
function* countedSpans(unit: ClockUnit, calendar: WorkingCalendar, from: number, pauses: readonly Span[]): Generator<Span> {
	const end = from + HORIZON_MS;
	for (const span of unit === 'calendar' ? [{ from, to: end }] : unit === 'workday' ? workdays(calendar, from, end) : workingSpans(calendar, from, end)) {
		let start = Math.max(span.from, from);
		for (const pause of pauses) {
			if (pause.to <= start) continue;
			if (pause.from >= span.to) break;
			if (pause.from > start) yield { from: start, to: pause.from };
			start = Math.max(start, pause.to);
		}
		if (start < span.to) yield { from: start, to: span.to };
	}
}

function* workingSpans(calendar: WorkingCalendar, from: number, end: number): Generator<Span> {
	for (let date = calendar.dateOf(from); calendar.startOf(date) < end; date = calendar.nextDate(date)) {
		for (const span of calendar.spansOf(date)) if (span.to > from) yield span;
	}
}

/** Days on which any work is done, from midnight to midnight. */
function* workdays(calendar: WorkingCalendar, from: number, end: number): Generator<Span> {
	for (let date = calendar.dateOf(from); calendar.startOf(date) < end; ) {
		const next = calendar.nextDate(date);
		if (calendar.spansOf(date).length) yield { from: calendar.startOf(date), to: calendar.startOf(next) };
		date = next;
	}
}

/** Milliseconds that count between two instants. */
export function measure(unit: ClockUnit, calendar: WorkingCalendar, from: number, to: number, pauses: readonly Span[] = []): number {
	let sum = 0;
	if (to <= from) return 0;
	for (const span of countedSpans(unit, calendar, from, pauses)) {
		if (span.from >= to) break;
		sum += Math.min(span.to, to) - span.from;
	}
	return sum;
}

/**
 * The first instant by which so much time has counted since `from`: at the end of a day's hours, not at the next morning.
 * An allowance that the calendar cannot fill within twenty years is due at that horizon.
 */
export function advance(unit: ClockUnit, calendar: WorkingCalendar, from: number, ms: number, pauses: readonly Span[] = []): number {
	if (ms <= 0) return from;
	let left = ms;
	for (const span of countedSpans(unit, calendar, from, pauses)) {
		const length = span.to - span.from;
		if (left <= length) return span.from + left;
		left -= length;
	}
	return from + HORIZON_MS;
}

/** Reads one clock at an instant. */
export function readClock(input: ClockInput, calendar: WorkingCalendar, now: Date): ClockResult {
	const { kind, policy } = input;
	const start = input.startedAt.getTime();
	const stop = Math.max(start, (input.stoppedAt ?? input.endedAt ?? now).getTime());
	const running = !input.stoppedAt && !input.endedAt;

	const stopping = (input.pauses ?? []).filter(({ reason }) => PAUSE_STOPS[reason].includes(kind));
	// A pause without an end is taken to end at the reading; one with a known end (an appointment) moves the due time by all of it.
	const pauses = mergeSpans(stopping.map(({ from, to }) => ({ from: Math.max(start, from.getTime()), to: to?.getTime() ?? stop })));
	const pausedNow = running && stopping.some(({ from, to }) => from.getTime() <= stop && (!to || to.getTime() > stop));

	let allowedMs = policy.minutes * 60_000;
	const extensions: ClockExplanation['extensions'] = [];
	const asked = kind === 'resolve' ? [...(input.extensions ?? [])] : [];
	for (const { requestedAt, minutes, state } of asked.sort((a, b) => a.requestedAt.getTime() - b.requestedAt.getTime())) {
		// Asking after the clock has run out cannot turn a miss into a success.
		const inTime = requestedAt.getTime() <= advance(policy.unit, calendar, start, allowedMs, pauses);
		const counts = state === 'approved' && inTime;
		if (counts) allowedMs += minutes * 60_000;
		extensions.push({ minutes, requestedAt, counts, why: state === 'approved' && !inTime ? 'asked_too_late' : state });
	}

	const due = advance(policy.unit, calendar, start, allowedMs, pauses);
	const used = measure(policy.unit, calendar, start, stop, pauses);
	const usedMinutes = Math.floor(used / 60_000);

	return {
		kind,
		state: stateOf(input, due, stop, pausedNow),
		due: new Date(due),
		usedMinutes,
		remainingMinutes: Math.floor(allowedMs / 60_000) - usedMinutes,
		explanation: {
			policy,
			startedAt: input.startedAt,
			plainDue: new Date(advance(policy.unit, calendar, start, policy.minutes * 60_000)),
			allowedMinutes: Math.floor(allowedMs / 60_000),
			pausedMinutes: Math.floor((measure(policy.unit, calendar, start, stop) - used) / 60_000),
			pauses: stopping.map(({ reason, from, to }) => ({ reason, from, to })),
			extensions,
			...calendarNotes(policy.unit, calendar, start, due)
		}
	};
}

function stateOf(input: ClockInput, due: number, stop: number, pausedNow: boolean): ClockState {
	if (input.stoppedAt) return stop <= due ? 'met' : 'late';
	if (input.endedAt) return stop <= due ? 'void' : 'missed';
	if (stop > due) return 'missed';
	return pausedNow ? 'paused' : 'running';
}

function calendarNotes(
	unit: ClockUnit,
	calendar: WorkingCalendar,
	from: number,
	to: number
): Pick<ClockExplanation, 'namedDays' | 'unpublishedYears'> {
	const namedDays: ClockExplanation['namedDays'] = [];
	const unpublished = new Set<number>();
	// Calendar time counts every minute, so holidays change nothing and are not worth a word.
	if (unit === 'calendar') return { namedDays, unpublishedYears: [] };
	for (let date = calendar.dateOf(from); calendar.startOf(date) <= to; date = calendar.nextDate(date)) {
		const named = calendar.namedDay(date);
		if (named && namedDays.length < NAMED_DAYS_SHOWN) namedDays.push({ date, name: named.name, kind: named.kind });
		if (!calendar.isPublished(date)) unpublished.add(Number(date.slice(0, 4)));
	}
	return { namedDays, unpublishedYears: [...unpublished] };
}

/** The facts of one round; the first starts when the need is told, the next ones when the resident says "no". */
export interface RoundFacts {
	round: number;
	startedAt: Date;
	urgency: Urgency;
	categoryCode?: string | null;
	acceptedAt: Date | null;
	/** The first time the resident was reached in this round. */
	contactedAt: Date | null;
	/** Staff said done. Waiting for the resident's answer is not staff's time. */
	servedAt: Date | null;
	/** Withdrawn, declined, merged or otherwise over. */
	endedAt: Date | null;
	pauses: readonly Pause[];
	extensions: readonly Extension[];
}

/**
 * Reads every clock of a round. The policy is the one in force on the date the round began: a rule changed later does not
 * touch a case under way.
 *
 * @throws RangeError if the policies lack a row (an installation always has the subdistrict-wide ones)
 */
export function readRound(
	facts: RoundFacts,
	policies: readonly ClockPolicy[],
	areas: readonly string[],
	calendar: WorkingCalendar,
	now: Date
): ClockResult[] {
	const date = calendar.dateOf(facts.startedAt.getTime());
	return CLOCKS_OF_ROUND(facts.round).map((kind) => {
		const policy = pickPolicy(policies, facts.urgency, kind, areas, date, facts.categoryCode ?? null);
		if (!policy) throw new RangeError(`no clock policy for ${facts.urgency}/${kind} on ${date}`);
		const stoppedAt = { accept: facts.acceptedAt, first_contact: facts.contactedAt, resolve: facts.servedAt }[kind];
		// Solving a case without a call first is a contact too: whoever served it has met the resident.
		const event = stoppedAt ?? (kind !== 'resolve' ? facts.servedAt : null);
		return readClock(
			{ kind, policy, startedAt: facts.startedAt, stoppedAt: event, endedAt: facts.endedAt, pauses: facts.pauses, extensions: facts.extensions },
			calendar,
			now
		);
	});
}

/**
 * The due times of a round that begins now: nothing has paused or lengthened it, and nobody asks for the arithmetic.
 *
 * @throws RangeError if the policies lack a row
 */
export function duesAtStart(
	start: Date,
	urgency: Urgency,
	round: number,
	policies: readonly ClockPolicy[],
	areas: readonly string[],
	calendar: WorkingCalendar,
	category: string | null = null
): Partial<Record<ClockKind, Date>> {
	const date = calendar.dateOf(start.getTime());
	const dues: Partial<Record<ClockKind, Date>> = {};
	for (const kind of CLOCKS_OF_ROUND(round)) {
		const policy = pickPolicy(policies, urgency, kind, areas, date, category);
		if (!policy) throw new RangeError(`no clock policy for ${urgency}/${kind} on ${date}`);
		dues[kind] = new Date(advance(policy.unit, calendar, start.getTime(), policy.minutes * 60_000));
	}
	return dues;
}

/** Every round's clocks, oldest first. A later round never changes an earlier one. */
export function readRounds(
	rounds: readonly RoundFacts[],
	policies: readonly ClockPolicy[],
	areas: readonly string[],
	calendar: WorkingCalendar,
	now: Date
): { round: number; clocks: ClockResult[] }[] {
	return [...rounds]
		.sort((a, b) => a.round - b.round)
		.map((facts) => ({ round: facts.round, clocks: readRound(facts, policies, areas, calendar, now) }));
}
