import { beforeAll, describe, expect, test } from 'vitest';
import { anonymous } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { writeTx } from '#platform/db/tx.ts';
import { figureOf } from '#platform/measure.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { heldMeasures } from './activities.measures.ts';
import { addOccurrence, addPhotos, cancelOccurrence, clashesOf, comingTimes, deskActivities, deskActivity, discardActivity, feedEvents, makeFeedKey, makeTimesAhead, moveOccurrence, myFeedKey, ownFeedEvents, previewTimes, publicPhotos, publishActivity, readActivity, restoreOccurrence, revokeFeedKey, saveActivity, timesBetween, undoActivity, withdrawActivity } from './index.ts';
import { installKinds } from './kinds/kinds.usecases.ts';

useDatabase();

let home: Awaited<ReturnType<typeof testSubdistrict>>;
const at = '2026-11-24T02:00:00Z';
const manager = (when = at) => testCtx(home.id, person('manager'), when);
const worker = (i: 0 | 1, when = at) => testCtx(home.id, person('worker', home.communities[i]), when);
const stranger = (when = at) => testCtx(home.id, anonymous, when);
const site = 'https://example.org';

beforeAll(async () => {
	home = await testSubdistrict();
	await writeTx<'activities', void>(manager(), installKinds);
});

const fields = (rest: object = {}) => ({ id: newId(), kind: 'lecture', title: '识破电话诈骗', communityId: home.communities[0], firstOn: '2026-12-02', startsAt: '14:30', minutes: 90, place: '文化活动室', ...rest });
async function published(rest: object = {}, ctx = manager()) {
	const written = fields(rest);
	await saveActivity(ctx, written);
	await publishActivity(ctx, { id: written.id });
	return written.id;
}
const timesOf = async (id: string, ctx = manager()) => (await deskActivity(ctx, { id })).times;

describe('who may offer', () => {
	test('a worker leads for the own community, not for another and not for all', async () => {
		await expect(saveActivity(worker(0), fields())).resolves.toMatchObject({ version: 1, state: 'draft' });
		await expect(saveActivity(worker(0), fields({ communityId: home.communities[1] }))).rejects.toMatchObject({ status: 403 });
		await expect(saveActivity(worker(0), fields({ communityId: null }))).rejects.toMatchObject({ status: 403 });
		// Naming the own community beside another does not make one its leader.
		await expect(saveActivity(worker(0), fields({ communityId: home.communities[1], named: [home.communities[0]] }))).rejects.toMatchObject({ status: 403 });
	});

	test('those of a named community keep it too; others do not see it at the desk', async () => {
		const joint = await published({ named: [home.communities[1]] });
		const own = await published({ communityId: home.communities[0] });
		await expect(deskActivity(worker(1), { id: joint })).resolves.toMatchObject({ activity: { named: [home.communities[1]] } });
		await expect(deskActivity(worker(1), { id: own })).rejects.toMatchObject({ status: 403 });
		await expect(withdrawActivity(worker(1), { id: own })).rejects.toMatchObject({ status: 403 });
		const [time] = await timesOf(own);
		await expect(cancelOccurrence(worker(1), { id: time!.id, why: '不办了' })).rejects.toMatchObject({ status: 403 });
		const seen = (await deskActivities(worker(1), {})).items.map(({ id }) => id);
		expect(seen).toContain(joint);
		expect(seen).not.toContain(own);
	});

	test('the same form sent twice is one activity; an old page does not write over a newer one', async () => {
		const written = fields();
		await saveActivity(manager(), written);
		await expect(saveActivity(manager(), written)).resolves.toMatchObject({ version: 1 });
		await saveActivity(manager(), { ...written, version: 1, title: '改名' });
		await expect(saveActivity(manager(), { ...written, version: 1, title: '旧页面' })).rejects.toMatchObject({ code: 'platform.changed' });
	});
});

