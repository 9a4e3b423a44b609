/**
 * Who belongs to which household on which day: one person's memberships as a line of half-open spans of days, and what a
 * change does to it. Pure; `membership.store.ts` writes what comes out of here.
 */
import { AppError, conflict } from '#platform/errors.ts';
import type { RelationCode } from '../codes/index.ts';

/** On which ground somebody lives there; `away`: on the household's books, but living elsewhere (人户分离). */
export const RESIDENCES = ['owner', 'owner_family', 'tenant', 'staff_housing', 'away', 'other'] as const;
export type Residence = (typeof RESIDENCES)[number];

export type EndReason = 'moved_out' | 'moved_within' | 'died' | 'split' | 'merged' | 'head_changed' | 'mistake';

/** A span: from <= day < until. `fromOn` null: since before it was recorded; `untilOn` null: still. */
export interface Membership {
	id: string;
	householdId: string;
	personId: string;
	relation: RelationCode;
	residence: Residence;
	fromOn: string | null;
	untilOn: string | null;
	endReason: EndReason | null;
	/** the change that opened it, and the one that ended it */
	openedIn: string | null;
	endedIn: string | null;
}

/**
 * What can happen to where somebody lives. Days are the first on which the new state holds.
 * - `join`: into a household (out of another one, if in one); `on` null: since before it was recorded
 * - `leave`: away from the subdistrict
 * - `die`: ends everything
 * - `restate`: another relation to the head from that day, because the head is another
 * - `describe`: the relation or the ground was written down wrongly; changes no day
 * - `annul`: the present membership was a mistake on every day
 */
export type MembershipChange =
	| { kind: 'join'; personId: string; householdId: string; on: string | null; relation: RelationCode; residence: Residence; as?: 'moved_within' | 'split' | 'merged' }
	| { kind: 'leave'; personId: string; on: string }
	| { kind: 'die'; personId: string; on: string }
	| { kind: 'restate'; personId: string; on: string; relation: RelationCode }
	| { kind: 'describe'; personId: string; relation?: RelationCode; residence?: Residence }
	| { kind: 'annul'; personId: string; on: string };

/** All of one person's memberships, and the day of death. */
export interface Line {
	diedOn: string | null;
	spans: readonly Membership[];
}

export const holdsOn = ({ fromOn, untilOn }: Pick<Membership, 'fromOn' | 'untilOn'>, day: string): boolean => (fromOn === null || fromOn <= day) && (untilOn === null || day < untilOn);
export const isOpen = ({ untilOn }: Pick<Membership, 'untilOn'>): boolean => untilOn === null;

/** Those who belong to a household on a day. */
export const membersOn = (memberships: readonly Membership[], householdId: string, day: string): Membership[] => memberships.filter((each) => each.householdId === householdId && holdsOn(each, day));

const openOf = (line: Line): Membership | undefined => line.spans.find(isOpen);

/** The first day on which something may still change: everything before is told already. Null: any day. */
function freeFrom(line: Line): string | null {
	let latest: string | null = null;
	for (const { fromOn, untilOn } of line.spans) for (const day of [fromOn, untilOn]) if (day !== null && (latest === null || day > latest)) latest = day;
	return latest;
}

/** @throws AppError residents.beforeLastMove (409) with the day of the last move */
function demandAfter(line: Line, on: string): void {
	const free = freeFrom(line);
	if (free !== null && on < free) throw conflict('residents.beforeLastMove', { day: free });
}

/**
 * A line after a change. Nothing of the past is rewritten: a change may not lie before the last one.
 * @param stamp the id of a new span, and of the change
 * @throws AppError residents.personDied, residents.notAMember, residents.alreadyHere, residents.beforeLastMove (409), residents.dayMissing (422)
 */
