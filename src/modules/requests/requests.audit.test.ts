import { expect, it } from 'vitest';
import { anonymous } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { useCases } from '#platform/usecase.ts';
import { useDatabase } from '../../../tests/support/db.ts';
import * as r from './index.ts';
import { aFile, PHONE, tell, world, type World } from './requests.testing.ts';

useDatabase();

const told = (w: World) => tell(w, { channel: 'counter' }, w.worker);
async function owned(w: World) {
	const made = await told(w);
	await r.claim(w.as(w.worker), { id: made.id });
	return made;
}
async function served(w: World) {
	const made = await owned(w);
	await r.serve(w.as(w.worker), { id: made.id, note: '好了' });
	return made;
}
async function offered(w: World) {
	const made = await owned(w);
	await r.offer(w.as(w.worker), { id: made.id, organizationId: newId() });
	return made;
}

/** How each write is reached. A use case without a line here fails the test below. */
const WRITES: Record<string, (w: World) => Promise<unknown>> = {
	submit: (w) => told(w),
	join: async (w) => r.join(w.as(anonymous), { id: (await told(w)).id, phone: '12000000077' }),
	accept: async (w) => r.accept(w.as(w.worker), { id: (await told(w)).id }),
	decline: async (w) => r.decline(w.as(w.head), { id: (await told(w)).id, rule: 'outside_remit', instead: '12345' }),
	claim: (w) => owned(w),
	assign: async (w) => r.assign(w.as(w.head), { id: (await told(w)).id, workerId: w.worker.id! }),
	transfer: async (w) => r.transfer(w.as(w.worker), { id: (await owned(w)).id, workerId: w.colleague.id!, note: '换人' }),
	recategorise: async (w) => r.recategorise(w.as(w.worker), { id: (await owned(w)).id, categoryCode: 'street_light' }),
	merge: async (w) => r.merge(w.as(w.head), { id: (await told(w)).id, into: (await owned(w)).id }),
	unmerge: async (w) => {
		const { id } = await told(w);
		await r.merge(w.as(w.head), { id, into: (await owned(w)).id });
		await r.unmerge(w.as(w.head), { id });
	},
	offer: (w) => offered(w),
	providerAccept: async (w) => r.providerAccept(w.as(w.worker), { id: (await offered(w)).id }),
	providerDecline: async (w) => r.providerDecline(w.as(w.worker), { id: (await offered(w)).id, reason: '没空' }),
	proposeTime: async (w) => r.proposeTime(w.as(w.worker), { id: (await offered(w)).id, startsAt: new Date('2026-11-25T01:00:00Z'), endsAt: new Date('2026-11-25T02:00:00Z') }),
	acceptSlot: async (w) => {
		const { id } = await offered(w);
		await r.proposeTime(w.as(w.worker), { id, startsAt: new Date('2026-11-25T01:00:00Z'), endsAt: new Date('2026-11-25T02:00:00Z') });
		await r.acceptSlot(w.as(w.worker), { ref: { id } });
	},
	refuseTime: async (w) => {
		const { id } = await offered(w);
		await r.proposeTime(w.as(w.worker), { id, startsAt: new Date('2026-11-25T01:00:00Z'), endsAt: new Date('2026-11-25T02:00:00Z') });
		await r.refuseTime(w.as(w.worker), { ref: { id } });
	},
	withdrawOffer: async (w) => r.withdrawOffer(w.as(w.worker), { id: (await offered(w)).id }),
	recordContact: async (w) => r.recordContact(w.as(w.worker), { id: (await owned(w)).id, outcome: 'reached' }),
	start: async (w) => r.start(w.as(w.worker), { id: (await owned(w)).id }),
	pause: async (w) => r.pause(w.as(w.worker), { id: (await owned(w)).id, reason: 'weather' }),
	resume: async (w) => {
		const { id } = await owned(w);
		await r.pause(w.as(w.worker), { id, reason: 'weather' });
		await r.resume(w.as(w.worker), { id });
	},
	requestExtension: async (w) => r.requestExtension(w.as(w.worker), { id: (await owned(w)).id, minutes: 60, reason: '等' }),
	ruleExtension: async (w) => {
		const { id } = await owned(w);
		await r.requestExtension(w.as(w.worker), { id, minutes: 60, reason: '等' });
		await r.ruleExtension(w.as(w.head), { id, approve: true });
	},
	sendBack: async (w) => r.sendBack(w.as(w.worker), { id: (await owned(w)).id, reason: 'not_our_area', note: '隔壁' }),
	ruleSendBack: async (w) => {
		const { id } = await owned(w);
		await r.sendBack(w.as(w.worker), { id, reason: 'not_our_area', note: '隔壁' });
		await r.ruleSendBack(w.as(w.head), { id, approve: false });
	},
	callIn: async (w) => r.callIn(w.as(w.worker), { id: (await owned(w)).id, parties: [{ name: '城管', lead: true }] }),
	reportIn: async (w) => {
		const { id } = await owned(w);
		await r.callIn(w.as(w.worker), { id, parties: [{ name: '城管', lead: true }] });
		const { parties } = await r.getCase(w.as(w.worker), { id });
		await r.reportIn(w.as(w.worker), { id, partyId: parties[0]!.id, report: '到了' });
	},
	chase: async (w) => r.chase(w.as(w.resident), { ref: { id: (await owned(w)).id } }),
	supervise: async (w) => r.supervise(w.as(w.head), { id: (await owned(w)).id, note: '盯着' }),
	serve: (w) => served(w),
	note: async (w) => r.addNote(w.as(w.worker), { id: (await owned(w)).id, note: '记一笔' }),
	message: async (w) => r.sendMessage(w.as(w.worker), { ref: { id: (await owned(w)).id }, body: '您好' }),
	attach: async (w) => r.attach(w.as(w.resident), { ref: { id: (await owned(w)).id }, attachments: [aFile(w, 'photo')] }),
	undo: async (w) => r.undo(w.as(w.worker), { id: (await owned(w)).id }),
	reveal: async (w) => r.reveal(w.as(w.worker), { id: (await owned(w)).id, what: 'reporter', reason: '回电' }),
	dropProxy: async (w) => {
		const ref = { id: (await owned(w)).id };
		await r.nameProxy(w.as(w.resident), { ref, phone: '12000000066', name: '小张' });
		return r.dropProxy(w.as(w.resident), { ref, proxyId: (await r.followCase(w.as(w.resident), { ref })).proxies[0]!.id });
	},
	nameProxy: async (w) => r.nameProxy(w.as(w.resident), { ref: { id: (await owned(w)).id }, phone: '12000000066', name: '小张' }),
	confirm: async (w) => r.confirm(w.as(w.resident), { ref: { id: (await served(w)).id } }),
	deny: async (w) => r.deny(w.as(w.resident), { ref: { id: (await served(w)).id }, note: '没好' }),
	recordCallback: async (w) => {
		const { id } = await served(w);
		const { callbacks } = await r.getCase(w.as(w.worker), { id });
		await r.recordCallback(w.as(w.colleague), { id, callbackId: callbacks[0]!.id, outcome: 'solved' });
	},
	closeUnsolved: async (w) => r.closeUnsolved(w.as(w.head), { id: (await served(w)).id, reason: 'no_policy', note: '没有' }),
	reopen: async (w) => {
		const { id } = await served(w);
		await r.confirm(w.as(w.resident), { ref: { id } });
		await r.reopen(w.as(w.resident), { ref: { id }, note: '又坏' });
	},
	rate: async (w) => {
		const { id } = await served(w);
		await r.confirm(w.as(w.resident), { ref: { id } });
		await r.rate(w.as(w.resident), { ref: { id }, rating: 4 });
	},
	withdraw: async (w) => r.withdraw(w.as(w.resident), { ref: { id: (await owned(w)).id } }),
	noteSearchMiss: (w) => r.noteSearchMiss(w.as(anonymous), { words: '夜间托管' }),
	handleMisses: (w) => r.handleMisses(w.as(w.worker), { term: 'none', outcome: 'planned' }),
	saveTemplate: (w) => r.saveTemplate(w.as(w.manager), { title: '问候', body: '您好', purpose: 'message' }),
	archiveTemplate: async (w) => r.archiveTemplate(w.as(w.manager), { id: (await r.saveTemplate(w.as(w.manager), { title: '问候', body: '您好', purpose: 'message' })).id }),
	saveView: (w) => r.saveView(w.as(w.worker), { name: '我的', query: { queue: 'mine' } }),
	removeView: async (w) => r.removeView(w.as(w.worker), { id: (await r.saveView(w.as(w.worker), { name: '删', query: {} })).id }),
	export: (w) => r.exportCases(w.as(w.head), {}),
	exportRateRecords: (w) => r.exportRateRecords(w.as(w.head), { from: '2026-11-01', to: '2026-11-30', rate: 'solve', part: 'in_hand' }),
	saveCategory: (w) => r.saveCategory(w.as(w.manager), { code: 'drone_noise', group: 'noise', name: { zh: '无人机噪声' }, type: 'complaint', urgency: 'normal' }),
	saveClockPolicy: (w) => r.saveClockPolicy(w.as(w.manager), { urgency: 'normal', clock: 'first_contact', minutes: 120, unit: 'working', validFrom: '2026-12-01' }),
	saveWeek: (w) => r.saveWeek(w.as(w.manager), { validFrom: '2027-06-01', week: Array.from({ length: 7 }, () => [{ from: '08:00', to: '12:00' }]), makeup: [{ from: '08:00', to: '12:00' }] }),
	saveCalendarDays: (w) => r.saveCalendarDays(w.as(w.manager), { days: [{ date: '2027-01-01', kind: 'holiday', name: '元旦' }], published: { year: 2027, source: '测试' } }),
	saveRule: (w) => r.saveRule(w.as(w.manager), { key: 'reopen_days', validFrom: '2026-12-01', value: 15 })
};

it('has a way to every write of the module', () => {
	const all = [...useCases.values()].filter(({ name, writes }) => writes && name.startsWith('requests.')).map(({ name }) => name.slice('requests.'.length));
	expect(Object.keys(WRITES).sort()).toEqual(all.sort());
});

it.each(Object.keys(WRITES))('%s leaves its row in the audit log, without a personal value in it', async (name) => {
	const w = await world();
	await WRITES[name]!(w);
	const { rows } = await ownerPool().query('SELECT * FROM platform.audit_log WHERE subdistrict_id = $1 AND action = $2 ORDER BY id', [w.id, `requests.${name}`]);
	expect(rows.length).toBeGreaterThan(0);
	expect(rows.at(-1).subject_type).not.toBeNull();
	expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${PHONE}|张三丰|12000000077|12000000066`));
});
