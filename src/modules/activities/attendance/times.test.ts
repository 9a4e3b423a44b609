import { expect, it } from 'vitest';
import { peopleIn } from './times.queries.ts';
import { someone, world } from '../activities.testing.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { chosenTime } from '../../../routes/desk/activities/[id]/chosen.ts';

useDatabase();

it('shows the time asked for, also one far from now, and opens nobody\'s name for its title', async () => {
	const w = await world();
	const { activityId, occurrenceId } = await w.activity({ startsAt: '2025-01-01T01:00:00Z' });
	for (let day = 1; day <= 25; day += 1) await w.time(activityId, new Date(Date.UTC(2026, 9, day, 1)));
	const personId = await w.registered('李奶奶');
	// A name that cannot be opened: whoever tries fails.
	await ownerPool().query("INSERT INTO activities.signup (subdistrict_id, id, occurrence_id, party_id, who_key, person_id, name_sealed, state, line_no, source, signed_up_at, changed_at) VALUES ($1, $2, $3, $2, $4, $5, 'no such seal', 'taken', 1, 'desk', now(), now())", [w.id, newId(), occurrenceId, `p:${personId}`, personId]);
	const { times, head } = await chosenTime(w.as(w.worker), activityId, occurrenceId);
	expect(head).toMatchObject({ activityId, occurrenceId, title: '高血压日常管理', onDay: '2025-01-01' });
	expect(times[0]!.id).toBe(occurrenceId);
	expect(times).toHaveLength(21);
	expect(await peopleIn(w.as(w.worker), { occurrenceId })).toEqual([personId]);
	const elsewhere = w.as(someone('worker', w.communities[1]));
	await expect(chosenTime(elsewhere, activityId, occurrenceId)).rejects.toMatchObject({ code: 'platform.notFound' });
	await expect(peopleIn(elsewhere, { occurrenceId })).rejects.toMatchObject({ code: 'platform.notFound' });
});