describe('publishing', () => {
	test('a draft is nobody’s business; a published one has its times; a withdrawn one says so', async () => {
		const { id, ...rest } = fields({ rule: 'FREQ=WEEKLY;COUNT=3' });
		await saveActivity(manager(), { id, ...rest });
		await expect(readActivity(stranger(), { id })).rejects.toMatchObject({ status: 404 });
		await publishActivity(manager(), { id });
		const { times } = await readActivity(stranger(), { id });
		expect(times.map((time) => [time.plannedFor, time.startsAt.toISOString(), time.endsAt.toISOString()])).toEqual([
			['2026-12-02T14:30', '2026-12-02T06:30:00.000Z', '2026-12-02T08:00:00.000Z'],
			['2026-12-09T14:30', '2026-12-09T06:30:00.000Z', '2026-12-09T08:00:00.000Z'],
			['2026-12-16T14:30', '2026-12-16T06:30:00.000Z', '2026-12-16T08:00:00.000Z']
		]);
		await withdrawActivity(manager(), { id });
		expect((await readActivity(stranger(), { id })).activity.state).toBe('withdrawn');
		expect((await readActivity(stranger(), { id })).times.every((time) => time.state === 'cancelled')).toBe(true);
		await undoActivity(manager(), { id });
		expect((await readActivity(stranger(), { id })).times.every((time) => time.state === 'planned')).toBe(true);
	});

	test('is taken back within ten minutes, while nobody has signed up', async () => {
		const id = await published();
		await undoActivity(manager('2026-11-24T02:09:00Z'), { id });
		expect((await deskActivity(manager(), { id })).activity.state).toBe('draft');
		expect(await timesOf(id)).toEqual([]);
		await publishActivity(manager(), { id });
		await expect(undoActivity(manager('2026-11-24T02:11:00Z'), { id })).rejects.toMatchObject({ code: 'activities.undoOver' });
		await expect(undoActivity({ ...worker(0), actor: { ...worker(0).actor, id: 'somebody-else' } }, { id })).rejects.toMatchObject({ code: 'activities.undoNotYours' });
		await expect(discardActivity(manager(), { id })).rejects.toMatchObject({ code: 'activities.notDraft' });
	});

	test('is not taken back once somebody came or a photo shows it', async () => {
		for (const known of ['attendance', 'photo', 'feedback'] as const) {
			const id = await published({ firstOn: '2026-11-24', startsAt: '09:00' });
			const [time] = await timesOf(id);
			const values = [home.id, newId(), time!.id];
			if (known === 'attendance') await ownerPool().query("INSERT INTO activities.attendance (subdistrict_id, id, occurrence_id, who_key, source, came_at, on_day, client_id, recorded_at) VALUES ($1, $2, $3, 'n:1', 'walk_in', now(), '2026-11-24', $2, now())", values);
			else if (known === 'photo') await ownerPool().query("INSERT INTO activities.photo (subdistrict_id, id, occurrence_id, file, consent, added_at, retired_at) VALUES ($1, $2, $3, '{}', 'nobody_shown', now(), now())", values);
			else await ownerPool().query("INSERT INTO activities.feedback (subdistrict_id, id, occurrence_id, who_key, useful, again, source, given_at, on_day) VALUES ($1, $2, $3, 'n:1', 5, true, 'paper', now(), '2026-11-24')", values);
			await expect(undoActivity(manager(), { id })).rejects.toMatchObject({ code: 'activities.heldAlready' });
			expect((await deskActivity(manager(), { id })).activity.state).toBe('published');
		}
	});

	test('what never takes place is not published', async () => {
		const written = fields({ rule: 'FREQ=DAILY;COUNT=1', exceptOn: ['2026-12-02'] });
		await saveActivity(manager(), written);
		await expect(publishActivity(manager(), { id: written.id })).rejects.toMatchObject({ code: 'activities.noTimes' });
	});

	test('of a published one the form does not move its times, and places cannot be fewer than are taken', async () => {
		const id = await published({ capacity: 10 });
		const { activity, times } = await deskActivity(manager(), { id });
		await saveActivity(manager(), { ...fields({ id, version: activity.version, firstOn: '2027-05-05', title: '新名字', capacity: 20 }) });
		expect((await timesOf(id)).map(({ plannedFor, capacity, sequence }) => [plannedFor, capacity, sequence])).toEqual([['2026-12-02T14:30', 20, 1]]);
		await ownerPool().query('UPDATE activities.occurrence SET taken = 15 WHERE id = $1', [times[0]!.id]);
		const again = await deskActivity(manager(), { id });
		await expect(saveActivity(manager(), fields({ id, version: again.activity.version, capacity: 12 }))).rejects.toMatchObject({ fields: [{ path: 'capacity', code: 'activities.seatsTaken' }] });
	});
});

