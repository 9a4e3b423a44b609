import { expect, it } from 'vitest';
import { writeTx } from '#platform/db/tx.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { AppError } from '#platform/errors.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { acceptSlot, assign, claim, confirm, deny, join, offer, serve } from '../index.ts';
import { joinPorts, type Slots } from '../requests.ports.ts';
import { findCase, permit, step, type Tx } from './case.store.ts';
import { ownedBy } from '../triage/triage.usecases.ts';
import { PHONE, someone, tell, world, type World } from '../requests.testing.ts';

useDatabase();

const settled = (results: PromiseSettledResult<unknown>[]) => ({
	done: results.filter(({ status }) => status === 'fulfilled').length,
	codes: [...new Set(results.flatMap((one) => (one.status === 'rejected' ? [one.reason instanceof AppError ? one.reason.code : String(one.reason)] : [])))]
});
const events = async (id: string, action: string) => Number((await ownerPool().query('SELECT count(*) n FROM requests.event WHERE request_id = $1 AND action = $2', [id, action])).rows[0].n);
const workers = (w: World, n: number) => Array.from({ length: n }, (_, i) => someone('worker', `工作者${i}`, w.communities[0]));

it('gives a case to one of twenty who take it at once', async () => {
	const w = await world();
	const { id } = await tell(w);
	const result = settled(await Promise.allSettled(workers(w, 20).map((worker) => claim(w.as(worker), { id }))));
	expect(result).toEqual({ done: 1, codes: ['requests.refused_wrong_state'] });
	expect(await events(id, 'claim')).toBe(1);
});

it('would give it to several without the lock: the race that the lock closes', async () => {
	const w = await world();
	const { id } = await tell(w);
	const unsafeClaim = (worker: ReturnType<typeof someone>) =>
		writeTx<'requests', void>(w.as(worker), async (tx: Tx) => {
			const held = await findCase(tx, { id }, false);
			const actor = await permit(tx, held, 'claim');
			await new Promise((resolve) => setTimeout(resolve, 30));
			await step(tx, held, actor, 'claim', ownedBy(held, { id: worker.id!, name: worker.name }, tx.ctx.clock.now()));
		});
	expect(settled(await Promise.allSettled(workers(w, 8).map(unsafeClaim))).done).toBeGreaterThan(1);
	expect(await events(id, 'claim')).toBeGreaterThan(1);
});

/** A service's bookable times as the directory keeps them: the database decides who was too late. */
async function slotTable(places: number, guarded: boolean): Promise<{ slotId: string; slots: Slots; taken: () => Promise<number> }> {
	await ownerPool().query('CREATE TABLE IF NOT EXISTS requests.test_slot (id uuid PRIMARY KEY, places int NOT NULL, taken int NOT NULL DEFAULT 0); GRANT ALL ON requests.test_slot TO baiyun_app');
	const slotId = newId();
	await ownerPool().query('INSERT INTO requests.test_slot VALUES ($1, $2)', [slotId, places]);
	const startsAt = new Date('2026-11-26T01:00:00Z');
	const slots: Slots = {
		async take(tx, id) {
			const { db } = tx as unknown as { db: { executeQuery(q: unknown): Promise<{ rows: { taken: number }[]; numAffectedRows?: bigint }> } };
			const run = (text: string, parameters: unknown[]) => db.executeQuery({ sql: text, parameters, query: { kind: 'RawNode' } });
			if (guarded) {
				const { numAffectedRows } = await run('UPDATE requests.test_slot SET taken = taken + 1 WHERE id = $1 AND taken < places', [id]);
				if (!numAffectedRows) throw new AppError('requests.slotFull', { status: 409 });
			} else {
				const { rows } = await run('SELECT taken, places FROM requests.test_slot WHERE id = $1', [id]);
				const { taken, places } = rows[0] as { taken: number; places?: number };
				if (taken >= (places ?? 0)) throw new AppError('requests.slotFull', { status: 409 });
				await new Promise((resolve) => setTimeout(resolve, 20));
				await run('UPDATE requests.test_slot SET taken = taken + 1 WHERE id = $1', [id]);
			}
			return { slotId: id, serviceId: newId(), organizationId: newId(), organizationName: '修理铺', serviceName: '电工', startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), place: '上门' };
		},
		free: async () => {}
	};
	return { slotId, slots, taken: async () => Number((await ownerPool().query('SELECT taken FROM requests.test_slot WHERE id = $1', [slotId])).rows[0].taken) };
}

async function fiftyOffered(w: World) {
	const cases = await Promise.all(Array.from({ length: 50 }, (_, i) => tell(w, { channel: 'counter', reporter: { phone: `1200000${String(1000 + i)}` } }, w.worker)));
	await Promise.all(cases.map(({ id }) => offer(w.as(w.worker), { id, organizationId: newId() })));
	return cases;
}

