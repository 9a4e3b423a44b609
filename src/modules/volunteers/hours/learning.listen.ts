/** What the ledger does when somebody comes to an activity, or did not come after all. */
import '#modules/activities/index.ts';
import { onEvent } from '#platform/events.ts';
import { creditLearning, takeBackLearning } from './learning.store.ts';

export function followAttendance(): void {
	onEvent<'activities.attended', 'volunteers'>('activities.attended', (came, tx) => creditLearning(tx, came));
	onEvent<'activities.attendanceTakenBack', 'volunteers'>('activities.attendanceTakenBack', (taken, tx) => takeBackLearning(tx, taken));
}
