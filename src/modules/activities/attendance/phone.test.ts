import { expect, it } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { sealEnvelope } from '#platform/envelope.ts';
import { newId } from '#platform/ids.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { phoneOf, someone, world, type World } from '../activities.testing.ts';
import { signUp } from '../signup/signup.usecases.ts';
import { takeArrivals, takeRosters } from './phone.ts';

useDatabase();

const AT_THE_DOOR = '2026-11-30T05:50:00Z';
const LATER = '2026-12-02T02:00:00Z';

/** A worker with an account who may sign in again later. */
async function staff(w: World) {
	const actor = someone('worker', w.communities[0]);
	await ownerPool().query("INSERT INTO accounts.user (subdistrict_id, id, kind, name, username, created_at) VALUES ($1, $2, 'staff', '王干事', $3, now())", [w.id, actor.id, `w${actor.id!.slice(-8)}`]);
	await ownerPool().query("INSERT INTO accounts.grant (subdistrict_id, id, user_id, role, community_id, granted_at) VALUES ($1, $2, $3, 'worker', $4, now())", [w.id, newId(), actor.id, w.communities[0]]);
	return actor;
}

it('takes today\'s lists along and counts each sealed arrival once, whoever sends it, however often and late', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity();
	await w.activity({ communityId: w.communities[1] });
	await signUp(w.stranger, { occurrenceId, members: [{ who: 'named', name: '王小二' }], phone: phoneOf(1) });
	const worker = await staff(w);
	const list = await takeRosters(w.as(worker, AT_THE_DOOR), {});
	expect(list.rosters.map(({ title, people }) => [title, people.map(({ name, tail, came }) => ({ name, tail, came }))])).toEqual([['高血压日常管理', [{ name: '王小二', tail: '1001', came: false }]]]);

	const [a, b] = [newId(), newId()];
	const arrival = (clientId: string, who: object) => ({ occurrenceId, clientId, who, source: 'list', cameAt: '2026-11-30T05:55:00.000Z' });
	const first = await sealEnvelope({ ticket: list.ticket, arrival: arrival(a, { who: 'signup', signupId: list.rosters[0]!.people[0]!.signupId }) }, list.key, a);
	const second = await sealEnvelope({ ticket: list.ticket, arrival: arrival(b, { who: 'named', name: '过路人', phone: null }) }, list.key, b);
	const later = w.as(undefined, LATER);
	const sends = await Promise.all(Array.from({ length: 5 }, () => takeArrivals(later, { envelopes: [first, second] })));
	for (const answers of sends) expect(answers).toEqual([{ id: a, state: 'taken' }, { id: b, state: 'taken' }]);
	const { rows } = await ownerPool().query('SELECT source, came_at, recorded_by, name_masked FROM activities.attendance WHERE occurrence_id = $1 ORDER BY came_at, name_masked', [occurrenceId]);
	expect(rows).toHaveLength(2);
	for (const row of rows) expect(row).toMatchObject({ came_at: new Date('2026-11-30T05:55:00Z'), recorded_by: worker.id });

	// Under another id, altered, with a made-up ticket or of a ticket that ran out it is nobody's.
	const c = newId();
	const wrong = [
		await sealEnvelope({ ticket: list.ticket, arrival: arrival(a, { who: 'named', name: '甲', phone: null }) }, list.key, c),
		{ ...second, body: `${second.body.slice(0, -2)}AA` },
		await sealEnvelope({ ticket: 'made-up', arrival: arrival(c, { who: 'named', name: '甲', phone: null }) }, list.key, c)
	];
	for (const envelope of wrong) expect((await takeArrivals(later, { envelopes: [envelope] }))[0]!.state).toBe('unreadable');
	const fresh = await sealEnvelope({ ticket: list.ticket, arrival: arrival(c, { who: 'named', name: '甲', phone: null }) }, list.key, c);
	expect((await takeArrivals(w.as(undefined, '2026-12-08T06:00:00Z'), { envelopes: [fresh] }))[0]!.state).toBe('unreadable');
	expect((await ownerPool().query('SELECT 1 FROM activities.attendance WHERE occurrence_id = $1', [occurrenceId])).rowCount).toBe(2);
});
