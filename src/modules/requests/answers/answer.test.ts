import { expect, it } from 'vitest';
import { anonymous } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { callbackList, claim, confirm, deny, dropProxy, followCase, getCase, join, nameProxy, rate, rates, recordCallback, reopen, serve, submit, withdraw } from '../index.ts';
import type { Notice } from '../requests.ports.ts';
import { joinPorts } from '../requests.ports.ts';
import { sweep } from '../handling/sweep.ts';
import { systemActor } from '#platform/context.ts';
import { aFile, PHONE, tell, world, type World } from '../requests.testing.ts';

useDatabase();

const row = async (id: string) => (await ownerPool().query('SELECT * FROM requests.request WHERE id = $1', [id])).rows[0];
const DAY = 86_400_000;

async function served(w: World, more: Parameters<typeof tell>[1] = {}) {
	const told = await tell(w, more);
	await claim(w.as(w.worker), { id: told.id });
	await serve(w.as(w.worker), { id: told.id, note: '换了灯' });
	return told;
}
const callOf = async (w: World, id: string) => (await callbackList(w.as(w.colleague), { later: true })).items.filter((line) => line.requestId === id && line.followerId === null)[0]!;

it('lets nobody but the resident say that it is solved: not the worker, not a rule, not the database’s own owner', async () => {
	const w = await world();
	const { id } = await served(w);
	for (const way of ['tap', 'callback'] as const) await expect(confirm(w.as(w.worker), { ref: { id }, way })).rejects.toMatchObject({ code: 'requests.refused_resident_decides' });
	await expect(confirm(w.as(w.worker), { ref: { id }, way: 'counter' })).rejects.toMatchObject({ code: 'requests.refused_own_work' });
	await expect(confirm(w.as(w.worker), { ref: { id }, way: 'paper' })).rejects.toMatchObject({ fields: [{ code: 'requests.paperMissing' }] });
	await expect(confirm(w.as(systemActor('job')), { ref: { id } })).rejects.toMatchObject({ code: 'requests.refused_not_involved' });
	await expect(ownerPool().query("UPDATE requests.request SET state = 'solved' WHERE id = $1", [id])).rejects.toThrow('solved_by_the_resident');
	await confirm(w.as(w.worker), { ref: { id }, way: 'paper', attachments: [aFile(w, 'signature')] });
	expect(await row(id)).toMatchObject({ state: 'solved', answer: 'solved', answer_way: 'paper' });
});

it('lets a colleague bring the answer from the counter', async () => {
	const w = await world();
	const { id } = await served(w);
	await confirm(w.as(w.colleague), { ref: { id }, way: 'counter', rating: 4 });
	expect(await row(id)).toMatchObject({ state: 'solved', answer_way: 'counter', rating: 4, callback_due_at: null });
});

it('makes a call due only after the resident had days to tap, and none once they did', async () => {
	const w = await world();
	const { id } = await served(w);
	expect((await callbackList(w.as(w.colleague), {})).items).toEqual([]);
	w.clock.advance(2 * DAY + 1);
	expect((await callbackList(w.as(w.colleague), {})).items).toMatchObject([{ requestId: id, phone: '120****0001' }]);
	await confirm(w.as(w.resident), { ref: { id } });
	expect((await callbackList(w.as(w.colleague), { later: true })).items).toEqual([]);
});

it('does not let the one who did the work make the call', async () => {
	const w = await world();
	const { id } = await served(w);
	const call = await callOf(w, id);
	await expect(recordCallback(w.as(w.worker), { id, callbackId: call.id, outcome: 'solved' })).rejects.toMatchObject({ code: 'requests.refused_own_work' });
	await recordCallback(w.as(w.colleague), { id, callbackId: call.id, outcome: 'solved', rating: 5 });
	expect(await row(id)).toMatchObject({ state: 'solved', answer_way: 'callback', rating: 5 });
});

