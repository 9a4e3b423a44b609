import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../context.ts';
import { ownerPool } from '../db/pools.ts';
import { writeTx } from '../db/tx.ts';
import { systemCtx } from '../jobs.ts';
import { testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { httpSms } from './http.ts';
import { sendSms, smsJobs } from './index.ts';

useDatabase();

const received: { url: string; headers: Record<string, unknown>; body: string }[] = [];
let answer = { status: 200, body: '{"code":0}' };
const gateway = createServer((request, response) => {
	let body = '';
	request.on('data', (chunk) => (body += chunk));
	request.on('end', () => {
		received.push({ url: request.url!, headers: request.headers, body });
		response.writeHead(answer.status).end(answer.body);
	});
});
let url: string;
let ctx: Ctx;
const job = (task: string) => smsJobs.find((each) => each.task === task)!.run;
const message = { to: '12000000001', text: '【白云】说“好”\n第二行', purpose: 'code' };

beforeAll(async () => {
	await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
	url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`;
	ctx = testCtx((await testSubdistrict()).id);
});
afterAll(() => {
	gateway.close();
	delete process.env.BAIYUN_SMS_URL;
});
beforeEach(() => {
	received.length = 0;
	answer = { status: 200, body: '{"code":0}' };
});

test('any gateway: JSON by default, forms by content type, values escaped for either', async () => {
	await httpSms(url, { BAIYUN_SMS_HEADERS: '{"authorization":"Bearer k"}', BAIYUN_SMS_BODY: '{"mobile":"{{to}}","params":["{{text}}"],"kind":"{{purpose}}"}' }).send(message);
	expect(JSON.parse(received[0]!.body)).toEqual({ mobile: message.to, params: [message.text], kind: 'code' });
	expect(received[0]!.headers).toMatchObject({ authorization: 'Bearer k', 'content-type': 'application/json' });
	await httpSms(url, { BAIYUN_SMS_HEADERS: '{"content-type":"application/x-www-form-urlencoded"}', BAIYUN_SMS_BODY: 'm={{to}}&t={{text}}' }).send(message);
	expect(Object.fromEntries(new URLSearchParams(received[1]!.body))).toEqual({ m: message.to, t: message.text });
});

test('a refusal is an error, also one with status 200; the error does not repeat the message', async () => {
	answer = { status: 500, body: message.text };
	await expect(httpSms(url, {}).send(message)).rejects.toThrow(/^the SMS gateway answered 500$/);
	answer = { status: 200, body: '{"code":17}' };
	await expect(httpSms(url, { BAIYUN_SMS_EXPECT: '"code":0' }).send(message)).rejects.toThrow('did not accept');
});

const state = async () => (await ownerPool().query('SELECT id, state, error, text_sealed IS NOT NULL AS text FROM platform.sms ORDER BY id DESC LIMIT 1')).rows[0] as { id: string; state: string; error: string | null; text: boolean };
const send = (sendBefore?: Date) => writeTx<'platform', void>(ctx, (tx) => sendSms(tx, { phone: message.to, text: message.text, purpose: 'code', sendBefore }));

test('a message waits in the queue, is sent once, tried again after a failure, and not sent too late', async () => {
	process.env.BAIYUN_SMS_URL = url;
	await send();
	const { id } = await state();
	expect(await state()).toMatchObject({ state: 'queued' });
	expect((await ownerPool().query(`SELECT count(*)::int AS n FROM jobs.jobs WHERE task_identifier = 'platform:sendSms'`)).rows[0].n).toBe(1);
	answer.status = 503;
	await expect(job('platform:sendSms')(ctx, { id })).rejects.toThrow('503');
	expect(await state()).toMatchObject({ state: 'failed', error: 'the SMS gateway answered 503' });
	answer.status = 200;
	await job('platform:sendSms')(ctx, { id });
	await job('platform:sendSms')(ctx, { id });
	expect(received).toHaveLength(2);
	expect(await state()).toMatchObject({ state: 'sent', error: null });

	await send(new Date(ctx.clock.now().getTime() - 1));
	await job('platform:sendSms')(ctx, { id: (await state()).id });
	expect(await state()).toMatchObject({ state: 'expired' });
	expect(received).toHaveLength(2);
});

test('texts are forgotten after a day', async () => {
	await send();
	await job('platform:forgetSms')(ctx, {});
	expect((await state()).text).toBe(true);
	await job('platform:forgetSms')({ ...systemCtx(ctx.subdistrictId, 'test'), clock: { now: () => new Date(ctx.clock.now().getTime() + 86_400_001) } }, {});
	expect((await state()).text).toBe(false);
});
