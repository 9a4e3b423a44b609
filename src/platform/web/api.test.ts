import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { systemClock } from '../clock.ts';
import { anonymous, type Ctx } from '../context.ts';
import { answer, endpoint, makeRouter } from './api.ts';

const ctx: Ctx = { actor: anonymous, subdistrictId: '', clock: systemClock, locale: 'zh', requestId: 'r', ip: null };
const echo = endpoint({
	method: 'POST',
	path: '/echo/{name}',
	summary: '',
	tag: '',
	access: 'public',
	params: v.object({ name: v.string() }),
	body: v.object({ text: v.string(), more: v.optional(v.unknown()) }),
	response: v.unknown(),
	handle: async (_ctx, { params, body }) => ({ ...params, ...body })
});
const find = makeRouter([echo]);
const post = async (body: BodyInit, headers: Record<string, string> = {}, path = 'echo/a') => {
	const response = await answer(ctx, find('POST', path), new Request('http://here.invalid/', { method: 'POST', body, headers }), new URL('http://here.invalid/'));
	return { status: response.status, body: await response.json() };
};
const refused = (status: number, code: string) => ({ status, body: { error: { code } } });

test('parameters are read once from the address: a percent sign that stands for itself stays one', async () => {
	expect(await post('{"text":"t"}', {}, 'echo/a%2Fb%2525')).toMatchObject({ status: 200, body: { name: 'a/b%25' } });
});

test('an address that is no UTF-8 leads nowhere', async () => {
	expect(await post('{}', {}, 'echo/%E0%A4')).toMatchObject(refused(404, 'platform.notFound'));
});

test('what is no JSON, or too much of it, is refused in words', async () => {
	expect(await post('{')).toMatchObject(refused(400, 'platform.notJson'));
	expect(await post(JSON.stringify({ text: 'a'.repeat(1_000_001) }))).toMatchObject(refused(413, 'platform.tooLarge'));
	expect(await post('{"text":"t"}', { 'content-length': '999999999' })).toMatchObject(refused(413, 'platform.tooLarge'));
});

test('half a surrogate pair becomes what a form makes of it', async () => {
	expect(await post(String.raw`{"text":"a\ud83d","more":["\udc00"]}`)).toMatchObject({ status: 200, body: { text: 'a\ufffd', more: ['\ufffd'] } });
	expect(await post(String.raw`{"text":"\ud83d\ude00"}`)).toMatchObject({ status: 200, body: { text: '😀' } });
});

test('NUL and bottomless input are fields that are not valid', async () => {
	expect(await post(String.raw`{"text":"a\u0000b"}`)).toMatchObject({ status: 422, body: { error: { fields: [{ path: 'text', code: 'platform.notValid' }] } } });
	expect(await post(String.raw`{"text":"a","more":{"b":["\u0000"]}}`)).toMatchObject({ status: 422, body: { error: { fields: [{ path: 'more.b.0' }] } } });
	expect(await post(`{"text":"a","more":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)).toMatchObject({ status: 422 });
});

test('an error that nobody foresaw tells the request’s id and nothing else', async () => {
	const log = vi.spyOn(console, 'error').mockImplementation(() => {});
	const broken = { ...echo, handle: () => Promise.reject(new Error('SELECT secret')) };
	const response = await answer(ctx, { endpoint: broken, params: { name: 'a' } }, new Request('http://here.invalid/', { method: 'POST', body: '{"text":"t"}' }), new URL('http://here.invalid/'));
	expect(response.status).toBe(500);
	expect(await response.json()).toEqual({ error: { code: 'platform.unexpected', params: { requestId: 'r' }, fields: [] } });
	expect(log).toHaveBeenCalledOnce();
	log.mockRestore();
});
