import { expect, it } from 'vitest';
import { AppError } from '#platform/errors.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { phoneOf, someone, world, type World } from '../activities.testing.ts';
import { checkIn, takeBackAttendance } from '../attendance/attendance.usecases.ts';
import { checkCertificate, issueCertificate } from './certificate.usecases.ts';
import { programmeView } from './programme.queries.ts';
import { addOccurrence, cancelOccurrence, restoreOccurrence } from '../occurrences/occurrence.usecases.ts';
import { addProgramme, changeProgramme, setSession } from './programme.usecases.ts';

useDatabase();

const codeOf = (call: Promise<unknown>) => call.then(() => 'went', (error: unknown) => (error instanceof AppError ? error.code : String(error)));
const LATER = '2026-12-20T02:00:00Z';

async function course(w: World, rule: { passSessions?: number; passShare?: number; chain?: 'outreach'; passOutreach?: number }) {
	const worker = w.as(w.worker, LATER);
	const { id } = await addProgramme(worker, { title: '科普讲解员', communityId: w.communities[0], ...rule });
	const sessions: string[] = [];
	const { activityId, occurrenceId } = await w.activity({ startsAt: '2026-12-01T06:00:00Z' });
	sessions.push(occurrenceId, await w.time(activityId, new Date('2026-12-08T06:00:00Z')), await w.time(activityId, new Date('2026-12-15T06:00:00Z')));
	await setSession(worker, { id, activityId, role: 'session' });
	const outreach = await w.activity({ title: '科普进校园', startsAt: '2026-12-16T01:00:00Z' });
	await setSession(worker, { id, activityId: outreach.activityId, role: 'outreach' });
	const came = (occurrence: string, n: number) => checkIn(worker, { occurrenceId: occurrence, clientId: newId(), who: { who: 'named', name: `学员${n}`, phone: phoneOf(n) } });
	const learners = async () => (await programmeView(worker, { id })).learners;
	return { worker, id, sessions, activityId, outreach: outreach.occurrenceId, came, learners };
}

it('passes with so many sessions, on the day of the one that was enough, and goes back when one is taken back', async () => {
	const w = await world();
	const c = await course(w, { passSessions: 2 });
	await c.came(c.sessions[0]!, 1);
	expect(await c.learners()).toMatchObject([{ sessions: 1, passedOn: null }]);
	await Promise.all([c.came(c.sessions[1]!, 1), c.came(c.sessions[2]!, 1)]);
	const [learner] = await c.learners();
	expect(learner).toMatchObject({ name: '学员1', sessions: 3, passedOn: '2026-12-08' });
	const { snapshot } = await issueCertificate(c.worker, { kind: 'passed', subjectId: c.id, whoKey: learner!.whoKey });
	expect(snapshot).toMatchObject({ number: 'HD2026-000001', name: '学员1', from: '2026-12-01', to: '2026-12-08', sessions: 3, issuedOn: '2026-12-20' });
	expect((await issueCertificate(c.worker, { kind: 'passed', subjectId: c.id, whoKey: learner!.whoKey })).repeated).toBe(true);
	const { rows } = await ownerPool().query("SELECT id FROM activities.attendance WHERE occurrence_id = any($1::uuid[]) ORDER BY on_day", [c.sessions]);
	await takeBackAttendance(c.worker, { id: rows[0].id, why: '签错了' });
	expect(await c.learners()).toMatchObject([{ sessions: 2, passedOn: '2026-12-15' }]);
	await takeBackAttendance(c.worker, { id: rows[1].id, why: '签错了' });
	expect(await c.learners()).toMatchObject([{ sessions: 1, passedOn: null }]);
	// What no longer holds is revoked, and whoever checks the number reads it, without a name.
	const checked = await checkCertificate(w.stranger, { number: 'hd2026-000001' });
	expect(checked).toMatchObject({ title: '科普讲解员', revokedOn: '2026-12-20' });
	expect(JSON.stringify(checked)).not.toContain('学员');
	expect(await codeOf(issueCertificate(c.worker, { kind: 'passed', subjectId: c.id, whoKey: learner!.whoKey }))).toBe('activities.notPassed');
});

it('passes with a share of the sessions that are held, and is counted anew when the rule or a session changes', async () => {
	const w = await world();
	const c = await course(w, { passShare: 60 });
	await c.came(c.sessions[0]!, 1);
	await c.came(c.sessions[2]!, 1);
	// 60 % of three are two.
	expect(await c.learners()).toMatchObject([{ sessions: 2, passedOn: '2026-12-15' }]);
	const { version } = await programmeView(c.worker, { id: c.id });
	await changeProgramme(c.worker, { id: c.id, version, title: '科普讲解员', communityId: w.communities[0], passShare: 100 });
	expect(await c.learners()).toMatchObject([{ passedOn: null }]);
	expect(await codeOf(changeProgramme(c.worker, { id: c.id, version, title: 'x', communityId: w.communities[0] }))).toBe('activities.programmeMoved');
	await setSession(c.worker, { id: c.id, activityId: c.activityId, role: null });
	expect(await c.learners()).toEqual([]);
});

