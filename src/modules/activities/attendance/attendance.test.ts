import { expect, it } from 'vitest';
import { AppError } from '#platform/errors.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { phoneOf, someone, world } from '../activities.testing.ts';
import { signUp } from '../signup/signup.usecases.ts';
import { doorCode } from '../who.ts';
import { checkIn, takeBackAttendance } from './attendance.usecases.ts';
import { arrive, doorView } from './door.usecases.ts';
import { rosterOf } from './roster.queries.ts';
import { cancelOccurrence } from '../occurrences/occurrence.usecases.ts';
import { timesOf } from './times.queries.ts';

useDatabase();

const AT_THE_DOOR = '2026-11-30T05:50:00Z';
const codeOf = (call: Promise<unknown>) => call.then(() => 'went', (error: unknown) => (error instanceof AppError ? (error.fields.length ? error.fields.map(({ path, code }) => `${path} ${code}`).join() : error.code) : String(error)));
const facts = async (occurrenceId: string) => (await ownerPool().query('SELECT who_key, source, on_day::text, taken_back_why FROM activities.attendance WHERE occurrence_id = $1 ORDER BY recorded_at, id', [occurrenceId])).rows;

it('is one fact however often, by whatever way and however parallel it is sent', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity();
	const done = await signUp(w.stranger, { occurrenceId, members: [{ who: 'named', name: '王小二' }], phone: phoneOf(1) });
	const worker = w.as(w.worker, AT_THE_DOOR);
	const { lines } = await rosterOf(worker, { occurrenceId });
	const clientId = newId();
	const results = await Promise.all([
		...Array.from({ length: 5 }, () => checkIn(worker, { occurrenceId, clientId, who: { who: 'signup', signupId: lines[0]!.signupId! } })),
		...Array.from({ length: 5 }, () => checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'named', name: '王小二', phone: phoneOf(1) }, source: 'walk_in' })),
		...Array.from({ length: 5 }, () => arrive(w.as(undefined, AT_THE_DOOR), { occurrenceId, code: doorCode(occurrenceId), phone: phoneOf(1), ids: [lines[0]!.signupId!] }))
	]);
	expect(results).toHaveLength(15);
	expect(await facts(occurrenceId)).toHaveLength(1);
	const roster = await rosterOf(worker, { occurrenceId });
	expect(roster.counts).toEqual({ taken: 1, waiting: 0, offered: 0, came: 1, walkedIn: 0 });
	expect(roster.lines[0]).toMatchObject({ partyId: done.partyId, name: '王小二' });
	const { rows } = await ownerPool().query('SELECT measures, days::text[] FROM platform.fact_change WHERE subdistrict_id = $1', [w.id]);
	expect(rows).toHaveLength(1);
	expect(rows[0].days).toEqual(['2026-11-30']);
});

it('would not be one without the table\'s own word: the race that the unique index closes', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity();
	await ownerPool().query('DROP INDEX activities.attendance_once');
	try {
		const worker = w.as(w.worker, AT_THE_DOOR);
		await Promise.all(Array.from({ length: 6 }, () => checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'named', name: '王小二', phone: phoneOf(1) } })));
		expect((await facts(occurrenceId)).length).toBeGreaterThan(1);
	} finally {
		await ownerPool().query('DELETE FROM activities.attendance WHERE occurrence_id = $1', [occurrenceId]);
		await ownerPool().query('CREATE UNIQUE INDEX attendance_once ON activities.attendance (subdistrict_id, occurrence_id, who_key) WHERE taken_back_at IS NULL');
	}
});

it('takes walk-ins, with and without a telephone, and is taken back with a reason', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity();
	const worker = w.as(w.worker, AT_THE_DOOR);
	const personId = await w.registered('李奶奶', '1940-02-29');
	await checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'person', personId }, source: 'walk_in' });
	const { id } = await checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'named', name: '过路人' }, source: 'walk_in' });
	expect((await rosterOf(worker, { occurrenceId })).counts).toMatchObject({ came: 2, walkedIn: 2 });
	expect(await codeOf(takeBackAttendance(worker, { id, why: ' ' }))).toBe('why activities.reasonMissing');
	await takeBackAttendance(worker, { id, why: '登记错了人' });
	const roster = await rosterOf(worker, { occurrenceId });
	expect(roster.counts.came).toBe(1);
	expect(roster.takenBack.map(({ name, why }) => [name, why])).toEqual([['过路人', '登记错了人']]);
	expect(await facts(occurrenceId)).toHaveLength(2);
});

