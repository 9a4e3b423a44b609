import { beforeAll, expect, test } from 'vitest';
import { phoneOf, someone, world, type World } from '#modules/activities/activities.testing.ts';
import { checkIn, takeBackAttendance } from '#modules/activities/index.ts';
import { followMerge as activitiesMerge, followUnmerge as activitiesUnmerge } from '#modules/activities/merge.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { acceptCertificate, applyFor, issueCertificate } from '../certificates/certificate.usecases.ts';
import { issuedPaper } from '../certificates/certificate.queries.ts';
import { registerVolunteer } from '../register/volunteer.usecases.ts';
import { getVolunteer } from '../register/volunteer.queries.ts';
import { saveShift } from '../shifts/shift.usecases.ts';
import { followMerge, followUnmerge } from '../volunteers.merge.ts';
import { installRules } from '../volunteers.rules.ts';
import { recordPaper } from './attendance.usecases.ts';
import { followAttendance } from './learning.listen.ts';
import { entriesOf } from './ledger.queries.ts';
import { correctEntry } from './ledger.usecases.ts';

useDatabase();
/** After the lecture of Monday, 30 November 2026, 14:00 to 15:30. */
const AFTER = '2026-11-30T08:00:00Z';
let w: World;
let head: ReturnType<World['as']>;
beforeAll(async () => {
	followAttendance();
	w = await world();
	for (const [code, learning] of [['talk', 'lecture'], ['skills', 'training'], ['fair', null]]) await ownerPool().query('INSERT INTO activities.kind (subdistrict_id, code, name_zh, name_en, learning) VALUES ($1, $2, $2, $2, $3)', [w.id, code, learning]);
	head = w.as(someone('head', w.communities[0]), AFTER);
	await writeTx<'volunteers', void>(head, installRules);
});

const ID = '999999198001011233';
let phones = 100;
async function volunteer(name = '李小红', idNumber = '') {
	const phone = phoneOf(phones++);
	const personId = await w.registered(name, '1980-01-01', w.communities[0], phone);
	const { id } = await registerVolunteer(w.as(head.actor, '2026-11-01T02:00:00Z'), { communityId: w.communities[0], personId, name, birthDate: '1980-01-01', phone, idNumber, identities: ['resident'] });
	return { id, personId, phone };
}
const lines = async (volunteerId: string) => (await entriesOf(head, { volunteerId, limit: 200 })).items.map(({ kind, minutes, source, onDay }) => [kind, minutes, source, onDay]);
const totals = async (id: string) => (await getVolunteer(head, { id })).totals;
const came = (occurrenceId: string, personId: string, clientId = newId()) => checkIn(head, { occurrenceId, clientId, who: { who: 'person', personId } });

test('a volunteer at a lecture, a training or a session of a course has a line of its own kind, once; at a fair none', async () => {
	const one = await volunteer();
	const talk = await w.activity({ kind: 'talk', title: '识破电话诈骗' });
	const skills = await w.activity({ kind: 'skills', minutes: 45 });
	const fair = await w.activity({ kind: 'fair' });
	const programmeId = newId();
	await ownerPool().query("INSERT INTO activities.programme (subdistrict_id, id, community_id, title, created_at, changed_at) VALUES ($1, $2, $3, '课', now(), now())", [w.id, programmeId, w.communities[0]]);
	const session = await w.activity({ kind: 'fair', programmeId, programmeRole: 'session', minutes: 60 });
	const clientId = newId();
	for (const { occurrenceId } of [talk, talk, skills, fair, session]) await came(occurrenceId, one.personId, occurrenceId === talk.occurrenceId ? clientId : newId());
	expect((await lines(one.id)).sort()).toEqual([['lecture', 90, 'activity', '2026-11-30'], ['training', 45, 'activity', '2026-11-30'], ['training', 60, 'activity', '2026-11-30']]);
	expect(await totals(one.id)).toEqual({ service: 0, training: 105, lecture: 90, award: 0 });
});

