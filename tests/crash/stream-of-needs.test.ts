import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chainAudit } from '#platform/audit.ts';
import { lastLineOf, runCommand } from '../support/command.ts';
import { asOwner } from '../support/database.ts';
import { startProduct, untilReady, type Product } from '../support/product.ts';

/*
 * Phones send needs all the time while the application and the database are killed under them. A phone that got no
 * answer sends the same need again under the same client id until it gets one, as a phone must, because it cannot know
 * whether the answer or the need was lost.
 */
const PHONES = 8;
const KILLS = ['app', 'database', 'app', 'database', 'both', 'app', 'database'] as const;

interface Acknowledged {
	clientId: string;
	id: string;
	number: string;
	/** how often it was sent until an answer came */
	sends: number;
}

let product: Product;
let token = '';
/** how many needs were acknowledged; each has at least one row in the audit log */
let told = 0;
beforeAll(async () => {
	product = await startProduct();
	token = await lastLineOf(product.dataDir, ['token', 'create', '--name', 'crash', '--scopes', 'requests:submit']);
}, 240_000);
afterAll(() => product?.stop());

/** One need, sent until it is acknowledged. @throws what the product refuses */
async function tell(clientId: string, text: string): Promise<Acknowledged> {
	for (let sends = 1; sends < 2_000; sends++) {
		const answer = await fetch(`${product.origin}/api/v1/requests`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
			body: JSON.stringify({ clientId, text, categoryCode: 'corridor_light' }),
			signal: AbortSignal.timeout(10_000)
		}).catch(() => undefined);
		const body = answer && ((await answer.json().catch(() => undefined)) as { id: string; number: string } | undefined);
		if (answer?.status === 201 && body) return { clientId, id: body.id, number: body.number, sends };
		if (answer && answer.status < 500) throw new Error(`refused with ${answer.status}: ${JSON.stringify(body)}`);
		await sleep(20 + Math.random() * 60);
	}
	throw new Error(`${clientId} was never acknowledged`);
}

test('what was acknowledged is there exactly once, whatever was killed meanwhile', async () => {
	const acknowledged: Acknowledged[] = [];
	let sending = true;
	const phones = Array.from({ length: PHONES }, async (_, phone) => {
		for (let i = 1; sending; i++) acknowledged.push(await tell(randomUUID(), `楼道灯不亮 ${phone}-${i}`));
	});
	const stream = Promise.all(phones);
	stream.catch(() => {});

	const restarts: number[] = [];
	for (const what of KILLS) {
		// Long enough for many sends, and never at the same point of one.
		await sleep(1_000 + Math.random() * 700);
		const before = acknowledged.length;
		const { app, database } = product.pids();
		if (what !== 'database') process.kill(app, 'SIGKILL');
		if (what !== 'app') process.kill(database, 'SIGKILL');
		await sleep(50);
		restarts.push(await untilReady(product.origin));
		for (const end = Date.now() + 20_000; acknowledged.length < before + PHONES; await sleep(50)) if (Date.now() > end) throw new Error(`no need comes through after ${what} was killed`);
	}
	sending = false;
	await stream;
	console.log(`${acknowledged.length} needs acknowledged over ${KILLS.length} kills, ${acknowledged.filter(({ sends }) => sends > 1).length} of them sent more than once; back after ${restarts.join(', ')} ms`);

	told = acknowledged.length;
	expect(told).toBeGreaterThan(PHONES * KILLS.length);
	// The kills met sends under way, or this would prove nothing.
	expect(acknowledged.some(({ sends }) => sends > 1)).toBe(true);
	expect(new Set(acknowledged.map(({ number }) => number)).size).toBe(acknowledged.length);

	await asOwner(product.dataDir, async (owner) => {
		const ours = acknowledged.map(({ clientId }) => clientId);
		const cases = await owner.query<{ client_id: string; id: string; number: string; rounds: number; events: number; made: number; repeated: number }>(
			`SELECT r.client_id, r.id, r.number,
				(SELECT count(*)::int FROM requests.round o WHERE o.subdistrict_id = r.subdistrict_id AND o.request_id = r.id) AS rounds,
				(SELECT count(*)::int FROM requests.event e WHERE e.subdistrict_id = r.subdistrict_id AND e.request_id = r.id) AS events,
				count(a.id) FILTER (WHERE NOT (a.detail->>'repeated')::boolean)::int AS made,
				count(a.id) FILTER (WHERE (a.detail->>'repeated')::boolean)::int AS repeated
			FROM requests.request r LEFT JOIN platform.audit_log a
				ON a.subdistrict_id = r.subdistrict_id AND a.subject_type = 'request' AND a.subject_id = r.id::text AND a.action = 'requests.submit'
			WHERE r.client_id = ANY($1) GROUP BY r.subdistrict_id, r.id`,
			[ours]
		);
		const stored = new Map(cases.rows.map((row) => [row.client_id, row]));
		expect(stored.size).toBe(cases.rows.length);
		for (const { clientId, id, number, sends } of acknowledged) {
			const found = stored.get(clientId);
			expect(found, `${number} was acknowledged and is gone`).toMatchObject({ id, number, rounds: 1, events: 1, made: 1 });
			expect(found!.repeated, `${number}: more repeats than sends`).toBeLessThan(sends);
		}
		// Nothing that nobody sent: every need of this stream was acknowledged in the end.
		const { rows } = await owner.query<{ all: number }>(`SELECT count(*)::int AS all FROM requests.request WHERE text LIKE '楼道灯不亮 %-%'`);
		expect(rows[0]!.all).toBe(acknowledged.length);

		const { rows: tenants } = await owner.query<{ id: string }>('SELECT subdistrict_id AS id FROM platform.subdistrict');
		for (const { id } of tenants) await chainAudit(owner, id, { whole: true });
	});
});

test('the doctor finds the audit chain whole afterwards', async () => {
	const { status, stdout, stderr } = await runCommand(product.dataDir, ['doctor']);
	// The product runs on and its jobs write too, so a few rows may wait again; every need's row was chained above.
	const links = Number(/(\d+) links fit, \d+ rows wait to be chained/.exec(stdout)?.[1]);
	expect(links, stdout).toBeGreaterThanOrEqual(told);
	expect(stdout + stderr).not.toMatch(/chain breaks/);
	expect(status, stdout + stderr).toBe(0);
});