it.each([
	['gives a one-place time to one of fifty who accept it at once', true, 1],
	['would overbook it if one counted first and booked then', false, 2]
])('%s', async (_, guarded, atLeast) => {
	const w = await world();
	const { slotId, slots, taken } = await slotTable(1, guarded);
	const before = joinPorts({ slots });
	try {
		const cases = await fiftyOffered(w);
		const result = settled(await Promise.allSettled(cases.map((one, i) => acceptSlot(w.as(w.stranger), { ref: { number: one.number, phone: `1200000${String(1000 + i)}` }, slotId }))));
		expect(result.done).toBeGreaterThanOrEqual(atLeast);
		if (!guarded) return;
		expect(result).toEqual({ done: 1, codes: ['requests.slotFull'] });
		expect(await taken()).toBe(1);
		// Those who were too late are as they were: offered, no wait, no event.
		const { rows } = await ownerPool().query("SELECT count(*) FILTER (WHERE state = 'booked')::int booked, count(*) FILTER (WHERE state = 'offered')::int offered FROM requests.offer WHERE subdistrict_id = $1", [w.id]);
		expect(rows[0]).toEqual({ booked: 1, offered: 49 });
		expect(Number((await ownerPool().query('SELECT count(*) n FROM requests.pause WHERE subdistrict_id = $1', [w.id])).rows[0].n)).toBe(1);
	} finally {
		joinPorts(before);
	}
});

it('books one place for a resident who taps ten times', async () => {
	const w = await world();
	const { slotId, slots, taken } = await slotTable(5, true);
	const before = joinPorts({ slots });
	try {
		const { id, number } = await tell(w);
		await offer(w.as(w.worker), { id, organizationId: newId() });
		await Promise.allSettled(Array.from({ length: 10 }, () => acceptSlot(w.as(w.stranger), { ref: { number, phone: PHONE }, slotId })));
		expect(await taken()).toBe(1);
		expect(await events(id, 'accept_slot')).toBe(1);
	} finally {
		joinPorts(before);
	}
});

it('makes one live offer of several at once', async () => {
	const w = await world();
	const { id } = await tell(w);
	const result = settled(await Promise.allSettled(Array.from({ length: 10 }, () => offer(w.as(w.worker), { id, organizationId: newId() }))));
	expect(result).toEqual({ done: 1, codes: ['requests.refused_offer_open'] });
	await expect(
		ownerPool().query(
			"INSERT INTO requests.offer (subdistrict_id, id, request_id, round, organization_id, organization_name, state, need, offered_at) SELECT subdistrict_id, gen_random_uuid(), request_id, round, gen_random_uuid(), 'x', 'offered', 'x', now() FROM requests.offer WHERE request_id = $1",
			[id]
		)
	).rejects.toThrow('offer_one_live');
});

it('takes one answer when "yes" and "no" come together', async () => {
	const w = await world();
	const told = await tell(w);
	await claim(w.as(w.worker), { id: told.id });
	await serve(w.as(w.worker), { id: told.id, note: '修了' });
	const ref = { number: told.number, phone: PHONE };
	const result = settled(await Promise.allSettled([...Array(5)].flatMap(() => [confirm(w.as(w.stranger), { ref }), deny(w.as(w.stranger), { ref, note: '没好' })])));
	// A "no" that came first is followed by a "yes" that is still possible; what cannot be is two of a kind on one round.
	const { rows } = await ownerPool().query("SELECT action, count(*)::int n FROM requests.event WHERE request_id = $1 AND action IN ('confirm', 'deny') GROUP BY action", [told.id]);
	for (const { n } of rows) expect(n).toBe(1);
	expect(result.done).toBe(rows.length);
});

it('joins one telephone once, however often it is sent', async () => {
	const w = await world();
	const told = await tell(w);
	const joined = await Promise.allSettled(Array.from({ length: 10 }, () => join(w.as(w.stranger), { id: told.id, phone: '12000000077' })));
	expect(new Set(joined.flatMap((one) => (one.status === 'fulfilled' ? [one.value.key] : []))).size).toBe(1);
	expect(Number((await ownerPool().query('SELECT follower_count n FROM requests.request WHERE id = $1', [told.id])).rows[0].n)).toBe(1);
});

it('keeps versions in step under mixed work: every event one version', async () => {
	const w = await world();
	const { id } = await tell(w);
	await Promise.allSettled([...workers(w, 6).map((one) => claim(w.as(one), { id })), ...workers(w, 6).map((one) => assign(w.as(w.head), { id, workerId: one.id! })), assign(w.as(w.head), { id, workerId: w.worker.id! })]);
	const { rows } = await ownerPool().query('SELECT version, (SELECT count(*)::int FROM requests.event e WHERE e.request_id = r.id) events FROM requests.request r WHERE id = $1', [id]);
	expect(rows[0].version).toBe(rows[0].events);
});
