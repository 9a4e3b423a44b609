import { describe, expect, it } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { systemActor } from '#platform/context.ts';
import { onEvent } from '#platform/events.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import {
	accept,
	addNote,
	assign,
	callIn,
	chase,
	claim,
	closeUnsolved,
	decline,
	getCase,
	listCases,
	merge,
	offer,
	pause,
	providerAccept,
	providerDecline,
	proposeTime,
	acceptSlot,
	offerList,
	recategorise,
	recordContact,
	refuseTime,
	reportIn,
	requestExtension,
	resume,
	reveal,
	ruleExtension,
	ruleSendBack,
	sendBack,
	sendMessage,
	serve,
	supervise,
	transfer,
	undo,
	unmerge,
	withdrawOffer,
	followCase
} from '../index.ts';
import { sweep } from './sweep.ts';
import { PHONE, someone, tell, world, type World } from '../requests.testing.ts';

useDatabase();

const row = async (id: string) => (await ownerPool().query('SELECT * FROM requests.request WHERE id = $1', [id])).rows[0];
const clock = async (w: World, id: string, kind: string) => (await getCase(w.as(w.manager), { id })).rounds.at(-1)!.clocks.find((one) => one.kind === kind)!;

async function taken(w: World, more: Parameters<typeof tell>[1] = {}) {
	const told = await tell(w, more);
	await claim(w.as(w.worker), { id: told.id });
	return told;
}

it('stops the resolve clock while waiting, and the list shows no due time meanwhile', async () => {
	const w = await world();
	const { id } = await taken(w);
	await recordContact(w.as(w.worker), { id, outcome: 'reached' });
	const before = (await row(id)).resolve_due_at.getTime();
	await pause(w.as(w.worker), { id, reason: 'waiting_material' });
	await pause(w.as(w.worker), { id, reason: 'weather' });
	expect(await row(id)).toMatchObject({ open_pauses: 2, next_due_at: null, state: 'in_progress' });
	expect((await listCases(w.as(w.worker), { queue: 'waiting' })).items).toHaveLength(1);
	w.clock.advance(3 * 86_400_000);
	expect(await clock(w, id, 'resolve')).toMatchObject({ state: 'paused' });
	await resume(w.as(w.worker), { id });
	expect((await row(id)).resolve_due_at.getTime()).toBe(before + 3 * 86_400_000);
	expect(await row(id)).toMatchObject({ open_pauses: 0, next_clock: 'resolve' });
});

it('lengthens the clock only by somebody else’s ruling, and the database holds to the four eyes too', async () => {
	const w = await world();
	const { id } = await tell(w);
	await accept(w.as(w.head), { id });
	await assign(w.as(w.head), { id, workerId: w.head.id! });
	const before = (await row(id)).resolve_due_at.getTime();
	await requestExtension(w.as(w.head), { id, minutes: 1440, reason: '等业委会表决' });
	await expect(ruleExtension(w.as(w.head), { id, approve: true })).rejects.toMatchObject({ code: 'requests.refused_own_request' });
	await expect(ruleExtension(w.as(w.worker), { id, approve: true })).rejects.toMatchObject({ code: 'platform.forbidden' });
	expect((await row(id)).resolve_due_at.getTime()).toBe(before);
	await ruleExtension(w.as(w.manager), { id, approve: true });
	expect((await row(id)).resolve_due_at.getTime()).toBe(before + 1440 * 60_000);
	await expect(ownerPool().query('UPDATE requests.extension SET ruled_by = requested_by WHERE request_id = $1', [id])).rejects.toThrow('extension_four_eyes');
});

it('keeps a returned case with its owner until it is ruled on, within working hours', async () => {
	const w = await world();
	const { id } = await taken(w);
	await sendBack(w.as(w.worker), { id, reason: 'not_our_duty', note: '属于市政', proposedTarget: '市政所' });
	expect(await row(id)).toMatchObject({ owner_name: '张伟', open_send_back: true });
	await expect(serve(w.as(w.worker), { id, note: '办了' })).rejects.toMatchObject({ code: 'requests.refused_return_open' });
	const { sendBacks } = await getCase(w.as(w.head), { id });
	// Told at 10:00: four working hours, over lunch.
	expect(sendBacks[0]!.rulingDueAt.toISOString()).toBe('2026-11-24T07:00:00.000Z');
	await ruleSendBack(w.as(w.head), { id, approve: true, note: '转市政' });
	expect(await row(id)).toMatchObject({ owner_id: null, state: 'accepted', open_send_back: false, first_owner_name: '张伟' });
});