describe('times', () => {
	test('one is moved: its name and UID stay, SEQUENCE rises, the others stay; undo moves it back', async () => {
		const id = await published({ rule: 'FREQ=WEEKLY;COUNT=3' });
		const [first, second] = await timesOf(id);
		await moveOccurrence(manager(), { id: second!.id, version: second!.version, onDay: '2026-12-10', startsAt: '09:00', minutes: 60, why: '老师有事' });
		const moved = (await timesOf(id)).find((time) => time.id === second!.id)!;
		expect([moved.plannedFor, moved.uid, moved.sequence, moved.onDay, moved.startsAt.toISOString(), moved.endsAt.toISOString()]).toEqual(['2026-12-09T14:30', second!.uid, 1, '2026-12-10', '2026-12-10T01:00:00.000Z', '2026-12-10T02:00:00.000Z']);
		expect((await timesOf(id)).find((time) => time.id === first!.id)).toMatchObject({ sequence: 0, onDay: '2026-12-02' });
		await expect(moveOccurrence(manager(), { id: second!.id, version: second!.version, onDay: '2026-12-11', startsAt: '09:00', minutes: 60 })).rejects.toMatchObject({ code: 'platform.changed' });
		await undoActivity(manager(), { id });
		expect((await timesOf(id)).find((time) => time.id === second!.id)).toMatchObject({ sequence: 2, onDay: '2026-12-09' });
	});

	test('all that follow are moved, also those that are made later', async () => {
		const id = await published({ firstOn: '2026-12-02', rule: 'FREQ=WEEKLY' });
		const before = await timesOf(id);
		await moveOccurrence(manager(), { id: before[1]!.id, version: before[1]!.version, span: 'following', onDay: '2026-12-10', startsAt: '15:00', minutes: 90 });
		const after = await timesOf(id);
		expect(after.slice(0, 3).map(({ onDay }) => onDay)).toEqual(['2026-12-02', '2026-12-10', '2026-12-17']);
		await makeTimesAhead(manager('2027-02-24T02:00:00Z'));
		const later = await timesOf(id);
		expect(later.length).toBeGreaterThan(after.length);
		expect(new Set(later.slice(1).map(({ startsAt }) => [startsAt.getUTCDay(), startsAt.getUTCHours()].join()))).toEqual(new Set(['4,7']));
		expect(new Set(later.map(({ plannedFor }) => plannedFor)).size).toBe(later.length);
		// Running it again makes nothing twice.
		await makeTimesAhead(manager('2027-02-24T02:00:00Z'));
		expect((await timesOf(id)).length).toBe(later.length);
	});

	test('all that follow are cancelled, nothing is made there any more, and one may take place after all', async () => {
		const id = await published({ rule: 'FREQ=WEEKLY' });
		const [, second, third] = await timesOf(id);
		await cancelOccurrence(manager(), { id: second!.id, span: 'following', why: '活动室装修' });
		await makeTimesAhead(manager('2027-02-24T02:00:00Z'));
		const times = await timesOf(id);
		expect(times.filter(({ state }) => state === 'planned')).toHaveLength(1);
		expect(times.find((time) => time.id === third!.id)).toMatchObject({ state: 'cancelled', why: '活动室装修', sequence: 1 });
		await restoreOccurrence(manager(), { id: third!.id });
		expect((await timesOf(id)).find((time) => time.id === third!.id)).toMatchObject({ state: 'planned', why: '', sequence: 2, uid: third!.uid });
		await expect(restoreOccurrence(manager('2027-05-01T00:00:00Z'), { id: second!.id })).rejects.toMatchObject({ code: 'activities.alreadyOver' });
	});

	test('one more beside the rule, once', async () => {
		const id = await published();
		await addOccurrence(manager(), { activityId: id, onDay: '2026-12-05', startsAt: '10:00', minutes: 60 });
		await expect(addOccurrence(manager(), { activityId: id, onDay: '2026-12-05', startsAt: '10:00', minutes: 60 })).rejects.toMatchObject({ code: 'activities.timeThere' });
		expect((await timesOf(id)).map(({ onDay }) => onDay)).toEqual(['2026-12-02', '2026-12-05']);
	});

	test('holidays are left out, also one that became known later; what was put there by hand stays', async () => {
		await ownerPool().query("INSERT INTO requests.calendar_day (subdistrict_id, date, kind, name) VALUES ($1, '2027-01-01', 'holiday', '元旦') ON CONFLICT DO NOTHING", [home.id]);
		const id = await published({ firstOn: '2026-12-25', rule: 'FREQ=WEEKLY;COUNT=4', skipHolidays: true });
		expect((await timesOf(id)).map(({ onDay }) => onDay)).toEqual(['2026-12-25', '2027-01-08', '2027-01-15']);
		await ownerPool().query("INSERT INTO requests.calendar_day (subdistrict_id, date, kind, name) VALUES ($1, '2027-01-15', 'holiday', '春节') ON CONFLICT DO NOTHING", [home.id]);
		await makeTimesAhead(manager());
		expect((await timesOf(id)).find(({ onDay }) => onDay === '2027-01-15')).toMatchObject({ state: 'cancelled', why: '春节' });
		// It takes place after all, and one more is added on the other holiday: the job does not know better than the staff.
		await restoreOccurrence(manager(), { id: (await timesOf(id)).find(({ onDay }) => onDay === '2027-01-15')!.id });
		await addOccurrence(manager(), { activityId: id, onDay: '2027-01-01', startsAt: '10:00', minutes: 60 });
		// New words are no word about a day: what becomes a holiday afterwards is cancelled all the same.
		const { activity } = await deskActivity(manager(), { id });
		await saveActivity(manager(), fields({ id, version: activity.version, title: '新名字', skipHolidays: true }));
		await ownerPool().query("INSERT INTO requests.calendar_day (subdistrict_id, date, kind, name) VALUES ($1, '2027-01-08', 'holiday', '调休') ON CONFLICT DO NOTHING", [home.id]);
		await makeTimesAhead(manager());
		expect((await timesOf(id)).map(({ onDay, state }) => [onDay, state])).toEqual([['2026-12-25', 'planned'], ['2027-01-01', 'planned'], ['2027-01-08', 'cancelled'], ['2027-01-15', 'planned']]);
		const preview = await previewTimes(manager(), { firstOn: '2026-12-25', startsAt: '10:00', minutes: 60, rule: 'FREQ=WEEKLY;COUNT=4', skipHolidays: true });
		expect([preview.count, preview.holidays.map(({ day }) => day)]).toEqual([1, ['2027-01-01', '2027-01-08', '2027-01-15']]);
	});

	test('the same place at the same time is said, the same minute of an end and a beginning is none', async () => {
		const id = await published({ firstOn: '2026-12-20', startsAt: '14:00', minutes: 60, place: '议事厅' });
		const ask = (startsAt: string, place = '议事厅', more = {}) => previewTimes(manager(), { firstOn: '2026-12-20', startsAt, minutes: 60, place, ...more }).then(({ clashes }) => clashes.map(({ activityId }) => activityId));
		expect(await ask('14:59')).toEqual([id]);
		expect(await ask('15:00')).toEqual([]);
		expect(await ask('13:00')).toEqual([]);
		expect(await ask('14:00', '操场')).toEqual([]);
		expect(await ask('14:00', '议事厅', { id })).toEqual([]);
	});

	test('of several rooms and things those are named that both want, in the preview and of times that stand', async () => {
		const first = await published({ firstOn: '2026-12-21', startsAt: '14:00', minutes: 60, place: '一楼', resources: ['二楼活动室', '投影仪', '音响'] });
		const ask = (resources: string[], place = '') => previewTimes(manager(), { firstOn: '2026-12-21', startsAt: '14:30', minutes: 60, place, resources }).then(({ clashes }) => clashes.map(({ activityId, shared }) => [activityId, shared]));
		expect(await ask([' 投影仪 ', '投影仪', '车', '音响'])).toEqual([[first, ['投影仪', '音响']]]);
		expect(await ask(['投影仪'], '一楼')).toEqual([[first, ['一楼', '投影仪']]]);
		expect(await ask(['车'], '操场')).toEqual([]);
		const second = await published({ firstOn: '2026-12-21', startsAt: '13:30', minutes: 60, place: '操场', resources: ['投影仪'] });
		expect((await clashesOf(manager(), { id: second })).map(({ activityId, shared }) => [activityId, shared])).toEqual([[first, ['投影仪']]]);
		expect((await readActivity(stranger(), { id: first })).activity).not.toHaveProperty('resources');
		await expect(saveActivity(manager(), fields({ resources: Array.from({ length: 11 }, (_, i) => `第${i}样`) }))).rejects.toMatchObject({ fields: [{ path: 'resources', code: 'activities.resourcesTooMany' }] });
	});
});