it('asks for its share of the times as they are now, and revokes certificates only when the course itself is changed', async () => {
	const w = await world();
	const c = await course(w, { passShare: 60 });
	for (const session of [0, 1]) await c.came(c.sessions[session]!, 1);
	const [learner] = await c.learners();
	const { snapshot } = await issueCertificate(c.worker, { kind: 'passed', subjectId: c.id, whoKey: learner!.whoKey });
	const state = async () => [(await c.learners())[0]!.passedOn, (await checkCertificate(w.stranger, { number: snapshot.number })).revokedOn];
	expect(await state()).toEqual(['2026-12-08', null]);
	// 60 % of four are three, of three two. What was certified on its day stands.
	const { id: more } = await addOccurrence(c.worker, { activityId: c.activityId, onDay: '2026-12-22', startsAt: '14:00', minutes: 90 });
	expect(await state()).toEqual([null, null]);
	await cancelOccurrence(c.worker, { id: more, why: '老师有事' });
	expect(await state()).toEqual(['2026-12-08', null]);
	await restoreOccurrence(c.worker, { id: more });
	expect(await state()).toEqual([null, null]);
	const { version } = await programmeView(c.worker, { id: c.id });
	await changeProgramme(c.worker, { id: c.id, version, title: '科普讲解员', communityId: w.communities[0], passShare: 70 });
	expect(await state()).toEqual([null, '2026-12-20']);
});

it('leads from learning to teaching: who passed and goes out has done it, who sat in the audience has not', async () => {
	const w = await world();
	const c = await course(w, { passSessions: 2, chain: 'outreach' });
	await c.came(c.sessions[0]!, 1);
	await c.came(c.sessions[1]!, 1);
	await c.came(c.sessions[0]!, 2);
	for (const n of [1, 2, 3]) await c.came(c.outreach, n);
	expect((await c.learners()).map(({ name, passedOn, outreach, doneOn }) => ({ name, passedOn, outreach, doneOn }))).toEqual([
		{ name: '学员1', passedOn: '2026-12-08', outreach: 1, doneOn: '2026-12-16' },
		{ name: '学员2', passedOn: null, outreach: 0, doneOn: null }
	]);
});

it('certifies attendance to who came, and to nobody else', async () => {
	const w = await world();
	const { occurrenceId } = await w.activity({ startsAt: '2026-12-01T06:00:00Z', minutes: 90 });
	const resident = someone('resident', null, phoneOf(1));
	const personId = await w.registered('陈爷爷', '1946-12-24');
	await w.link(resident.id!, personId);
	const worker = w.as(w.worker, LATER);
	expect(await codeOf(issueCertificate(w.as(resident, LATER), { kind: 'attendance', subjectId: occurrenceId }))).toBe('platform.notFound');
	await checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'person', personId } });
	const both = await Promise.all([1, 2, 3].map(() => issueCertificate(w.as(resident, LATER), { kind: 'attendance', subjectId: occurrenceId })));
	expect(new Set(both.map(({ snapshot }) => snapshot.number)).size).toBe(1);
	expect(both[0]!.snapshot).toMatchObject({ name: '陈爷爷', from: '2026-12-01', minutes: 90 });
	expect(await codeOf(issueCertificate(w.as(someone('resident', null, phoneOf(2)), LATER), { kind: 'attendance', subjectId: occurrenceId, whoKey: `p:${personId}` }))).toBe('platform.forbidden');
});

it('takes in no activity of a community whose list is not the caller\'s to read', async () => {
	const w = await world();
	const c = await course(w, { passSessions: 1 });
	const foreign = await w.activity({ communityId: w.communities[1], startsAt: '2026-12-02T06:00:00Z' });
	await checkIn(w.as(someone('worker', w.communities[1]), LATER), { occurrenceId: foreign.occurrenceId, clientId: newId(), who: { who: 'named', name: '外社区', phone: phoneOf(7) } });
	expect(await codeOf(setSession(c.worker, { id: c.id, activityId: foreign.activityId, role: 'session' }))).toBe('platform.forbidden');
	expect(await c.learners()).toEqual([]);
	// One that both hold together is theirs too.
	const joint = await w.activity({ communityId: w.communities[1], named: [w.communities[0]] });
	expect(await codeOf(setSession(c.worker, { id: c.id, activityId: joint.activityId, role: 'session' }))).toBe('went');
});