it('calls others in under one lead, each of whom may then see and report', async () => {
	const w = await world();
	const { id } = await taken(w);
	const officer = someone('worker', '城管队员', w.communities[1]);
	await expect(addNote(w.as(officer), { id, note: '看看' })).rejects.toMatchObject({ status: 404 });
	await expect(callIn(w.as(w.worker), { id, parties: [{ name: '甲', lead: true }, { name: '乙', lead: true }] })).rejects.toMatchObject({ fields: [{ code: 'requests.oneLead' }] });
	await callIn(w.as(w.worker), { id, parties: [{ name: '城管', userId: officer.id!, lead: true, task: '现场' }, { name: '物业' }] });
	const { parties } = await getCase(w.as(officer), { id });
	expect((await listCases(w.as(officer), { queue: 'all' })).items.map((line) => line.id)).toEqual([id]);
	await reportIn(w.as(officer), { id, partyId: parties.find(({ name }) => name === '城管')!.id, report: '已劝离' });
	await reportIn(w.as(w.worker), { id, partyId: parties.find(({ name }) => name === '物业')!.id, report: '电话里说下午来' });
	expect(await row(id)).toMatchObject({ open_parties: 0 });
	await callIn(w.as(w.worker), { id, parties: [{ name: '派出所', lead: true }] });
	const { rows } = await ownerPool().query('SELECT name FROM requests.party WHERE request_id = $1 AND lead', [id]);
	expect(rows).toEqual([{ name: '派出所' }]);
});

it('hands a case to another community, where it waits for an owner and is no longer seen here', async () => {
	const w = await world();
	const { id } = await taken(w);
	await transfer(w.as(w.worker), { id, communityId: w.communities[1], note: '楼在那边' });
	expect(await row(id)).toMatchObject({ community_id: w.communities[1], owner_id: null, state: 'accepted' });
	expect((await listCases(w.as(w.worker), { queue: 'all' })).items).toEqual([]);
	expect((await listCases(w.as(w.otherWorker), { queue: 'unassigned' })).items).toHaveLength(1);
	await claim(w.as(w.otherWorker), { id });
	expect(await row(id)).toMatchObject({ owner_name: '赵磊', first_owner_name: '张伟' });
});

it('teaches the directory what staff say a need is', async () => {
	const w = await world();
	const heard: unknown[] = [];
	onEvent('requests.triaged', async (payload) => void heard.push(payload));
	const { id } = await taken(w);
	await recategorise(w.as(w.worker), { id, categoryCode: 'street_light' });
	expect(heard).toMatchObject([{ requestId: id, terms: ['road.streetlight'], previous: ['property.lights'], categoryCode: 'street_light' }]);
	await recategorise(w.as(w.worker), { id, categoryCode: 'manhole' });
	// Critical: two hours from the telling, not from the change.
	expect(await row(id)).toMatchObject({ urgency: 'critical', resolve_due_at: new Date('2026-11-24T04:00:00Z') });
});

it('closes a case that turns out to be confidential to those who are not named', async () => {
	const w = await world();
	const { id } = await taken(w);
	await recategorise(w.as(w.worker), { id, categoryCode: 'domestic_violence' });
	expect(await row(id)).toMatchObject({ confidential: true, public_place: false });
	expect((await listCases(w.as(w.colleague), { queue: 'all' })).items).toEqual([]);
	await expect(getCase(w.as(w.colleague), { id })).rejects.toMatchObject({ status: 404 });
	expect((await listCases(w.as(w.worker), { queue: 'all' })).items).toHaveLength(1);
	await assign(w.as(w.head), { id, workerId: w.colleague.id! });
	expect((await getCase(w.as(w.colleague), { id })).ownerName).toBe('李娜');
	// Once named, they may follow what became of it.
	expect((await getCase(w.as(w.worker), { id })).ownerName).toBe('李娜');
});

