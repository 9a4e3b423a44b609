import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { openFile } from '#platform/files/index.ts';
import { addGrant, addStaff, createStaff, grantRole, setClosed } from '#platform/accounts/index.ts';
import { anonymous, type Actor } from '#platform/context.ts';
import { addPerson, askAtCounter, looksOf } from '#modules/residents/index.ts';
import { systemCtx } from '#platform/jobs.ts';
import { writeTx } from '#platform/db/tx.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { acceptHeldVisit, heldVisits, refuseHeldVisit, takeEnvelopes } from './delivery.ts';
import { sealEnvelope, toBase64url, type Envelope } from './envelope.ts';
import { forgetPerson } from '../forget.ts';
import { forgetPhotosJob, ownVisitPhoto, visitPhoto } from './visit.photos.ts';
import { sweepVisits } from './visit.retention.ts';
import { takeVisitList } from './take.ts';
import { listConflicts, visitsOf } from './visit.queries.ts';
import { amendVisit } from './visit.usecases.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let nobody: ReturnType<typeof testCtx>;
let head: ReturnType<typeof testCtx>;
let admin: ReturnType<typeof testCtx>;
let security: ReturnType<typeof testCtx>;
const AT = '2026-11-24T02:00:00Z';

/** A worker with an account, who has taken the list along. */
async function onTheRoad() {
	const { id } = await createStaff(admin, { username: `u${newId().slice(-8)}`, name: '张伟' });
	await grantRole(security, { userId: id, role: 'worker', communityId: here.communities[0] });
	const actor: Actor = { ...person('worker', here.communities[0]), id, name: '张伟' };
	const ctx = testCtx(here.id, actor, AT);
	return { ctx, id, list: await takeVisitList(ctx) };
}
const somebody = async (community: 0 | 1 = 0) => (await addPerson(testCtx(here.id, { ...person('worker', here.communities[community]), id: newId() }), { communityId: here.communities[community], fields: { name: '王奶奶' } })).id;
const write = (list: { ticket: string; key: { id: string; publicKey: string } }, personId: string, more: Record<string, unknown> = {}): Promise<Envelope> => {
	const id = newId();
	return sealEnvelope({ ticket: list.ticket, visit: { id, personId, outcome: 'seen', note: '膝盖疼', visitedAt: AT, ...more } }, list.key, id);
};
const sendAt = (at: string) => testCtx(here.id, anonymous, at);

beforeAll(async () => {
	here = await testSubdistrict();
	nobody = sendAt(AT);
	const administrator = async (role: 'system_admin' | 'security_admin') => {
		const id = await writeTx<'accounts' | 'platform', string>(systemCtx(here.id, 'test'), async (tx) => {
			const made = await addStaff(tx, { username: role.replace('_', '-'), name: '管理员', phone: null, oidcSubject: null }, 'lanmao-72-Qiao', false);
			await addGrant(tx, { userId: made, role, communityId: null, organizationId: null });
			return made;
		});
		return testCtx(here.id, { ...person(role), id });
	};
	admin = await administrator('system_admin');
	security = await administrator('security_admin');
	head = testCtx(here.id, { ...person('head', here.communities[0]), id: newId(), name: '刘敏' });
});