test('it enters no certificate and no sum of service, and all totals are the sums of their lines', async () => {
	const one = await volunteer('王芳', ID);
	await came((await w.activity({ kind: 'talk' })).occurrenceId, one.personId);
	const { id: shiftId } = await saveShift(head, { communityId: w.communities[0], title: '楼道清洁', place: '红云小区', category: 'civility', on: '2026-11-20', from: '10:00', to: '12:00', roles: [{ name: '志愿者', needed: 5 }] });
	await recordPaper(head, { shiftId, volunteerId: one.id, in: '10:00', out: '12:00' });
	const { id } = await applyFor(head, { volunteerId: one.id });
	await acceptCertificate(head, { id });
	await issueCertificate(head, { id, responsible: '刘敏' });
	const paper = await issuedPaper(head, { id });
	expect([paper.body.minutes, paper.body.lines.map(({ title }) => title)]).toEqual([120, ['楼道清洁']]);
	expect(await totals(one.id)).toEqual({ service: 120, training: 0, lecture: 90, award: 0 });
	const { rows } = await ownerPool().query('SELECT kind, sum(minutes)::int AS minutes FROM volunteers.entry WHERE volunteer_id = $1 GROUP BY kind ORDER BY kind', [one.id]);
	expect(rows).toEqual([{ kind: 'lecture', minutes: 90 }, { kind: 'service', minutes: 120 }]);
});

test('an attendance that is taken back is a correction of what is left; who comes after all has a new line', async () => {
	const one = await volunteer();
	const { occurrenceId } = await w.activity({ kind: 'talk' });
	const { id } = await came(occurrenceId, one.personId);
	const [line] = (await entriesOf(head, { volunteerId: one.id })).items;
	await correctEntry(head, { id: line!.id, minutes: 60, reason: '提前离开' });
	await takeBackAttendance(head, { id, why: '登记错了人' });
	await takeBackAttendance(head, { id, why: '登记错了人' });
	expect((await lines(one.id)).map(([, minutes, source]) => [minutes, source])).toEqual([[-60, 'correction'], [-30, 'correction'], [90, 'activity']]);
	await came(occurrenceId, one.personId);
	expect(await totals(one.id)).toMatchObject({ lecture: 90, service: 0 });
});

test('by name on a telephone it is the volunteer of that name, and nobody who was not registered then', async () => {
	const one = await volunteer('赵强');
	const { occurrenceId } = await w.activity({ kind: 'talk' });
	const named = (name: string) => checkIn(head, { occurrenceId, clientId: newId(), who: { who: 'named', name, phone: one.phone }, source: 'walk_in' });
	await named('赵小妹');
	expect(await lines(one.id)).toEqual([]);
	await named('赵 强');
	expect((await lines(one.id)).map(([kind]) => kind)).toEqual(['lecture']);
	const early = await w.activity({ kind: 'talk', startsAt: '2026-10-01T06:00:00Z' });
	await came(early.occurrenceId, one.personId);
	expect(await lines(one.id)).toHaveLength(1);
});

test('of two records that are one person one line counts, and both again when that is undone', async () => {
	const [kept, gone] = [await volunteer('陈建国'), await volunteer('陈建国')];
	const { occurrenceId } = await w.activity({ kind: 'talk' });
	for (const { personId } of [kept, gone]) await came(occurrenceId, personId);
	const merge = { mergeId: newId(), keptId: kept.personId, goneId: gone.personId, on: '2026-11-30' };
	await writeTx<'activities' | 'volunteers', void>(head, async (tx) => {
		await activitiesMerge(tx as never, merge);
		await followMerge(merge, tx as never);
	});
	expect(await totals(kept.id)).toMatchObject({ lecture: 90 });
	await writeTx<'activities' | 'volunteers', void>(head, async (tx) => {
		await activitiesUnmerge(tx as never, merge);
		await followUnmerge(merge, tx as never);
	});
	expect([await totals(kept.id), await totals(gone.id)]).toMatchObject([{ lecture: 90 }, { lecture: 90 }]);
});