it('merges with every caller still called back, and comes apart again as it was', async () => {
	const w = await world();
	const main = await taken(w);
	const second = await tell(w, { reporter: { phone: '12000000002', name: '李四' } });
	const third = await tell(w, { reporter: { phone: PHONE } });
	await merge(w.as(w.head), { id: second.id, into: main.id });
	await merge(w.as(w.head), { id: third.id, into: main.id });
	expect(await row(second.id)).toMatchObject({ state: 'merged', prior_state: 'submitted', merged_into: main.id });
	await serve(w.as(w.worker), { id: main.id, note: '修好了' });
	const { callbacks } = await getCase(w.as(w.head), { id: main.id });
	// The reporter and the second caller; the third is the reporter's own telephone again, and still a caller of theirs.
	expect(callbacks.filter(({ followerId }) => followerId !== null).length).toBeGreaterThanOrEqual(1);
	expect(callbacks.filter(({ followerId }) => followerId === null)).toHaveLength(1);
	await unmerge(w.as(w.head), { id: second.id });
	expect(await row(second.id)).toMatchObject({ state: 'submitted', merged_into: null, closed_at: null });
	expect((await row(main.id)).follower_count).toBe(1);
	await expect(merge(w.as(w.head), { id: second.id, into: second.id })).rejects.toMatchObject({ status: 409 });
});

it('offers to a provider who sees the need, and the telephone only once it has accepted', async () => {
	const w = await world();
	const { id } = await taken(w);
	const org = '01890000-0000-7000-8000-00000000aaaa';
	const contact = someone('contact', '修理铺', null, org);
	const outsider = someone('contact', '别家', null, '01890000-0000-7000-8000-00000000bbbb');
	await offer(w.as(w.worker), { id, organizationId: org, need: '换一只楼道灯', shareContact: true });
	await expect(offer(w.as(w.worker), { id, organizationId: org })).rejects.toMatchObject({ code: 'requests.refused_offer_open' });
	expect((await offerList(w.as(contact), {})).items).toMatchObject([{ requestId: id, need: '换一只楼道灯', state: 'offered' }]);
	expect(JSON.stringify((await offerList(w.as(contact), {})).items)).not.toMatch(/120\*|12000000|张|三天/);
	expect((await offerList(w.as(outsider), {})).items).toEqual([]);
	await expect(reveal(w.as(contact), { id, what: 'reporter', reason: '联系' })).rejects.toMatchObject({ status: 403 });
	await expect(providerAccept(w.as(outsider), { id })).rejects.toMatchObject({ status: 404 });
	await providerAccept(w.as(contact), { id });
	expect(await reveal(w.as(contact), { id, what: 'reporter', reason: '约时间' })).toMatchObject({ phone: PHONE, name: '张三丰' });
	await proposeTime(w.as(contact), { id, startsAt: new Date('2026-11-26T01:00:00Z'), endsAt: new Date('2026-11-26T02:00:00Z'), place: '上门' });
	const asked = await followCase(w.as(w.resident), { ref: { id } });
	expect(asked).toMatchObject({ offer: { state: 'time_proposed' }, reveals: [{ by: '修理铺', reason: '约时间' }] });
	await acceptSlot(w.as(w.resident), { ref: { id } });
	expect(await row(id)).toMatchObject({ open_pauses: 1, next_due_at: null });
	await providerDecline(w.as(contact), { id, reason: '没有配件' });
	expect(await row(id)).toMatchObject({ provider_id: null, open_pauses: 0, state: 'dispatched', owner_name: '张伟' });
	await expect(getCase(w.as(contact), { id })).rejects.toMatchObject({ status: 403 });
	await offer(w.as(w.worker), { id, organizationId: org });
	await withdrawOffer(w.as(w.worker), { id, reason: '改派' });
	expect((await ownerPool().query('SELECT state FROM requests.offer WHERE request_id = $1 ORDER BY id', [id])).rows.map((o) => o.state)).toEqual(['declined', 'withdrawn']);
});

