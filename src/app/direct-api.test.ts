import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous } from '#platform/context.ts';
import { forgetSubdistricts } from '#platform/tenant.ts';
import { testCtx, testSubdistrict, useDatabase } from '../../tests/support/db.ts';
import { answerApi } from './api.ts';
import { offerDirectApi, type DirectApi } from './direct-api.ts';

useDatabase();

let server: Server;
let origin: string;
let subdistrictId: string;

beforeAll(async () => {
	({ id: subdistrictId } = await testSubdistrict());
	forgetSubdistricts();
	offerDirectApi();
	const directly = (globalThis as Record<symbol, unknown>)[Symbol.for('baiyun.directApi')] as DirectApi;
	server = createServer((request, response) => {
		if (!directly(request, response)) response.writeHead(299).end('left to the framework');
	});
	await new Promise<void>((ready) => server.listen(0, ready));
	origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

test.each(['communities', 'categories', 'services?limit=3', 'services?limit=none', 'requests', 'nowhere', 'services/not-an-id', 'match?q=%E7%90%86%E5%8F%91', 'match'])(
	'%s is answered beside the framework as through it',
	async (path) => {
		const beside = await fetch(`${origin}/api/v1/${path}`, { headers: { 'accept-language': 'zh' } });
		const url = new URL(`${origin}/api/v1/${path}`);
		const through = await answerApi(testCtx(subdistrictId, anonymous), new Request(url), url, url.pathname.slice('/api/v1/'.length));
		expect(beside.status).toBe(through.status);
		expect(beside.headers.get('content-type')).toBe(through.headers.get('content-type'));
		expect(await beside.json()).toEqual(await through.json());
	}
);

test('a token that nobody knows is refused, also for a write; what carries no token is left to the framework', async () => {
	const headers = { authorization: 'Bearer nobody', 'content-type': 'application/json' };
	expect((await fetch(`${origin}/api/v1/requests`, { headers })).status).toBe(401);
	expect((await fetch(`${origin}/api/v1/requests`, { method: 'POST', headers, body: '{}' })).status).toBe(401);
	expect((await fetch(`${origin}/api/v1/requests`, { method: 'POST', body: '{}' })).status).toBe(299);
	expect((await fetch(`${origin}/api/v1/openapi.json`)).status).toBe(299);
	expect((await fetch(`${origin}/desk`)).status).toBe(299);
});
