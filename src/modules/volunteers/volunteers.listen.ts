/** What this module does when something happens elsewhere: in the register of residents, with a need, with a pair, at an activity. */
import '#modules/residents/index.ts';
import { onEvent } from '#platform/events.ts';
import { todayOf } from '#platform/today.ts';
import { factChanged } from '#platform/facts.ts';
import { followAttendance } from './hours/learning.listen.ts';
import { PURPOSE_FIELD } from './register/ground.ts';
import { followActivityTimes } from './shifts/follow-times.ts';
import { followNeeds } from './tasks/listen.ts';
import { forgetVolunteer } from './volunteers.forget.ts';
import { followLink, followMerge, followUnmerge } from './volunteers.merge.ts';

export function listen(): void {
	followNeeds();
	followAttendance();
	followActivityTimes();
	onEvent<'residents.merged', 'volunteers'>('residents.merged', followMerge);
	onEvent<'residents.unmerged', 'volunteers'>('residents.unmerged', followUnmerge);
	onEvent<'residents.linked', 'volunteers'>('residents.linked', followLink);
	onEvent<'residents.purposeEnded', 'volunteers'>('residents.purposeEnded', async ({ personId, fields, removed }, tx) => {
		if (fields.includes(PURPOSE_FIELD)) removed?.(await forgetVolunteer(tx, personId));
	});
	onEvent<'residents.erased', 'volunteers'>('residents.erased', async ({ personId }, tx) => void (await forgetVolunteer(tx, personId)));
	// Who lives here is what the share of volunteers is measured against.
	for (const event of ['residents.moved', 'residents.died', 'residents.deathWithdrawn'] as const)
		onEvent<typeof event, 'volunteers'>(event, async (_, tx) => factChanged(tx, { measures: ['volunteers.shareOfResidents'], days: [await todayOf(tx)] }));
}