describe('a time that does not suit', () => {
	const at = (hour: number) => ({ startsAt: new Date(`2026-11-26T0${hour}:00:00Z`), endsAt: new Date(`2026-11-26T0${hour + 1}:00:00Z`) });
	const org = '01890000-0000-7000-8000-00000000aaaa';
	const contact = someone('contact', '修理铺', null, org);
	async function proposed(w: World) {
		const { id } = await taken(w);
		await offer(w.as(w.worker), { id, organizationId: org });
		await providerAccept(w.as(contact), { id });
		await proposeTime(w.as(contact), { id, ...at(1) });
		return id;
	}

	it('goes back to the provider with the wishes, and the provider proposes another', async () => {
		const w = await world();
		const id = await proposed(w);
		await refuseTime(w.as(w.resident), { ref: { id }, wishes: ['weekend'], note: '上班，赶不回来' });
		expect((await offerList(w.as(contact), {})).items).toMatchObject([{ state: 'time_refused', wishes: ['weekend'], wishNote: '上班，赶不回来', startsAt: null, live: true }]);
		expect(await row(id)).toMatchObject({ state: 'in_progress', provider_name: '便民修理铺', contacted_at: w.clock.now(), unread_by_staff: 1 });
		expect((await listCases(w.as(w.worker), { queue: 'unread' })).items).toHaveLength(1);
		const entry = { action: 'refuse_time', note: '上班，赶不回来', detail: { wishes: ['weekend'], startsAt: at(1).startsAt.toISOString() } };
		expect((await followCase(w.as(w.resident), { ref: { id } })).history.at(-1)).toMatchObject(entry);
		expect((await getCase(w.as(w.worker), { id })).history.at(-1)).toMatchObject(entry);
		await expect(refuseTime(w.as(w.resident), { ref: { id } })).rejects.toMatchObject({ code: 'requests.refused_no_time' });
		await proposeTime(w.as(contact), { id, ...at(5) });
		await acceptSlot(w.as(w.resident), { ref: { id } });
		expect(await row(id)).toMatchObject({ unread_by_staff: 0, open_pauses: 1 });
		expect((await offerList(w.as(contact), {})).items).toMatchObject([{ state: 'booked', wishes: [], wishNote: '', ...at(5) }]);
	});

	it('ends the wait of an agreed one, so that the clock runs again', async () => {
		const w = await world();
		const id = await proposed(w);
		await acceptSlot(w.as(w.resident), { ref: { id } });
		const agreed = await row(id);
		w.clock.advance(3_600_000);
		await refuseTime(w.as(w.worker), { ref: { id }, note: '来电说要住院' });
		const after = await row(id);
		expect(after).toMatchObject({ open_pauses: 0, next_clock: 'resolve', unread_by_staff: 0 });
		expect(after.resolve_due_at.getTime()).toBeLessThan(agreed.resolve_due_at.getTime());
		const { clocks } = (await getCase(w.as(w.worker), { id })).rounds[0]!;
		expect(clocks.find(({ kind }) => kind === 'resolve')).toMatchObject({ state: 'running', explanation: { pausedMinutes: 60 } });
	});

	it('is taken back from a provider who proposes no other in time', async () => {
		const w = await world();
		const id = await proposed(w);
		await refuseTime(w.as(w.resident), { ref: { id } });
		expect((await sweep(w.as(systemActor('job')))).offersBack).toBe(0);
		w.clock.advance(3 * 86_400_000);
		expect((await sweep(w.as(systemActor('job')))).offersBack).toBe(1);
		expect(await row(id)).toMatchObject({ state: 'dispatched', provider_id: null, owner_name: '张伟' });
	});
});

it('opens what is masked with a reason, on the record, and only of one’s area', async () => {
	const w = await world();
	const { id } = await taken(w);
	await expect(reveal(w.as(w.worker), { id, what: 'reporter', reason: ' ' })).rejects.toMatchObject({ status: 422 });
	expect(await reveal(w.as(w.worker), { id, what: 'reporter', reason: '回电' })).toMatchObject({ phone: PHONE, name: '张三丰' });
	await expect(reveal(w.as(w.otherWorker), { id, what: 'reporter', reason: '看看' })).rejects.toMatchObject({ status: 404 });
	const { rows } = await ownerPool().query("SELECT reason, detail FROM platform.audit_log WHERE action = 'requests.reveal' AND subject_id = $1", [id]);
	expect(rows).toEqual([{ reason: '回电', detail: { what: 'reporter' } }]);
	expect((await followCase(w.as(w.resident), { ref: { id } })).reveals).toMatchObject([{ by: '张伟', reason: '回电' }]);
});

it('takes an answer to a message for the first contact, not the message itself', async () => {
	const w = await world();
	const { id } = await taken(w);
	await sendMessage(w.as(w.worker), { ref: { id }, body: '您好，请问几楼？' });
	expect((await row(id)).contacted_at).toBeNull();
	w.clock.advance(60_000);
	await sendMessage(w.as(w.resident), { ref: { id }, body: '三楼' });
	expect((await row(id)).contacted_at).toEqual(w.clock.now());
	expect(await row(id)).toMatchObject({ unread_by_staff: 1 });
	expect((await listCases(w.as(w.worker), { queue: 'unread' })).items).toHaveLength(1);
});

it('counts chasing and shows supervision', async () => {
	const w = await world();
	const { id } = await taken(w);
	await chase(w.as(w.resident), { ref: { id }, note: '还没来' });
	await supervise(w.as(w.head), { id, note: '三天内办结' });
	expect(await row(id)).toMatchObject({ chase_count: 1 });
	expect((await listCases(w.as(w.head), { queue: 'supervised' })).items).toHaveLength(1);
	expect(JSON.stringify(await followCase(w.as(w.resident), { ref: { id } }))).not.toContain('三天内办结');
});