it('takes "not reached" for no answer: three attempts a day apart, then closed and left out of both rates', async () => {
	const w = await world();
	const { id } = await served(w);
	const call = await callOf(w, id);
	for (let attempt = 1; attempt <= 3; attempt++) {
		expect((await row(id)).state).toBe('served');
		w.clock.advance(3 * DAY);
		await recordCallback(w.as(w.colleague), { id, callbackId: call.id, outcome: 'not_reached' });
	}
	expect(await row(id)).toMatchObject({ state: 'unsolved_closed', close_reason: 'not_reached', answer: null, rating: null });
	const [all] = await rates(w.as(w.manager), { from: '2026-11-01', to: '2026-12-31' });
	expect(all!.figures.solve).toMatchObject({ numerator: 0, denominator: 0, value: null, leftOut: [{ why: 'unreached', count: 1 }] });
	expect(all!.figures.satisfaction).toMatchObject({ denominator: 0, leftOut: [{ why: 'unreached', count: 1 }] });
	await expect(recordCallback(w.as(w.colleague), { id, callbackId: call.id, outcome: 'solved' })).rejects.toMatchObject({ code: 'requests.refused_no_callback' });
});

it('opens the case again for its first owner when a called resident says no', async () => {
	const w = await world();
	const { id } = await served(w);
	const call = await callOf(w, id);
	await recordCallback(w.as(w.colleague), { id, callbackId: call.id, outcome: 'not_solved', note: '又坏了' });
	expect(await row(id)).toMatchObject({ state: 'dispatched', round: 2, owner_name: '张伟', answer: null, callback_due_at: null });
	const { rows } = await ownerPool().query('SELECT round, answer, answer_way, end_state FROM requests.round WHERE request_id = $1 ORDER BY round', [id]);
	expect(rows).toEqual([
		{ round: 1, answer: 'not_solved', answer_way: 'callback', end_state: 'reopened' },
		{ round: 2, answer: null, answer_way: null, end_state: null }
	]);
});

it('calls every follower for themselves; one who says no opens it again even after the first said yes', async () => {
	const w = await world();
	const told = await tell(w);
	await join(w.as(anonymous), { id: told.id, phone: '12000000055' });
	await claim(w.as(w.worker), { id: told.id });
	await serve(w.as(w.worker), { id: told.id, note: '修了' });
	await confirm(w.as(w.resident), { ref: { id: told.id }, rating: 5 });
	const left = (await callbackList(w.as(w.colleague), { later: true })).items;
	expect(left).toMatchObject([{ requestId: told.id, phone: '120****0055' }]);
	await recordCallback(w.as(w.colleague), { id: told.id, callbackId: left[0]!.id, outcome: 'not_solved', note: '我这边还黑' });
	expect(await row(told.id)).toMatchObject({ state: 'dispatched', round: 2 });
	// The yes of the first stays where it was given.
	expect((await ownerPool().query('SELECT answer, rating FROM requests.round WHERE request_id = $1 AND round = 1', [told.id])).rows[0]).toEqual({ answer: 'solved', rating: 5 });
});

it('keeps a later rating on its round and takes one for each', async () => {
	const w = await world();
	const { id } = await served(w);
	await confirm(w.as(w.resident), { ref: { id } });
	await rate(w.as(w.resident), { ref: { id }, rating: 2, note: '来得慢' });
	await expect(rate(w.as(w.resident), { ref: { id }, rating: 5 })).rejects.toMatchObject({ code: 'requests.refused_already_rated' });
	await expect(rate(w.as(w.worker), { ref: { id }, rating: 5 })).rejects.toMatchObject({ status: 409 });
	await reopen(w.as(w.resident), { ref: { id }, note: '又坏了' });
	const [all] = await rates(w.as(w.manager), { from: '2026-11-24', to: '2026-11-24' });
	expect(all!.figures.satisfaction).toMatchObject({ numerator: 0, denominator: 1 });
	expect(all!.figures.solve).toMatchObject({ numerator: 0, denominator: 1 });
});

it('opens again within the days of the rule, later only by a head', async () => {
	const w = await world();
	const { id } = await served(w);
	await confirm(w.as(w.resident), { ref: { id } });
	w.clock.advance(31 * DAY);
	await expect(reopen(w.as(w.resident), { ref: { id }, note: '又坏了' })).rejects.toMatchObject({ code: 'requests.refused_window_over' });
	await reopen(w.as(w.head), { ref: { id }, note: '居民来电' });
	expect(await row(id)).toMatchObject({ round: 2, state: 'dispatched' });
});