describe('what the public finds', () => {
	test('by community (with those of the whole subdistrict and joint ones), kind, price, age and words', async () => {
		const other = await testSubdistrict();
		const as = (role: 'manager') => testCtx(other.id, person(role), at);
		await writeTx<'activities', void>(as('manager'), installKinds);
		const make = async (rest: object) => {
			const written = { ...fields({ communityId: other.communities[0], ...rest }) };
			await saveActivity(as('manager'), written);
			await publishActivity(as('manager'), { id: written.id });
			return written.id;
		};
		const led = await make({ title: '高血压讲座' });
		const joint = await make({ communityId: other.communities[1], named: [other.communities[0]], kind: 'festival', minAge: 60, fee: 'paid', feeFen: 500 });
		const whole = await make({ communityId: null, maxAge: 12 });
		const theirs = await make({ communityId: other.communities[1] });
		const find = async (filter: object) => (await timesBetween(testCtx(other.id, anonymous, at), { from: '2026-12-01', to: '2026-12-31', ...filter })).map(({ activityId }) => activityId).sort();
		expect(await find({})).toEqual([led, joint, whole, theirs].sort());
		expect(await find({ communityId: other.communities[0] })).toEqual([led, joint, whole].sort());
		expect(await find({ kind: 'festival' })).toEqual([joint]);
		expect(await find({ free: true, communityId: other.communities[0] })).toEqual([led, whole].sort());
		expect(await find({ audience: 'elders' })).toEqual([joint]);
		expect(await find({ audience: 'children' })).toEqual([whole]);
		expect(await find({ audience: 'everybody' })).toEqual([led, theirs].sort());
		expect(await find({ words: '高血压' })).toEqual([led]);
		expect(await find({ words: '%' })).toEqual([]);
		const first = await comingTimes(testCtx(other.id, anonymous, at), { limit: 3 });
		const rest = await comingTimes(testCtx(other.id, anonymous, at), { limit: 3, cursor: first.next });
		expect([...first.items, ...rest.items].map(({ activityId }) => activityId).sort()).toEqual([led, joint, whole, theirs].sort());
		expect(await timesBetween(stranger(), { from: '2026-12-01', to: '2026-12-31', words: '高血压' })).toEqual([]);
	});

	test('the calendar holds what was cancelled as cancelled, and of a withdrawn activity nothing else', async () => {
		const id = await published({ rule: 'FREQ=WEEKLY;COUNT=2' });
		const [first, second] = await timesOf(id);
		await cancelOccurrence(manager(), { id: first!.id, why: '停电' });
		const events = async () => (await feedEvents(stranger(), { site, activityId: id })).map(({ uid, status, sequence }) => [uid, status, sequence]);
		expect(await events()).toEqual([[first!.uid, 'CANCELLED', 1], [second!.uid, 'CONFIRMED', 0]]);
		await withdrawActivity(manager(), { id });
		expect(await events()).toEqual([[first!.uid, 'CANCELLED', 1], [second!.uid, 'CANCELLED', 1]]);
	});

	test('one’s own calendar opens with its key only, and not after it was taken back', async () => {
		const me = testCtx(home.id, { ...person('resident'), id: newId() }, at);
		expect(await myFeedKey(me, {})).toBeNull();
		const { key } = await makeFeedKey(me, {});
		expect(await myFeedKey(me, {})).toBe(key);
		const id = await published();
		const [time] = await timesOf(id);
		await ownerPool().query("INSERT INTO activities.signup (subdistrict_id, id, occurrence_id, party_id, who_key, user_id, state, line_no, source, signed_up_at, changed_at) VALUES ($1, $2, $3, $2, $4, $5, 'waiting', 1, 'site', now(), now())", [home.id, newId(), time!.id, `u:${me.actor.id}`, me.actor.id]);
		expect((await ownFeedEvents(stranger(), { site, key })).map(({ uid, status }) => [uid, status])).toEqual([[time!.uid, 'TENTATIVE']]);
		const { key: newer } = await makeFeedKey(me, {});
		await expect(ownFeedEvents(stranger(), { site, key })).rejects.toMatchObject({ status: 404 });
		await revokeFeedKey(me, {});
		await expect(ownFeedEvents(stranger(), { site, key: newer })).rejects.toMatchObject({ status: 404 });
	});
});