describe('an envelope', () => {
	test('is its author’s, whoever sends it, and sent twice is counted once', async () => {
		const { list, id } = await onTheRoad();
		const personId = await somebody();
		const envelope = await write(list, personId);
		for (const sender of [nobody, head, nobody]) expect(await takeEnvelopes(sender, { envelopes: [envelope] })).toEqual([{ id: envelope.id, state: 'taken' }]);
		expect((await visitsOf(head, personId)).visits).toMatchObject([{ id: envelope.id, byName: '张伟', note: '膝盖疼' }]);
		expect((await ownerPool().query('SELECT by_id FROM care.visit WHERE id = $1', [envelope.id])).rows).toEqual([{ by_id: id }]);
	});

	test('that cannot be read stays on the phone and holds up no other', async () => {
		const { list } = await onTheRoad();
		const personId = await somebody();
		const [good, broken, stranger] = [await write(list, personId), { ...(await write(list, personId)), id: newId() }, await write({ ...list, ticket: 'made-up' }, personId)];
		expect((await takeEnvelopes(nobody, { envelopes: [broken, stranger, good] })).map(({ state }) => state)).toEqual(['unreadable', 'unreadable', 'taken']);
		expect((await visitsOf(head, personId)).visits).toHaveLength(1);
	});

	test('of a ticket that ran out, or of a closed account, waits for the head: taken in the author’s name, once', async () => {
		const late = await onTheRoad();
		const personId = await somebody();
		const expired = await write(late.list, personId);
		expect(await takeEnvelopes(sendAt('2026-12-05T02:00:00Z'), { envelopes: [expired] })).toMatchObject([{ state: 'taken' }]);
		const gone = await onTheRoad();
		await setClosed(admin, { id: gone.id, closed: true });
		const closed = await write(gone.list, personId);
		await takeEnvelopes(nobody, { envelopes: [closed] });
		await takeEnvelopes(nobody, { envelopes: [closed] });
		expect((await visitsOf(head, personId)).visits).toEqual([]);
		const held = await heldVisits(head);
		expect(held.map(({ id, reason }) => ({ id, reason }))).toEqual(expect.arrayContaining([{ id: expired.id, reason: 'expired' }, { id: closed.id, reason: 'closed' }]));
		const { rows } = await ownerPool().query('SELECT * FROM care.visit_envelope');
		expect(JSON.stringify(rows)).not.toContain('膝盖');

		await acceptHeldVisit(head, expired.id);
		await expect(acceptHeldVisit(head, expired.id)).rejects.toMatchObject({ code: 'care.envelopeDecided' });
		await refuseHeldVisit(head, closed.id);
		await takeEnvelopes(nobody, { envelopes: [closed, expired] });
		expect((await visitsOf(head, personId)).visits).toMatchObject([{ id: expired.id, byName: '张伟' }]);
		expect(await heldVisits(head)).toEqual([]);
	});

	test('about somebody who is not the author’s, or with something not valid in it, waits as well', async () => {
		const { list } = await onTheRoad();
		const elsewhere = await write(list, await somebody(1));
		const wrong = await write(list, await somebody(), { outcome: 'flown' });
		expect((await takeEnvelopes(nobody, { envelopes: [elsewhere, wrong] })).map(({ state }) => state)).toEqual(['taken', 'taken']);
		const there = testCtx(here.id, { ...person('head', here.communities[1]), id: newId() });
		expect((await heldVisits(there)).map(({ id, reason }) => [id, reason])).toEqual([[elsewhere.id, 'not_theirs']]);
		expect((await heldVisits(head)).map(({ id, reason, visit }) => [id, reason, visit])).toEqual([[wrong.id, 'not_valid', null]]);
	});

	test('ten sends of one at the same moment write one visit', async () => {
		const { list } = await onTheRoad();
		const personId = await somebody();
		const envelope = await write(list, personId);
		await Promise.all(Array.from({ length: 10 }, () => takeEnvelopes(nobody, { envelopes: [envelope] })));
		expect((await visitsOf(head, personId)).visits).toHaveLength(1);
	});
});

test('who stands on a list that is taken along has been looked at, and the ticket lies nowhere in clear', async () => {
	const { ctx } = await onTheRoad();
	const personId = await somebody();
	await ownerPool().query(`INSERT INTO care.plan (subdistrict_id, id, person_id, community_id, worker_id, visit_days, next_on, from_on, changed_at) VALUES ($1, $2, $3, $4, $5, 14, '2026-11-20', '2026-11-01', now())`, [here.id, newId(), personId, here.communities[0], ctx.actor.id]);
	const list = await takeVisitList(ctx);
	expect(list.stops.map((stop) => stop.personId)).toEqual([personId]);
	expect((await looksOf(head, { id: personId })).items).toMatchObject([{ what: 'visit_list', by: '张伟' }]);
	const { rows } = await ownerPool().query('SELECT * FROM care.visit_ticket, care.visit_key');
	expect(JSON.stringify(rows)).not.toContain(list.ticket);
});

