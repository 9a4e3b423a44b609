import { beforeAll, expect, test } from 'vitest';
import { asOwner } from '../support/database.ts';
import { call, dataDir } from '../support/http.ts';
import { examples, newToken, operationsOf, readDocument, type Examples, type Operation, type Schema } from './api.ts';
import { expectCalm, hostileJson, hostileTexts, MARKUP } from './hostile.ts';

let operations: Operation[];
let known: Examples;
let token: string;
beforeAll(async () => {
	token = await newToken('requests:read', 'requests:submit');
	[known, operations] = await Promise.all([examples(token), readDocument().then(operationsOf)]);
});

const cases = () => asOwner(dataDir, async (owner) => (await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM requests.request')).rows[0]!.n);

function address(operation: Operation, query: Record<string, string>, params = known.params[operation.path] ?? {}): string {
	const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encode(params[name] ?? ''));
	const words = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encode(value)}`);
	return `${path}${words.length ? `?${words.join('&')}` : ''}`;
}
/** As a program would that knows of no Unicode: half a surrogate pair goes as the three bytes that stand for it. */
const encode = (text: string): string => text.split(/([\ud800-\udfff](?![\udc00-\udfff]))/).map((part) => (/^[\ud800-\udfff]$/.test(part) ? '%ED%A0%BD' : encodeURIComponent(part.toWellFormed()))).join('');

const ask = (operation: Operation, path: string, body?: unknown, withToken = operation.security.length > 0) =>
	call(path, {
		method: operation.method,
		headers: { ...(withToken ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
	});

test('every parameter of every operation takes hostile text calmly', async () => {
	let tried = 0;
	for (const operation of operations) {
		for (const parameter of operation.parameters) {
			for (const [name, text] of hostileTexts) {
				// An address has its own bounds, which the server before us keeps (8 kB in Node's).
				const value = text.slice(0, 600);
				const query = { ...known.query[operation.path], ...(parameter.in === 'query' ? { [parameter.name]: value } : {}) };
				const params = { ...known.params[operation.path], ...(parameter.in === 'path' ? { [parameter.name]: value } : {}) };
				if (operation.body) continue;
				await expectCalm(await ask(operation, address(operation, query, params)), `${operation.method} ${operation.path} ${parameter.name}: ${name}`);
				tried++;
			}
		}
	}
	expect(tried).toBeGreaterThan(300);
});

/** Every place of a body's schema, as a path of names. */
function places(schema: Schema, at: string[] = []): string[][] {
	const choices = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (schema[key] as Schema[] | undefined) ?? []);
	const below = Object.entries((schema.properties as Record<string, Schema> | undefined) ?? {}).flatMap(([name, part]) => places(part, [...at, name]));
	const items = schema.items ? places(schema.items as Schema, [...at, '0']) : [];
	return [at, ...below, ...items, ...choices.flatMap((choice) => places(choice, at)).filter((place) => place.length > at.length)];
}

/** A copy of `body` with `value` at that place. */
function withValue(body: unknown, [name, ...rest]: string[], value: unknown): unknown {
	if (name === undefined) return value;
	if (name === '0') return [withValue(undefined, rest, value)];
	return { ...(body as Record<string, unknown>), [name]: withValue((body as Record<string, unknown> | undefined)?.[name], rest, value) };
}

test('every place of every body takes what it does not expect, and keeps nothing that it refused', async () => {
	let tried = 0;
	for (const operation of operations) {
		if (!operation.body) continue;
		const example = known.body[`${operation.method} ${operation.path}`];
		expect(example, `api.ts has no example for ${operation.method} ${operation.path}`).toBeDefined();
		// Without a telephone: one number may tell ten needs a day, and the rest would be refused for that alone.
		const { reporter: _, ...valid } = example!;
		const before = await cases();
		let made = 0;
		for (const place of places(operation.body)) {
			for (const [i, [name, value]] of hostileJson.entries()) {
				const body = withValue({ ...valid, clientId: crypto.randomUUID() }, place, value);
				const answer = await ask(operation, operation.path, body, i % 2 === 0);
				const text = await expectCalm(answer, `${operation.path} ${place.join('.') || '(all)'}: ${name}`);
				expect(answer.status, `${operation.path} ${place.join('.')}: ${name} was refused for something else`).not.toBe(429);
				if (answer.status < 300 && !(JSON.parse(text) as { repeated?: boolean }).repeated) made++;
				tried++;
			}
		}
		expect(await cases()).toBe(before + made);
	}
	expect(tried).toBeGreaterThan(600);
	expect(({} as { polluted?: true }).polluted).toBeUndefined();
});

test.each<[string, string | Uint8Array<ArrayBuffer>, number]>([
	['nothing', '', 400],
	['no JSON', '{"text":', 400],
	['JSON with a tail', '{"text":"ab"} x', 400],
	['another encoding', new Uint8Array([0x7b, 0x22, 0x74, 0xff, 0xfe, 0x22, 0x3a, 0x22, 0xd6, 0xd0, 0x22, 0x7d]), 422],
	['UTF-16', new Uint8Array(Buffer.from('{"text":"abc"}', 'utf16le')), 400],
	['100,000 levels', `{"text":"ab","answers":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`, 422],
	['100,000 lists', '['.repeat(100_000) + ']'.repeat(100_000), 422],
	['a number beyond all numbers', '{"text":"楼道","type":"complaint","place":{"point":{"lon":1e999,"lat":1}}}', 422],
	['1 MB of text', JSON.stringify({ text: 'x'.repeat(990_000), type: 'complaint' }), 422],
	['2 MB of text', JSON.stringify({ text: 'x'.repeat(2_000_000), type: 'complaint' }), 413],
	['45 MB', 'x'.repeat(45_000_000), 413]
])('a body of %s is refused with a code', async (what, body, status) => {
	const before = await cases();
	const answer = await call('/api/v1/requests', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
	await expectCalm(answer, what);
	expect(answer.status).toBe(status);
	expect(await cases()).toBe(before);
});

test('names twice and inherited names in an address change nothing', async () => {
	for (const query of ['q=a&q=b', '__proto__[x]=1&q=a', 'constructor=1&q=a', 'toString=1&q=a', 'q[]=a', 'q[$ne]=a']) await expectCalm(await call(`/api/v1/match?${query}`), query);
});

test('a foreign page cannot write with somebody’s session, nor can a token that nobody gave', async () => {
	for (const authorization of ['Bearer x', 'Bearer ', 'Basic eDp5', `Bearer ${MARKUP.replaceAll('\n', '')}`, `Bearer ${token}x`, `bearer ${'a'.repeat(5000)}`]) {
		const answer = await call('/api/v1/requests', { headers: { authorization } });
		await expectCalm(answer, authorization);
		expect(answer.status).toBe(401);
	}
});