describe('what was held', () => {
	test('is over, not cancelled, and shown by facts; a joint one counts for each and once for the whole', async () => {
		const other = await testSubdistrict();
		const as = (when = at) => testCtx(other.id, person('manager'), when);
		await writeTx<'activities', void>(as(), installKinds);
		const written = fields({ communityId: other.communities[0], named: [other.communities[1]], kind: 'festival', firstOn: '2026-12-02', rule: 'FREQ=DAILY;COUNT=4' });
		await saveActivity(as(), written);
		await publishActivity(as(), { id: written.id });
		const [first, second, third] = (await deskActivity(as(), { id: written.id })).times;
		await ownerPool().query("INSERT INTO activities.attendance (subdistrict_id, id, occurrence_id, who_key, source, came_at, on_day, client_id, recorded_at) VALUES ($1, $2, $3, 'n:1', 'list', now(), '2026-12-02', $2, now())", [other.id, newId(), first!.id]);
		const file = { key: `${other.id}/image/aa/${'a'.repeat(64)}.webp`, thumbKey: `${other.id}/image/bb/${'b'.repeat(64)}.webp`, width: 10, height: 10 };
		await addPhotos(as(), { occurrenceId: second!.id, consent: 'not_public', files: [file, file] });
		expect(await publicPhotos(as(), { activityId: written.id })).toEqual([]);
		await cancelOccurrence(as(), { id: third!.id, why: '下雨' });
		const later = as('2026-12-04T00:00:00Z');
		const mass = heldMeasures.find(({ key }) => key === 'activities.mass_held')!;
		const period = { from: '2026-12-01', to: '2026-12-31' };
		const figure = { value: 2, numerator: 2, denominator: null, leftOut: expect.arrayContaining([{ reason: 'cancelled', count: 1 }, { reason: 'to_come', count: 1 }]) };
		for (const area of [null, ...other.communities]) expect(await figureOf(later, mass, period, area)).toEqual(figure);
		expect(await figureOf(as('2026-12-06T00:00:00Z'), mass, period, null)).toMatchObject({ value: 2, leftOut: expect.arrayContaining([{ reason: 'no_evidence', count: 1 }]) });
		expect((await mass.records(later, { period, communityId: other.communities[1], part: 'numerator', cursor: null })).items.map(({ id }) => id)).toEqual([second!.id, first!.id]);
		expect(await figureOf(later, heldMeasures.find(({ key }) => key === 'activities.lectures_held')!, period, null)).toMatchObject({ value: 0 });
	});
});