describe('a correction from a phone', () => {
	const amend = async (list: { ticket: string; key: { id: string; publicKey: string } }, visitId: string, fields: Record<string, unknown>, version = 1): Promise<Envelope> => sealEnvelope({ ticket: list.ticket, amend: { visitId, version, fields } }, list.key, newId());
	const states = async (envelopes: Envelope[], at = AT) => (await takeEnvelopes(sendAt(at), { envelopes })).map(({ state }) => state);

	test('waits for its visit, changes what it names, once; what a colleague changed meanwhile stands beside it', async () => {
		const { list } = await onTheRoad();
		const personId = await somebody();
		const visit = await write(list, personId);
		const first = await amend(list, visit.id, { note: '不是膝盖，是腰' });
		expect(await states([first])).toEqual(['later']);
		expect(await states([visit, first, first])).toEqual(['taken', 'taken', 'taken']);
		expect((await visitsOf(head, personId)).visits).toMatchObject([{ note: '不是膝盖，是腰', outcome: 'seen', version: 2 }]);
		await amendVisit(head, { id: visit.id, clientId: newId(), version: 2, fields: { note: '主任改的', mood: 3 } });
		expect(await states([await amend(list, visit.id, { note: '又想起来', needs: ['meals'] }, 2)])).toEqual(['taken']);
		expect(await visitsOf(head, personId)).toMatchObject({ visits: [{ note: '主任改的', mood: 3, needs: ['meals'] }], conflicts: 1 });
		expect(await listConflicts(head, personId)).toMatchObject([{ field: 'note', theirs: '主任改的', mine: '又想起来' }]);
	});

	test('after the ticket ran out is only put beside what stands; of another’s visit, or not valid, it stays on the phone', async () => {
		const { list } = await onTheRoad();
		const other = await onTheRoad();
		const personId = await somebody();
		const visit = await write(list, personId);
		expect(await states([visit])).toEqual(['taken']);
		expect(await states([await amend(list, visit.id, { note: '晚了才发' })], '2026-12-20T02:00:00Z')).toEqual(['taken']);
		expect(await visitsOf(head, personId)).toMatchObject({ visits: [{ note: '膝盖疼' }], conflicts: 1 });
		expect(await states([await amend(other.list, visit.id, { note: '别人' }), await amend(list, visit.id, { outcome: 'nonsense' })])).toEqual(['unreadable', 'unreadable']);
	});
});