it('lets a named proxy answer, and a stranger with the number not', async () => {
	const w = await world();
	const told = await served(w);
	const named = await nameProxy(w.as(anonymous), { ref: { number: told.number, phone: PHONE }, phone: '12000000066', name: '小张' });
	await expect(nameProxy(w.as(anonymous), { ref: { number: told.number, phone: '12000000066' }, phone: '12000000067', name: '乙' })).rejects.toMatchObject({ status: 403 });
	expect(await followCase(w.as(anonymous), { ref: { number: told.number, key: named.key } })).toMatchObject({ as: 'proxy', text: '三号楼二单元楼道灯不亮三天了' });
	await deny(w.as(anonymous), { ref: { number: told.number, phone: '12000000066' }, note: '没亮' });
	expect(await row(told.id)).toMatchObject({ round: 2 });
});

it('tells the proxy the way in, and closes it when the reporter needs them no more', async () => {
	const w = await world();
	const told = await tell(w);
	const mine = { number: told.number, phone: PHONE };
	const notices: Notice[] = [];
	const before = joinPorts({ notifier: { tell: async (_tx, notice) => void notices.push(notice) } });
	const { key } = await nameProxy(w.as(anonymous), { ref: mine, phone: '12000000066', name: '小张' });
	joinPorts(before);
	expect(notices).toMatchObject([{ what: 'told.proxy', key }]);
	const { proxies } = await followCase(w.as(anonymous), { ref: mine });
	expect(proxies).toMatchObject([{ name: '小*', phone: '120****0066' }]);
	const theirs = { number: told.number, key };
	expect((await followCase(w.as(anonymous), { ref: theirs })).proxies).toEqual([]);
	await expect(dropProxy(w.as(anonymous), { ref: theirs, proxyId: proxies[0]!.id })).rejects.toMatchObject({ status: 403 });
	for (let twice = 0; twice < 2; twice++) await dropProxy(w.as(anonymous), { ref: mine, proxyId: proxies[0]!.id });
	await expect(followCase(w.as(anonymous), { ref: theirs })).rejects.toMatchObject({ status: 404 });
	expect(await row(told.id)).toMatchObject({ follower_count: 0 });
});

it('lets the resident take it back while it is being worked on, and not after', async () => {
	const w = await world();
	const { id } = await tell(w);
	await withdraw(w.as(w.resident), { ref: { id } });
	expect(await row(id)).toMatchObject({ state: 'withdrawn', next_due_at: null });
	const done = await served(w);
	await expect(withdraw(w.as(w.resident), { ref: { id: done.id } })).rejects.toMatchObject({ code: 'requests.refused_wrong_state' });
});

it('closes what nobody can be asked about after some days, unanswered', async () => {
	const w = await world();
	const told = await submit(w.as(anonymous), { text: '东门消防通道被占', categoryCode: 'fire_lane', answers: { where: '东门' }, place: { communityId: w.communities[0] } });
	await claim(w.as(w.worker), { id: told.id });
	await serve(w.as(w.worker), { id: told.id, note: '已挪车' });
	const job = w.as(systemActor('job:requests:sweep'));
	expect(await sweep(job)).toMatchObject({ closed: 0 });
	w.clock.advance(8 * DAY);
	expect(await sweep(job)).toMatchObject({ closed: 1 });
	expect(await sweep(job)).toMatchObject({ closed: 0 });
	expect(await row(told.id)).toMatchObject({ state: 'unsolved_closed', answer: null });
	expect((await getCase(w.as(w.head), { id: told.id })).history.at(-1)).toMatchObject({ actorKind: 'rule', action: 'close_unsolved' });
});

it('tells the reporter what others did, followers what decides, and nobody what they did themselves', async () => {
	const w = await world();
	const notices: Notice[] = [];
	const before = joinPorts({ notifier: { tell: async (_tx, notice) => void notices.push(notice) } });
	try {
		const told = await tell(w);
		await join(w.as(anonymous), { id: told.id, phone: '12000000055' });
		await claim(w.as(w.worker), { id: told.id });
		await serve(w.as(w.worker), { id: told.id, note: '修了' });
		await confirm(w.as(w.resident), { ref: { id: told.id } });
		expect(notices.map(({ what }) => what)).toEqual(['told.assigned', 'told.served', 'told.served', 'told.solved']);
		expect(new Set(notices.map(({ key }) => key)).size).toBe(2);
		expect(notices.at(-1)!.key).not.toBe(told.key);
	} finally {
		joinPorts(before);
	}
});