it('tells who comes second that somebody else was first', async () => {
	const w = await world();
	const { id } = await tell(w);
	const { version } = await getCase(w.as(w.worker), { id });
	await accept(w.as(w.colleague), { id, version });
	await expect(claim(w.as(w.worker), { id, version })).rejects.toMatchObject({ code: 'requests.stale', status: 409 });
});

/** What undoing must bring back: everything but the marks of the undoing itself. */
const meaning = ({ version: _v, changed_at: _c, last_event_id: _l, ...rest }: Record<string, unknown>) => rest;

it.each<[string, (w: World, id: string) => Promise<unknown>]>([
	['accept', (w, id) => accept(w.as(w.worker), { id })],
	['claim', (w, id) => claim(w.as(w.worker), { id })],
	['recategorise', async (w, id) => recategorise(w.as(w.head), { id, categoryCode: 'manhole' })],
	['decline', (w, id) => decline(w.as(w.head), { id, rule: 'outside_remit', instead: '请拨打 12345' })],
	['assign', (w, id) => assign(w.as(w.head), { id, workerId: w.colleague.id! })]
])('undoes %s to the last column', async (_, act) => {
	const w = await world();
	const { id } = await tell(w);
	const before = meaning(await row(id));
	await act(w, id);
	expect(meaning(await row(id))).not.toEqual(before);
	const actor = (await ownerPool().query('SELECT actor_id FROM requests.event WHERE request_id = $1 ORDER BY id DESC LIMIT 1', [id])).rows[0].actor_id === w.worker.id ? w.worker : w.head;
	await undo(w.as(actor), { id });
	expect(meaning(await row(id))).toEqual(before);
});

it.each<[string, (w: World, id: string) => Promise<unknown>]>([
	['pause', (w, id) => pause(w.as(w.worker), { id, reason: 'weather' })],
	['serve', (w, id) => serve(w.as(w.worker), { id, note: '办好了' })],
	['transfer', (w, id) => transfer(w.as(w.worker), { id, workerId: w.colleague.id!, note: '换人' })]
])('undoes %s with all that hangs on it', async (_, act) => {
	const w = await world();
	const { id } = await taken(w);
	await recordContact(w.as(w.worker), { id, outcome: 'reached' });
	const side = async () => ({
		pauses: (await ownerPool().query('SELECT * FROM requests.pause WHERE request_id = $1', [id])).rows,
		calls: (await ownerPool().query('SELECT * FROM requests.callback WHERE request_id = $1', [id])).rows,
		rounds: (await ownerPool().query('SELECT * FROM requests.round WHERE request_id = $1', [id])).rows
	});
	const before = [meaning(await row(id)), await side()];
	await act(w, id);
	await undo(w.as(w.worker), { id });
	expect([meaning(await row(id)), await side()]).toEqual(before);
});

it('undoes a merge, and nothing twice, too late or after somebody else’s step', async () => {
	const w = await world();
	const main = await taken(w);
	const { id } = await tell(w, { reporter: { phone: '12000000002' } });
	await merge(w.as(w.head), { id, into: main.id });
	await undo(w.as(w.head), { id });
	expect(await row(id)).toMatchObject({ state: 'submitted', merged_into: null });
	expect((await row(main.id)).follower_count).toBe(0);
	await expect(undo(w.as(w.head), { id })).rejects.toMatchObject({ code: 'requests.refused_nothing_to_undo' });
	await accept(w.as(w.worker), { id });
	await expect(undo(w.as(w.colleague), { id })).rejects.toMatchObject({ code: 'requests.refused_undo_not_yours' });
	w.clock.advance(11 * 60_000);
	await expect(undo(w.as(w.worker), { id })).rejects.toMatchObject({ code: 'requests.refused_undo_over' });
});

it('closes without a solution only by a head, with the reason', async () => {
	const w = await world();
	const { id } = await taken(w);
	await recordContact(w.as(w.worker), { id, outcome: 'reached' });
	await expect(closeUnsolved(w.as(w.worker), { id, reason: 'no_policy', note: '没有政策' })).rejects.toMatchObject({ status: 403 });
	await closeUnsolved(w.as(w.head), { id, reason: 'no_policy', note: '没有政策' });
	expect(await row(id)).toMatchObject({ state: 'unsolved_closed', close_reason: 'no_policy', answer: null, next_due_at: null });
});