describe('a photo of a visit', () => {
	const jpeg = (red: number) => sharp({ create: { width: 60, height: 40, channels: 3, background: { r: red, g: 90, b: 60 } } }).jpeg().toBuffer();
	const photo = async (list: { ticket: string; key: { id: string; publicKey: string } }, visitId: string, bytes: Buffer): Promise<Envelope> => sealEnvelope({ ticket: list.ticket, photo: { visitId, data: toBase64url(bytes) } }, list.key, newId());
	const photosOf = async (personId: string) => (await visitsOf(head, personId)).visits[0]!.photos;

	test('waits for its visit, is kept once, shown to staff of the community alone, and goes with the person', async () => {
		const { list } = await onTheRoad();
		const personId = await somebody();
		const visit = await write(list, personId);
		const first = await photo(list, visit.id, await jpeg(200));
		expect(await takeEnvelopes(nobody, { envelopes: [first] })).toEqual([{ id: first.id, state: 'later' }]);
		for (let i = 0; i < 2; i++) expect((await takeEnvelopes(nobody, { envelopes: [visit, first] })).map(({ state }) => state)).toEqual(['taken', 'taken']);
		expect(await photosOf(personId)).toEqual([{ id: first.id, width: 60, height: 40 }]);
		const { key } = await visitPhoto(head, { visitId: visit.id, photoId: first.id });
		expect((await openFile(key)).mime).toBe('image/webp');
		for (const stranger of [testCtx(here.id, { ...person('worker', here.communities[1]), id: newId() }), testCtx(here.id, { ...person('manager'), id: newId() })]) await expect(visitPhoto(stranger, { visitId: visit.id, photoId: first.id })).rejects.toMatchObject({ status: 404 });

		// The person sees it too, once they have asked for all that is held; staff do not read it that way by themselves.
		await expect(ownVisitPhoto(head, { personId, visitId: visit.id, photoId: first.id })).rejects.toMatchObject({ status: 404 });
		await askAtCounter(head, { personId, kind: 'copy', way: 'counter', said: '' });
		expect(await ownVisitPhoto(head, { personId, visitId: visit.id, photoId: first.id })).toEqual({ key });
		await expect(ownVisitPhoto(head, { personId: await somebody(), visitId: visit.id, photoId: first.id })).rejects.toMatchObject({ status: 404 });

		const jobs: Record<string, unknown>[] = [];
		await writeTx<'care', number>(head, (tx) => forgetPerson({ ...tx, enqueue: async (_task, payload) => void jobs.push(payload as Record<string, unknown>) } as typeof tx, personId, ['care']));
		for (const job of jobs) await forgetPhotosJob.run(systemCtx(here.id, 'test'), job as never);
		expect(await photosOf(personId)).toEqual([]);
		await expect(openFile(key)).rejects.toMatchObject({ code: 'platform.notFound' });
	});

	test('a fourth is not kept, another’s visit takes none, and what is no picture stays on the phone', async () => {
		const { list } = await onTheRoad();
		const other = await onTheRoad();
		const personId = await somebody();
		const visit = await write(list, personId);
		const four = await Promise.all([10, 60, 110, 160].map(async (red) => photo(list, visit.id, await jpeg(red))));
		const states = async (envelopes: Envelope[]) => (await takeEnvelopes(nobody, { envelopes })).map(({ state }) => state);
		expect(await states([visit, ...four])).toEqual(['taken', 'taken', 'taken', 'taken', 'taken']);
		expect(await photosOf(personId)).toHaveLength(3);
		expect(await states([await photo(other.list, visit.id, await jpeg(220)), await photo(list, visit.id, Buffer.from('no picture'))])).toEqual(['unreadable', 'unreadable']);
	});

	test('a visit that the head refused wants no photo', async () => {
		const { list } = await onTheRoad();
		const visit = await write(list, await somebody(1));
		const envelope = await photo(list, visit.id, await jpeg(30));
		expect((await takeEnvelopes(nobody, { envelopes: [visit, envelope] })).map(({ state }) => state)).toEqual(['taken', 'later']);
		await refuseHeldVisit(testCtx(here.id, { ...person('head', here.communities[1]), id: newId() }), visit.id);
		expect(await takeEnvelopes(nobody, { envelopes: [envelope] })).toEqual([{ id: envelope.id, state: 'taken' }]);
	});
});

test('tickets that ran out long ago and envelopes decided long ago go, what waits for a word stays', async () => {
	const { list } = await onTheRoad();
	const [refused, open] = [await write(list, await somebody(1)), await write(list, await somebody(1))];
	await takeEnvelopes(nobody, { envelopes: [refused, open] });
	await refuseHeldVisit(testCtx(here.id, { ...person('head', here.communities[1]), id: newId() }, AT), refused.id);
	const left = async () => (await ownerPool().query('SELECT id FROM care.visit_envelope WHERE id = any($1)', [[refused.id, open.id]])).rows.map(({ id }) => id as string);
	const sweepAt = (at: string) => sweepVisits({ ...systemCtx(here.id, 'test'), clock: testCtx(here.id, anonymous, at).clock }, {});
	expect(await sweepAt('2026-12-20T02:00:00Z')).toEqual({ tickets: 0, envelopes: 0 });
	const swept = await sweepAt('2027-04-01T02:00:00Z');
	expect(swept.tickets).toBeGreaterThan(0);
	expect(await left()).toEqual([open.id]);
	// Without its ticket an envelope stays on the phone.
	expect(await takeEnvelopes(nobody, { envelopes: [await write(list, await somebody())] })).toMatchObject([{ state: 'unreadable' }]);
});
