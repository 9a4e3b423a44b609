import { beforeAll, expect, it } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { asked, seqScans } from '../../../tests/support/plans.ts';
import { heldMeasures } from './activities.measures.ts';
import { clashesOf, comingTimes, contributions, deskActivities, deskActivity, feedEvents, ownFeedEvents, makeFeedKey, previewTimes, publicPhotos, readActivity, timesBetween, titleOfTime, usedPlaces } from './index.ts';
import { installKinds } from './kinds/kinds.usecases.ts';

useDatabase();

/* Four thousand activities with forty thousand times over ten years, many tenants' worth: no page may walk through them. */
let tenant: Awaited<ReturnType<typeof testSubdistrict>>;
let activityId: string;
let occurrenceId: string;
let key: string;
const me = newId();
const stranger = () => testCtx(tenant.id);
const manager = () => testCtx(tenant.id, person('manager'));
const worker = () => testCtx(tenant.id, person('worker', tenant.communities[1]));

beforeAll(async () => {
	tenant = await testSubdistrict();
	await writeTx<'activities', void>(testCtx(tenant.id, person('manager')), installKinds);
	const owner = ownerPool();
	await owner.query(
		`INSERT INTO activities.activity (subdistrict_id, id, kind, community_id, title, body, first_on, starts_at, minutes, place, rule, state, search, created_at, changed_at)
		SELECT $1, gen_random_uuid(), (ARRAY['lecture', 'course', 'festival'])[n % 3 + 1], (ARRAY[null, $2, $3]::uuid[])[n % 3 + 1], '活动' || n, '介绍', date '2020-01-01' + n, '14:00', 60, '活动室' || n % 40, CASE WHEN n % 50 = 0 THEN 'FREQ=WEEKLY' END, 'published', array_to_tsvector(ARRAY['活动', '动' || left(n::text, 1)]), timestamptz '2020-01-01Z' + n * interval '10 hours', timestamptz '2020-01-01Z' + n * interval '10 hours'
		FROM generate_series(1, 4000) n`,
		[tenant.id, ...tenant.communities]
	);
	await owner.query(
		`INSERT INTO activities.occurrence (subdistrict_id, id, activity_id, planned_for, starts_at, ends_at, on_day, uid, changed_at)
		SELECT a.subdistrict_id, gen_random_uuid(), a.id, to_char(a.first_on + k, 'YYYY-MM-DD') || 'T14:00', (a.first_on + k + time '06:00') AT TIME ZONE 'UTC', (a.first_on + k + time '07:00') AT TIME ZONE 'UTC', a.first_on + k, gen_random_uuid()::text, now()
		FROM activities.activity a CROSS JOIN generate_series(0, 63, 7) k WHERE a.subdistrict_id = $1`,
		[tenant.id]
	);
	await owner.query("INSERT INTO activities.part (subdistrict_id, id, activity_id, role, name) SELECT subdistrict_id, gen_random_uuid(), id, 'host', '单位' FROM activities.activity");
	await owner.query("INSERT INTO activities.named_community (subdistrict_id, activity_id, community_id) SELECT subdistrict_id, id, $1 FROM activities.activity WHERE community_id IS DISTINCT FROM $1", [tenant.communities[0]]);
	await owner.query("INSERT INTO activities.attendance (subdistrict_id, id, occurrence_id, who_key, source, came_at, on_day, client_id, recorded_at) SELECT subdistrict_id, gen_random_uuid(), id, 'n:' || left(id::text, 8), 'list', starts_at, on_day, gen_random_uuid(), starts_at FROM activities.occurrence");
	await owner.query("INSERT INTO activities.signup (subdistrict_id, id, occurrence_id, party_id, who_key, signed_up_by, state, line_no, source, signed_up_at, changed_at) SELECT subdistrict_id, gen_random_uuid(), id, gen_random_uuid(), 'n:' || left(id::text, 8), CASE WHEN random() < 0.001 THEN $1::uuid ELSE gen_random_uuid() END, 'taken', 1, 'site', now(), now() FROM activities.occurrence", [me]);
	await owner.query('ANALYZE');
	const { rows } = await owner.query<{ id: string; activity_id: string }>("SELECT id, activity_id FROM activities.occurrence WHERE on_day = '2026-11-25' LIMIT 1");
	[occurrenceId, activityId] = [rows[0]!.id, rows[0]!.activity_id];
	({ key } = await makeFeedKey(testCtx(tenant.id, { ...person('resident'), id: me }), {}));
}, 120_000);

const period = { from: '2026-11-01', to: '2026-11-30' };

it.each<[string, () => Promise<unknown>]>([
	['a week on the site', () => timesBetween(stranger(), { from: '2026-11-23', to: '2026-11-29' })],
	['of a community', () => timesBetween(stranger(), { from: '2026-11-23', to: '2026-11-29', communityId: tenant.communities[0] })],
	['what comes, by words', () => comingTimes(stranger(), { words: '活动29' })],
	['what comes, its second page', async () => comingTimes(stranger(), { cursor: (await comingTimes(stranger(), { limit: 20 })).next, limit: 20 })],
	['one activity', () => readActivity(stranger(), { id: activityId })],
	['its photos', () => publicPhotos(stranger(), { activityId })],
	['the title of a time', () => titleOfTime(stranger(), { id: occurrenceId })],
	['the places in use', () => usedPlaces(stranger(), {})],
	['the public calendar', () => feedEvents(stranger(), { site: 'https://example.org' })],
	['the calendar of a place', () => feedEvents(stranger(), { site: 'https://example.org', place: '活动室7' })],
	['the calendar of one time', () => feedEvents(stranger(), { site: 'https://example.org', activityId, occurrenceId })],
	['one’s own calendar', () => ownFeedEvents(stranger(), { site: 'https://example.org', key })],
	['the desk’s list', () => deskActivities(manager(), {})],
	['one activity at the desk', () => deskActivity(manager(), { id: activityId })],
	['its clashes', () => clashesOf(manager(), { id: activityId })],
	['a preview with clashes', () => previewTimes(manager(), { firstOn: '2026-11-25', startsAt: '14:00', minutes: 60, place: '活动室7', rule: 'FREQ=WEEKLY' })],
	['contributions of a month', () => contributions(manager(), period)],
	['what was held in a month', () => readTx<string, unknown>(manager(), (tx) => heldMeasures[0]!.byDay(tx, period) as Promise<unknown>)]
])('%s walks through no big table', async (_, run) => {
	const questions = await asked(['activities'], run);
	expect(questions.length).toBeGreaterThan(0);
	expect(await seqScans(tenant.id, questions, ['occurrence', 'attendance', 'signup'])).toEqual([]);
});

it('the desk’s list of a worker, who keeps a part, is read in the order of its index', async () => {
	const questions = await asked(['activities'], () => deskActivities(worker(), {}));
	expect(await seqScans(tenant.id, questions, ['activity', 'occurrence', 'named_community'])).toEqual([]);
});
