import { expect, test } from 'vitest';
import { PatrolQueue, type PatrolCase, type Sent, type Shelf, type Waiting } from './patrol-queue.ts';

function shelf(): Shelf {
	const kept = new Map<string, Waiting>();
	return {
		all: async () => [...kept.values()],
		put: async (entry) => void kept.set(entry.clientId, entry),
		remove: async (clientId) => void kept.delete(clientId)
	};
}

const seen = (clientId: string, seenAt: string): PatrolCase => ({ clientId, text: '井盖松动', communityId: null, address: '', urgency: 'urgent', position: null, seenAt, photos: [] });

test('what is kept without network is sent when it is back, oldest first, and is then gone from the phone', async () => {
	let online = false;
	const arrived: string[] = [];
	const queue = new PatrolQueue(shelf(), async (entry): Promise<Sent> => {
		if (!online) return { kind: 'later' };
		arrived.push(entry.clientId);
		return { kind: 'done', number: `N-${entry.clientId}` };
	});
	await queue.keep(seen('b', '2026-11-24T02:00:00Z'));
	await queue.keep(seen('a', '2026-11-24T01:00:00Z'));
	expect(await queue.flush()).toEqual([]);
	expect(await queue.waiting()).toHaveLength(2);
	online = true;
	expect((await queue.flush()).map((entry) => entry.number)).toEqual(['N-a', 'N-b']);
	expect(arrived).toEqual(['a', 'b']);
	expect(await queue.waiting()).toEqual([]);
});

test('two flushes at once send each case once', async () => {
	const arrived: string[] = [];
	const queue = new PatrolQueue(shelf(), async (entry): Promise<Sent> => {
		await new Promise((resolve) => setTimeout(resolve, 5));
		arrived.push(entry.clientId);
		return { kind: 'done', number: 'N' };
	});
	await queue.keep(seen('a', '2026-11-24T01:00:00Z'));
	await Promise.all([queue.flush(), queue.flush()]);
	expect(arrived).toEqual(['a']);
});

test('a refused case stays with its reason and does not hold up the others', async () => {
	const queue = new PatrolQueue(shelf(), async (entry): Promise<Sent> => (entry.clientId === 'bad' ? { kind: 'refused', reason: 'requests.textMissing' } : { kind: 'done', number: 'N' }));
	await queue.keep(seen('bad', '2026-11-24T01:00:00Z'));
	await queue.keep(seen('good', '2026-11-24T02:00:00Z'));
	expect(await queue.flush()).toHaveLength(1);
	expect(await queue.waiting()).toMatchObject([{ clientId: 'bad', state: 'refused', reason: 'requests.textMissing' }]);
	expect(await queue.flush()).toEqual([]);
});

test('a case that is being mended is not sent; kept anew, it is sent as it was mended', async () => {
	const arrived: string[] = [];
	const queue = new PatrolQueue(shelf(), async (entry): Promise<Sent> => {
		arrived.push(entry.text);
		return { kind: 'done', number: 'N' };
	});
	const first = seen('a', '2026-11-24T01:00:00Z');
	await queue.keep(first);
	await queue.hold(first);
	expect(await queue.flush()).toEqual([]);
	await queue.keep({ ...first, text: '井盖没了' });
	await queue.flush();
	expect(arrived).toEqual(['井盖没了']);
});
