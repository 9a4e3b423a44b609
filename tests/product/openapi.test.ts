import Ajv, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { call } from '../support/http.ts';
import { examples, newToken, operationsOf, readDocument, type Document, type Examples, type Operation } from './api.ts';

/*
 * Every operation of /api/v1/openapi.json is asked as the document says it may be asked, and its answer is held against the
 * schema that the document gives for it. An operation without an example in api.ts fails.
 */
let document: Document;
let operations: Operation[];
let known: Examples;
const tokens = new Map<string, string>();
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);

beforeAll(async () => {
	document = await readDocument();
	operations = operationsOf(document);
	for (const scope of new Set(operations.flatMap(({ security }) => scopesOf(security)))) tokens.set(scope, await newToken(scope));
	known = await examples(tokens.get('requests:read')!);
	ajv.addSchema({ $id: 'document', components: document.components });
});

const scopesOf = (security: unknown[]): string[] => security.flatMap((each) => (each as { bearer: string[] }).bearer);

/** Closed where it is open, so that a field which the document does not know is a fault too. */
function closed(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(closed);
	if (typeof schema !== 'object' || schema === null) return schema;
	const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
	if (typeof parts.$ref === 'string') return { ...parts, $ref: parts.$ref.replace(/^#/, 'document#') };
	return parts.type === 'object' && parts.properties && parts.additionalProperties === undefined ? { ...parts, additionalProperties: false } : parts;
}

function expectValid(validate: ValidateFunction, body: unknown, what: string): void {
	const ok = validate(body);
	expect(ok ? [] : validate.errors!.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`), `${what} does not answer as described: ${JSON.stringify(body).slice(0, 400)}`).toEqual([]);
}

const answerSchema = (operation: Operation, status: string) => ajv.compile(closed(operation.responses[status]!.content['application/json'].schema) as object);

interface Ask {
	params?: Record<string, string>;
	query?: Record<string, string>;
	body?: unknown;
	token?: string;
}

async function ask(operation: Operation, { params = known.params[operation.path] ?? {}, query = known.query[operation.path] ?? {}, body, token }: Ask) {
	const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
	const search = new URLSearchParams(query).toString();
	const answer = await call(search ? `${path}?${search}` : path, {
		method: operation.method,
		headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body !== undefined && { 'content-type': 'application/json' }) },
		...(body !== undefined && { body: JSON.stringify(body) })
	});
	expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
	return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, headers: answer.headers };
}

const successOf = (operation: Operation) => Object.keys(operation.responses).find((status) => status !== 'default')!;
const bodyOf = (operation: Operation) => (operation.body ? { body: { ...known.body[`${operation.method} ${operation.path}`], ...('clientId' in ((operation.body.properties as object | undefined) ?? {}) && { clientId: crypto.randomUUID() }) } } : {});
const allowed = (operation: Operation): Ask => (operation.security.length ? { token: tokens.get(scopesOf(operation.security)[0]!)! } : {});

test('the document is an OpenAPI 3.1 document whose operations have names of their own', async () => {
	expect(document.openapi).toBe('3.1.0');
	expect(operations.length).toBeGreaterThan(8);
	const names = operations.map((operation) => (operation as unknown as { operationId: string }).operationId);
	expect(new Set(names).size).toBe(names.length);
	for (const operation of operations) {
		const placed = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		expect(operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name), operation.path).toEqual(placed);
		expect(() => answerSchema(operation, successOf(operation)), operation.path).not.toThrow();
	}
});

test('every operation answers as described', async () => {
	for (const operation of operations) {
		const what = `${operation.method} ${operation.path}`;
		const status = successOf(operation);
		if (operation.body) {
			const example = bodyOf(operation).body!;
			expectValid(ajv.compile(closed(operation.body) as object), example, `the example for ${what}`);
		}
		for (const parameter of operation.parameters.filter(({ required }) => required)) {
			const given = (parameter.in === 'path' ? known.params : known.query)[operation.path]?.[parameter.name];
			expect(given, `api.ts has no example for ${parameter.name} of ${what}`).toBeDefined();
		}
		const answer = await ask(operation, { ...allowed(operation), ...bodyOf(operation) });
		expect(answer.status, `${what}: ${JSON.stringify(answer.body).slice(0, 300)}`).toBe(Number(status));
		expectValid(answerSchema(operation, status), answer.body, what);
		const items = Array.isArray(answer.body) ? answer.body : answer.body.items;
		if (Array.isArray(items)) expect(items.length, `${what} had nothing to show, which proves nothing`).toBeGreaterThan(0);
	}
});

test('every list is walked from end to end by its `next`, and shows nothing twice', async () => {
	let walked = 0;
	for (const operation of operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'after'))) {
		const ids: string[] = [];
		const validate = answerSchema(operation, successOf(operation));
		let after: string | undefined;
		for (let pages = 0; pages < 100; pages++) {
			const { q: _, ...rest } = known.query[operation.path] ?? {};
			const { body, status } = await ask(operation, { ...allowed(operation), query: { ...rest, limit: '7', ...(after && { after }) } });
			expect(status).toBe(200);
			expectValid(validate, body, `${operation.path}, page ${pages + 1}`);
			ids.push(...(body.items as { id: string }[]).map(({ id }) => id));
			after = (body.next as string | null) ?? undefined;
			if (!after) break;
		}
		expect(new Set(ids).size, operation.path).toBe(ids.length);
		if (ids.length > 7) walked++;
	}
	expect(walked).toBeGreaterThan(1);
});

describe('what goes wrong', () => {
	const expectError = (operation: Operation, answer: { status: number; body: unknown }, status: number, code: string, what: string) => {
		expect(answer.status, `${what}: ${JSON.stringify(answer.body).slice(0, 200)}`).toBe(status);
		expectValid(answerSchema(operation, 'default'), answer.body, what);
		expect((answer.body as { error: { code: string } }).error.code, what).toBe(code);
	};

	test('a stranger and a token of another scope are told so', async () => {
		for (const operation of operations.filter(({ security }) => security.length)) {
			const what = `${operation.method} ${operation.path}`;
			const stranger = await ask(operation, bodyOf(operation));
			expectError(operation, stranger, 401, 'platform.signInFirst', `${what} by a stranger`);
			expect(stranger.headers.get('www-authenticate')).toBe('Bearer');
			const other = [...tokens].find(([scope]) => !scopesOf(operation.security).includes(scope)) ?? ['requests:submit', await newToken('requests:submit')];
			expectError(operation, await ask(operation, { ...bodyOf(operation), token: other[1] }), 403, 'platform.forbidden', `${what} by a token of ${other[0]}`);
			expectError(operation, await ask(operation, { ...bodyOf(operation), token: 'not-a-token' }), 401, 'platform.badToken', `${what} by no token`);
		}
	});

	test('a wrong parameter is named', async () => {
		for (const operation of operations) {
			for (const parameter of operation.parameters) {
				const what = `${operation.method} ${operation.path} with a wrong ${parameter.name}`;
				const wrong = parameter.name === 'q' || parameter.name === 'text' || parameter.name === 'category' || parameter.name === 'term' || parameter.name === 'place' ? 'x'.repeat(2_500) : '?';
				const place = parameter.in === 'path' ? { params: { ...known.params[operation.path], [parameter.name]: wrong } } : { query: { ...known.query[operation.path], [parameter.name]: wrong } };
				const answer = await ask(operation, { ...allowed(operation), ...bodyOf(operation), ...place });
				expectValid(answerSchema(operation, 'default'), answer.body, what);
				// A cursor says no more than that it is none.
				if (parameter.name === 'after') expectError(operation, answer, 400, 'platform.notValid', what);
				else {
					expectError(operation, answer, 422, 'platform.invalidInput', what);
					expect((answer.body as { error: { fields: { path: string }[] } }).error.fields.map(({ path }) => path), what).toContain(parameter.name);
				}
			}
			for (const parameter of operation.parameters.filter((each) => each.in === 'query' && each.required)) {
				const { [parameter.name]: _, ...rest } = known.query[operation.path]!;
				expectError(operation, await ask(operation, { ...allowed(operation), query: rest }), 422, 'platform.invalidInput', `${operation.path} without ${parameter.name}`);
			}
		}
	});

	test('what is not there is not found', async () => {
		for (const operation of operations.filter(({ path, body }) => path.includes('{') && !body)) {
			const params = Object.fromEntries(Object.keys(known.params[operation.path]!).map((name) => [name, '01890000-0000-7000-8000-000000000000']));
			expectError(operation, await ask(operation, { ...allowed(operation), params }), 404, 'platform.notFound', operation.path);
		}
		for (const [method, path] of [['GET', '/api/v1/nothing'], ['DELETE', '/api/v1/requests'], ['POST', '/api/v1/terms'], ['GET', '/api/v1/']] as const) {
			// A write without a type counts as a form, which SvelteKit takes from our own pages alone.
			const answer = await call(path, { method, headers: { 'content-type': 'application/json' } });
			expect(answer.status, `${method} ${path}`).toBe(404);
			expect(await answer.json()).toMatchObject({ error: { code: 'platform.notFound', params: expect.any(Object), fields: [] } });
		}
	});

	test('a body without what is required names it', async () => {
		// A search needs nothing: without words it lists.
		const requiring = operations.filter(({ body }) => (body?.required as string[] | undefined)?.length);
		expect(requiring.length).toBeGreaterThan(0);
		for (const operation of requiring) {
			for (const name of operation.body!.required as string[]) {
				const { [name]: _, ...rest } = bodyOf(operation).body as Record<string, unknown>;
				const answer = await ask(operation, { ...allowed(operation), body: rest });
				expectError(operation, answer, 422, 'platform.invalidInput', `${operation.path} without ${name}`);
				expect((answer.body as { error: { fields: unknown[] } }).error.fields).toContainEqual(expect.objectContaining({ path: name, code: 'platform.required' }));
			}
		}
	});
});

test('the same need sent twice is one case, and the answer says so', async () => {
	const operation = operations.find(({ method, path }) => method === 'POST' && path === '/api/v1/requests')!;
	const send = { ...bodyOf(operation), token: tokens.get('requests:submit') ?? (await newToken('requests:submit')) };
	const [first, again] = [await ask(operation, send), await ask(operation, send)];
	expect(first.body).toMatchObject({ repeated: false });
	expect(again.body).toMatchObject({ id: first.body.id, number: first.body.number, repeated: true });
});