it('keeps the occurrence\'s local day, and the time that was told, but none in the future', async () => {
	const w = await world();
	// 23:30 on the last of November in Shanghai; in California it is still morning.
	const { occurrenceId } = await w.activity({ startsAt: '2026-11-30T15:30:00Z', minutes: 60 });
	const worker = w.as(w.worker, '2026-11-30T16:10:00Z');
	await checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'named', name: '甲', phone: phoneOf(1) }, cameAt: '2026-11-30T15:31:00Z' });
	await checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'named', name: '乙', phone: phoneOf(2) }, cameAt: '2027-01-01T00:00:00Z' });
	expect((await facts(occurrenceId)).map(({ on_day }) => on_day)).toEqual(['2026-11-30', '2026-11-30']);
	const roster = await rosterOf(worker, { occurrenceId });
	expect(roster.lines.map(({ attendance }) => attendance!.cameAt.toISOString()).sort()).toEqual(['2026-11-30T15:31:00.000Z', '2026-11-30T16:10:00.000Z']);
});

it('is staff\'s who keep the activity, at its time', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity();
	const who = { who: 'named' as const, name: '甲', phone: phoneOf(1) };
	expect(await codeOf(checkIn(w.as(someone('worker', w.communities[1]), AT_THE_DOOR), { occurrenceId, clientId: newId(), who }))).toBe('platform.forbidden');
	expect(await codeOf(checkIn(w.as(w.worker, '2026-11-29T05:50:00Z'), { occurrenceId, clientId: newId(), who }))).toBe('activities.tooEarly');
	expect(await codeOf(rosterOf(w.as(someone('worker', w.communities[1])), { occurrenceId }))).toBe('platform.notFound');
	const joint = await w.activity({ named: [w.communities[1]] });
	expect(await codeOf(checkIn(w.as(someone('worker', w.communities[1]), AT_THE_DOOR), { occurrenceId: joint.occurrenceId, clientId: newId(), who }))).toBe('went');
});

it('opens to the poster\'s code alone, in its hours, and shows masked names to a telephone', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity();
	const resident = someone('resident', null, phoneOf(1));
	await signUp(w.as(resident), { occurrenceId, members: [{ who: 'named', name: '赵小明' }], phone: phoneOf(1) });
	const code = doorCode(occurrenceId);
	expect(await codeOf(doorView(w.as(undefined, AT_THE_DOOR), { occurrenceId, code: 'xxxxxxxxxxxx' }))).toBe('platform.notFound');
	expect(await codeOf(arrive(w.as(undefined, '2026-11-30T12:00:00Z'), { occurrenceId, code, name: '甲', phone: phoneOf(9), clientId: newId() }))).toBe('activities.doorClosed');
	const seen = await doorView(w.as(undefined, AT_THE_DOOR), { occurrenceId, code, phone: phoneOf(1) });
	expect(seen.people!.map(({ name }) => name)).toEqual(['赵**']);
	const own = await doorView(w.as(resident, AT_THE_DOOR), { occurrenceId, code });
	expect(own.people!.map(({ name }) => name)).toEqual(['赵小明']);
	// On no list, with an account: one tap, and a second one changes nothing.
	const other = someone('resident', null, phoneOf(5));
	await arrive(w.as(other, AT_THE_DOOR), { occurrenceId, code, clientId: newId() });
	await arrive(w.as(other, AT_THE_DOOR), { occurrenceId, code, clientId: newId() });
	expect(await facts(occurrenceId)).toMatchObject([{ who_key: `u:${other.id}`, source: 'qr' }]);
	// Somebody else's sign-up is not theirs to tick.
	expect(await codeOf(arrive(w.as(other, AT_THE_DOOR), { occurrenceId, code, ids: [own.people![0]!.signupId] }))).toBe('activities.notOnList');
});

it('is written anew after it was taken back, at the desk and at the door, and an old send revives nothing', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity();
	await signUp(w.stranger, { occurrenceId, members: [{ who: 'named', name: '王小二' }], phone: phoneOf(1) });
	const worker = w.as(w.worker, AT_THE_DOOR);
	const signupId = (await rosterOf(worker, { occurrenceId })).lines[0]!.signupId!;
	const came = async () => (await rosterOf(worker, { occurrenceId })).counts.came;
	const ways = {
		desk: (clientId: string) => checkIn(worker, { occurrenceId, clientId, who: { who: 'signup', signupId } }),
		door: (clientId: string) => arrive(w.as(undefined, AT_THE_DOOR), { occurrenceId, code: doorCode(occurrenceId), phone: phoneOf(1), ids: [signupId], clientId })
	};
	for (const way of Object.values(ways)) {
		const [first, second] = [newId(), newId()];
		await way(first);
		await takeBackAttendance(worker, { id: (await rosterOf(worker, { occurrenceId })).lines[0]!.attendance!.id, why: '点错了' });
		await way(first);
		expect(await came()).toBe(0);
		await way(second);
		await way(second);
		expect(await came()).toBe(1);
		await takeBackAttendance(worker, { id: (await rosterOf(worker, { occurrenceId })).lines[0]!.attendance!.id, why: '点错了' });
	}
	expect(await facts(occurrenceId)).toHaveLength(4);
});

