import { describe, expect, test } from 'vitest';
import type { PhoneStore } from '#ui/phone-store.ts';
import { newKeyPair, openEnvelope, sealEnvelope, type Envelope } from '../../../visits/envelope.ts';
import { backOff, draftPhotos, queueState, releasePhotos, sendEnvelopes } from './queue.ts';
import { hasList, lockAway, MOST_WRONG, unlock } from '#ui/phone/vault.ts';

function memory<T extends { id: string }>(): PhoneStore<T> & { kept: Map<string, T> } {
	const kept = new Map<string, T>();
	return {
		kept,
		all: async () => [...kept.values()],
		get: async (id) => kept.get(id),
		put: async (entry) => void kept.set(entry.id, entry),
		remove: async (id) => void kept.delete(id),
		change: async (id, next) => {
			const entry = next(kept.get(id));
			if (entry === null) kept.delete(id);
			else kept.set(id, entry);
		}
	};
}

const VISIT = { ticket: 'T', visit: { note: '王奶奶说膝盖疼' } };

describe('an envelope', () => {
	test('opens with the server’s key alone, and says nothing on the outside', async () => {
		const [server, other] = [await newKeyPair(), await newKeyPair()];
		const envelope = await sealEnvelope(VISIT, { id: 'key', publicKey: server.publicKey }, 'visit');
		expect(await openEnvelope(envelope, server.privateKey)).toEqual(VISIT);
		await expect(openEnvelope(envelope, other.privateKey)).rejects.toThrow();
		expect(JSON.stringify(envelope)).not.toMatch(/王奶奶|膝盖|ticket/);
	});

	test('altered in any part it does not open; the same words make another envelope', async () => {
		const server = await newKeyPair();
		const to = { id: 'key', publicKey: server.publicKey };
		const envelope = await sealEnvelope(VISIT, to, 'visit');
		const flipped = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
		for (const change of [{ id: 'another' }, { keyId: 'another' }, { body: flipped(envelope.body) }, { iv: flipped(envelope.iv) }]) await expect(openEnvelope({ ...envelope, ...change }, server.privateKey)).rejects.toThrow();
		expect((await sealEnvelope(VISIT, to, 'visit')).body).not.toBe(envelope.body);
	});
});

const UNTIL = '2026-11-25T12:00:00Z';
const NOW = new Date('2026-11-24T12:00:00Z');
const QUICK = 1000;
const LIST = { stops: [{ name: '王奶奶', address: '红云里3号楼502' }], ticket: 'T' };

describe('the list under lock', () => {
	test('opens with its PIN, is kept anew, and nothing of it lies there in clear', async () => {
		const store = memory<never>() as never as ReturnType<typeof memory<{ id: string }>> & PhoneStore<never>;
		await lockAway(store, '204816', LIST, UNTIL, QUICK);
		const opened = await unlock<typeof LIST>(store, '204816', NOW);
		if (opened.state !== 'open') throw new Error(opened.state);
		expect(opened.content).toEqual(LIST);
		await opened.save({ ...LIST, ticket: 'U' });
		expect(await unlock(store, '204816', NOW)).toMatchObject({ content: { ticket: 'U' } });
		const [locked] = [...store.kept.values()] as unknown as { body: ArrayBuffer; device: CryptoKey }[];
		expect(new TextDecoder().decode(locked!.body)).not.toContain('王奶奶');
		await expect(crypto.subtle.exportKey('raw', locked!.device)).rejects.toThrow();
	});

	test('five wrong PINs remove it, also when the page is killed in between; a right one counts anew', async () => {
		const store = memory<never>() as never as ReturnType<typeof memory<{ id: string }>> & PhoneStore<never>;
		await lockAway(store, '204816', LIST, UNTIL, QUICK);
		for (let i = 1; i < MOST_WRONG; i++) expect(await unlock(store, '000000', NOW)).toEqual({ state: 'wrong', left: MOST_WRONG - i });
		expect((await unlock(store, '204816', NOW)).state).toBe('open');
		for (let i = 1; i < MOST_WRONG; i++) await unlock(store, '000000', NOW);
		expect(await unlock(store, '000000', NOW)).toEqual({ state: 'none' });
		expect(store.kept.size).toBe(0);
	});

	test('after its time it is removed unopened', async () => {
		const store = memory<never>() as never as ReturnType<typeof memory<{ id: string }>> & PhoneStore<never>;
		await lockAway(store, '204816', LIST, UNTIL, QUICK);
		expect(await hasList(store, new Date('2026-11-25T12:00:01Z'))).toBe(false);
		expect(store.kept.size).toBe(0);
	});
});

describe('what waits to be sent', () => {
	const envelope = (id: string): Envelope => ({ id, keyId: 'k', from: 'f', iv: 'i', body: 'b' });

	test('stays without an answer, leaves with one, and an answer may be for some alone', async () => {
		const store = memory<never>() as never as ReturnType<typeof memory<Envelope>> & PhoneStore<never>;
		for (const id of ['a', 'b', 'c']) await store.put(envelope(id) as never);
		expect(await sendEnvelopes(store, async () => null)).toEqual({ sent: 0, left: 3 });
		expect(await sendEnvelopes(store, async () => [{ id: 'a', state: 'taken' }, { id: 'c', state: 'unreadable' }])).toEqual({ sent: 1, left: 1 });
		expect(await queueState(store)).toMatchObject({ waiting: 1, unreadable: 1 });
		const asked: string[] = [];
		await sendEnvelopes(store, async (envelopes) => envelopes.map(({ id }) => (asked.push(id), { id, state: 'taken' })));
		expect(asked).toEqual(['b']);
		expect((await queueState(store)).lastSent).not.toBeNull();
	});

	test('photos go after the visits, alone; those of a visit that is being written do not go', async () => {
		const store = memory<never>() as never as ReturnType<typeof memory<Envelope>> & PhoneStore<never>;
		const large = 'x'.repeat(90_000);
		for (const [id, more] of [['p1', { photo: true, body: large }], ['v1', {}], ['p2', { photo: true, body: large }], ['d1', { photo: true, draftOf: 'v3' }], ['v2', {}]] as const) await store.put({ ...envelope(id), ...more } as never);
		expect(await queueState(store)).toMatchObject({ waiting: 2, photos: 2 });
		const posts: string[][] = [];
		const send = async (envelopes: Envelope[]) => (posts.push(envelopes.map(({ id }) => id)), envelopes.map(({ id }) => ({ id, state: id === 'p2' ? 'later' : 'taken' })));
		expect(await sendEnvelopes(store, send)).toEqual({ sent: 3, left: 1 });
		expect(posts).toEqual([['v1', 'v2'], ['p1'], ['p2']]);
		expect(await draftPhotos('v3', store)).toEqual(['d1']);
		await releasePhotos('v3', store);
		expect(await queueState(store)).toMatchObject({ waiting: 0, photos: 2 });
		await store.put({ ...envelope('d2'), photo: true, draftOf: 'v4' } as never);
		await releasePhotos(null, store);
		expect(await draftPhotos('v4', store)).toEqual([]);
	});

	test('is tried again after longer and longer', () => {
		expect([1, 2, 3, 4, 5, 9].map(backOff)).toEqual([5, 15, 45, 135, 300, 300]);
	});
});
