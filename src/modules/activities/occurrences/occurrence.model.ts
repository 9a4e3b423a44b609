/** Pure: one time of an activity. */

export interface Occurrence {
	id: string;
	activityId: string;
	/** the local time that the rule gave, `YYYY-MM-DDTHH:MM` */
	plannedFor: string;
	startsAt: Date;
	endsAt: Date;
	/** local day */
	onDay: string;
	/** null: the activity's */
	place: string | null;
	capacity: number | null;
	/** places taken or offered */
	taken: number;
	state: 'planned' | 'cancelled';
	/** why it was moved or cancelled */
	why: string;
	/** somebody said of this one time that it takes place then: no holiday cancels it */
	byHand: boolean;
	uid: string;
	sequence: number;
	changedAt: Date;
	version: number;
}

/** Where a time stands: to come, going on, over, or not taking place. */
export function phaseOf(occurrence: Pick<Occurrence, 'startsAt' | 'endsAt' | 'state'>, now: Date): 'cancelled' | 'coming' | 'now' | 'over' {
	if (occurrence.state === 'cancelled') return 'cancelled';
	return now < occurrence.startsAt ? 'coming' : now < occurrence.endsAt ? 'now' : 'over';
}

/** Whether it takes place at another time than the rule gave. */
export const isMoved = (occurrence: Pick<Occurrence, 'plannedFor' | 'onDay' | 'state'>, startsAtLocal: string): boolean => occurrence.state === 'planned' && occurrence.plannedFor !== `${occurrence.onDay}T${startsAtLocal}`;

/** Seats left; null: no limit. */
export const seatsLeft = ({ capacity, taken }: Pick<Occurrence, 'capacity' | 'taken'>): number | null => (capacity === null ? null : Math.max(0, capacity - taken));