it('writes the holder of the account down by "it\'s me", and never the child or the person they act for', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity();
	const code = doorCode(occurrenceId);
	const child = await w.registered('小红', '2018-05-05');
	const guardian = someone('resident', null, phoneOf(1));
	await w.link(guardian.id!, child, 'guardian');
	// The child has come by another way: the guardian has not.
	await checkIn(w.as(w.worker, AT_THE_DOOR), { occurrenceId, clientId: newId(), who: { who: 'person', personId: child } });
	expect((await doorView(w.as(guardian, AT_THE_DOOR), { occurrenceId, code })).selfCame).toBe(false);
	await arrive(w.as(guardian, AT_THE_DOOR), { occurrenceId, code, clientId: newId() });
	expect((await doorView(w.as(guardian, AT_THE_DOOR), { occurrenceId, code })).selfCame).toBe(true);
	const self = await w.registered('王大明', '1985-05-05');
	await w.link(guardian.id!, self, 'self');
	const other = await w.activity();
	await arrive(w.as(guardian, AT_THE_DOOR), { occurrenceId: other.occurrenceId, code: doorCode(other.occurrenceId), clientId: newId() });
	expect((await facts(occurrenceId)).map(({ who_key }) => who_key)).toEqual([`p:${child}`, `u:${guardian.id}`]);
	expect((await facts(other.occurrenceId)).map(({ who_key }) => who_key)).toEqual([`p:${self}`]);
});

it('tells a family on one telephone apart by their names, at the desk, at the door and in sign-ups', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity();
	const phone = phoneOf(1);
	const named = (name: string) => ({ members: [{ who: 'named' as const, name }], phone });
	await signUp(w.stranger, { occurrenceId, ...named('王小二') });
	const worker = w.as(w.worker, AT_THE_DOOR);
	const door = { occurrenceId, code: doorCode(occurrenceId), phone };
	// Neither of those who walk in is the one who signed up, nor the other.
	await checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'named', name: '王妈妈', phone }, source: 'walk_in' });
	await arrive(w.as(undefined, AT_THE_DOOR), { ...door, name: '王爸爸', clientId: newId() });
	await arrive(w.as(undefined, AT_THE_DOOR), { ...door, name: '王 妈妈', clientId: newId() });
	expect((await rosterOf(worker, { occurrenceId })).lines.map(({ name, attendance }) => [name, attendance !== null])).toEqual([['王小二', false], ['王爸爸', true], ['王妈妈', true]]);
	// Who signed up is found by their name, also written with a space.
	await checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'named', name: '王 小二', phone }, source: 'walk_in' });
	expect((await rosterOf(worker, { occurrenceId })).counts).toMatchObject({ taken: 1, came: 3, walkedIn: 2 });
	// Another time: each signs up alone, and is the same person as before.
	const next = await w.activity();
	for (const name of ['王妈妈', '王小二']) await signUp(w.stranger, { occurrenceId: next.occurrenceId, ...named(name) });
	expect(await codeOf(signUp(w.stranger, { occurrenceId: next.occurrenceId, ...named('王妈妈') }))).toBe('activities.inAlready');
	const here = (await facts(occurrenceId)).map(({ who_key }) => who_key);
	const { rows } = await ownerPool().query('SELECT who_key FROM activities.signup WHERE occurrence_id = $1 ORDER BY line_no', [next.occurrenceId]);
	// 王妈妈 was the first to come, 王小二 the last.
	expect(rows.map(({ who_key }) => who_key)).toEqual([here[0], here[2]]);
});

it('offers the times nearest to now, also of a series with more than a year behind it, to who keeps it', async () => {
	const w = await world();
	const { activityId } = await w.activity({ startsAt: '2025-06-01T00:00:00Z', minutes: 60 });
	await ownerPool().query(
		`INSERT INTO activities.occurrence (subdistrict_id, id, activity_id, planned_for, starts_at, ends_at, on_day, uid, changed_at)
		SELECT $1, gen_random_uuid(), $2, to_char(d, 'YYYY-MM-DD"T08:00"'), d, d + interval '1 hour', d::date, gen_random_uuid()::text, now() FROM generate_series('2025-06-02T00:00:00Z'::timestamptz, '2026-12-24T00:00:00Z', interval '1 day') d`,
		[w.id, activityId]
	);
	const times = await timesOf(w.as(w.worker, AT_THE_DOOR), { activityId });
	expect(times.slice(0, 3).map(({ onDay }) => onDay)).toEqual(['2026-11-30', '2026-12-01', '2026-11-29']);
	expect(await codeOf(timesOf(w.as(someone('worker', w.communities[1]), AT_THE_DOOR), { activityId }))).toBe('platform.notFound');
});

it('is taken back before the time that people came to is cancelled: what was credited for it would stay', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity();
	const worker = w.as(w.worker, AT_THE_DOOR);
	const { id } = await checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'named', name: '过路人' }, source: 'walk_in' });
	expect(await codeOf(cancelOccurrence(worker, { id: occurrenceId, why: '停电' }))).toBe('activities.cameAlready');
	await takeBackAttendance(worker, { id, why: '停电，没有办成' });
	expect(await codeOf(cancelOccurrence(worker, { id: occurrenceId, why: '停电' }))).toBe('went');
});
