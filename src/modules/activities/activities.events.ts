import type { Learning } from './kinds/kind.model.ts';

/** Somebody came, as far as they are known: by their record, their account, or name and telephone. */
export interface Attended {
	attendanceId: string;
	personId: string | null;
	userId: string | null;
	phoneHash: string | null;
	/** sealed for the purpose `contact` */
	nameSealed: string | null;
	/** what they learned there; null: it was no lecture and no training */
	learning: Learning | null;
	title: string;
	place: string;
	communityId: string | null;
	onDay: string;
	startsAt: Date;
	endsAt: Date;
}

/** How far a time moved. */
export interface MovedBy {
	occurrenceId: string;
	byMs: number;
}

declare module '#platform/events.ts' {
	interface Events {
		/** times of an activity take place at another time, not at all, or again after all; who signed up is to be told, shifts follow */
		'activities.timesChanged': { activityId: string; occurrenceIds: string[]; what: 'moved' | 'cancelled' | 'restored'; why: string; moved?: MovedBy[] };
		'activities.attended': Attended;
		/** they did not come after all; what was credited for it is to be taken back */
		'activities.attendanceTakenBack': { attendanceIds: string[]; why: string };
	}
}