export function changed(line: Line, change: MembershipChange, stamp: { id: string; changeId: string }): Line {
	const open = openOf(line);
	if (line.diedOn !== null) throw conflict('residents.personDied', { day: line.diedOn });
	const end = (span: Membership, on: string, endReason: EndReason): Membership => ({ ...span, untilOn: on, endReason, endedIn: stamp.changeId });
	const put = (spans: readonly Membership[], span: Membership): Membership[] => spans.map((each) => (each.id === span.id ? span : each));
	const begun = (more: Pick<Membership, 'householdId' | 'relation' | 'residence' | 'fromOn'>): Membership => ({ id: stamp.id, personId: change.personId, untilOn: null, endReason: null, openedIn: stamp.changeId, endedIn: null, ...more });
	const demandOpen = (): Membership => {
		if (!open) throw conflict('residents.notAMember');
		return open;
	};
	switch (change.kind) {
		case 'join': {
			const { householdId, relation, residence, on } = change;
			if (open?.householdId === householdId) throw conflict('residents.alreadyHere');
			if (on === null) {
				if (line.spans.some(({ endReason }) => endReason !== 'mistake')) throw new AppError('residents.dayMissing', { status: 422, fields: [{ path: 'on', code: 'residents.dayMissing' }] });
			} else demandAfter(line, on);
			const before = open && on !== null ? put(line.spans, end(open, on, change.as ?? 'moved_within')) : line.spans;
			return { ...line, spans: [...before, begun({ householdId, relation, residence, fromOn: on })] };
		}
		case 'leave': {
			demandOpen();
			demandAfter(line, change.on);
			return { ...line, spans: put(line.spans, end(open!, change.on, 'moved_out')) };
		}
		case 'die': {
			demandAfter(line, change.on);
			return { diedOn: change.on, spans: open ? put(line.spans, end(open, change.on, 'died')) : line.spans };
		}
		case 'restate': {
			const { householdId, residence } = demandOpen();
			demandAfter(line, change.on);
			return { ...line, spans: [...put(line.spans, end(open!, change.on, 'head_changed')), begun({ householdId, residence, relation: change.relation, fromOn: change.on })] };
		}
		case 'describe': {
			const span = demandOpen();
			return { ...line, spans: put(line.spans, { ...span, relation: change.relation ?? span.relation, residence: change.residence ?? span.residence }) };
		}
		case 'annul': {
			const span = demandOpen();
			const day = span.fromOn ?? change.on;
			return { ...line, spans: put(line.spans, { ...end(span, day, 'mistake'), fromOn: day }) };
		}
	}
}

/**
 * A line with a change taken back: what it opened was a mistake, what it ended goes on.
 * @returns null when the change did nothing here, or something has been built on it since
 */
export function takenBack(line: Line, changeId: string, today: string): Line | null {
	const later = line.spans.some((span) => (span.openedIn === changeId && span.endedIn !== null) || (span.openedIn !== changeId && span.endedIn !== changeId && isOpen(span)));
	const touched = line.spans.some((span) => span.openedIn === changeId || span.endedIn === changeId);
	if (!touched || later) return null;
	const spans = line.spans.map((span): Membership => {
		if (span.openedIn === changeId) {
			const day = span.fromOn ?? today;
			return { ...span, fromOn: day, untilOn: day, endReason: 'mistake', endedIn: changeId };
		}
		return span.endedIn === changeId ? { ...span, untilOn: null, endReason: null, endedIn: null } : span;
	});
	const died = line.spans.some((span) => span.endedIn === changeId && span.endReason === 'died');
	return { diedOn: died ? null : line.diedOn, spans };
}

/** A line whose death was recorded by mistake: what it ended goes on. */
export const revived = (line: Line): Line => ({ diedOn: null, spans: line.spans.map((span) => (span.endReason === 'died' ? { ...span, untilOn: null, endReason: null, endedIn: null } : span)) });

/** Time in one household without a break; another head in between is no break. */
export interface Stay {
	householdId: string;
	fromOn: string | null;
	untilOn: string | null;
	endReason: EndReason | null;
	relation: RelationCode;
	residence: Residence;
}

/** A line as a person would tell it, oldest first; mistakes and spans of no day are left out. */
export function stays(spans: readonly Membership[]): Stay[] {
	const told: Stay[] = [];
	const inOrder = spans.filter(({ fromOn, untilOn }) => untilOn === null || fromOn !== untilOn).sort((a, b) => ((a.fromOn ?? '') < (b.fromOn ?? '') ? -1 : 1));
	for (const { householdId, fromOn, untilOn, endReason, relation, residence } of inOrder) {
		const last = told.at(-1);
		if (last && last.householdId === householdId && last.untilOn === fromOn) Object.assign(last, { untilOn, endReason, relation, residence });
		else told.push({ householdId, fromOn, untilOn, endReason, relation, residence });
	}
	return told;
}
