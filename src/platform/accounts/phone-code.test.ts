import { beforeAll, expect, test } from 'vitest';
import { ownerPool } from '../db/pools.ts';
import { lookupHash, unseal } from '../secrets.ts';
import { listOutbox } from '../sms/index.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { actorOfSession, requestPhoneCode, signInWithPhoneCode } from './index.ts';

useDatabase();

let tenant: string;
beforeAll(async () => {
	tenant = (await testSubdistrict()).id;
});

let made = 0;
const caller = () => ({ ...testCtx(tenant), ip: `2001:db8:1::${(++made).toString(16)}` });
const newPhone = () => `120${String(++made).padStart(8, '0')}`;
/** The code in the newest message to a phone, read as the demonstration's staff would. */
async function codeFor(phone: string): Promise<string> {
	const { items } = await listOutbox(testCtx(tenant, person('manager')), {});
	const newest = items.find((line) => line.to === `${phone.slice(0, 3)}****${phone.slice(-4)}`);
	return /\d{6}/.exec(newest?.text ?? '')?.[0] ?? '';
}
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('a phone becomes an account by its first code, and is found again by the next', async () => {
	const ctx = caller();
	const phone = newPhone();
	expect(await requestPhoneCode(ctx, { phone: ` ${phone} ` })).toEqual({ masked: `120****${phone.slice(-4)}` });
	const first = await signInWithPhoneCode(ctx, { phone, code: await codeFor(phone) });
	const me = await actorOfSession(first.token, tenant, ctx.clock);
	expect(me).toMatchObject({ kind: 'user', name: `120****${phone.slice(-4)}`, phoneHash: lookupHash('phone', phone), grants: [{ role: 'resident', communityId: null, organizationId: null }] });
	ctx.clock.advance(61_000);
	await requestPhoneCode(ctx, { phone: `+86 ${phone}` });
	const second = await signInWithPhoneCode(ctx, { phone, code: ` ${(await codeFor(phone)).replace(/(...)/, '$1 ')} ` });
	expect((await actorOfSession(second.token, tenant, ctx.clock)).id).toBe(me.id);
	// Thirty days without a visit.
	ctx.clock.advance(29 * 86_400_000);
	expect((await actorOfSession(second.token, tenant, ctx.clock)).kind).toBe('user');
	ctx.clock.advance(30 * 86_400_000 + 1);
	expect((await actorOfSession(second.token, tenant, ctx.clock)).kind).toBe('anonymous');
});

test('a code holds five minutes, five tries, one use, and only the newest', async () => {
	const ctx = caller();
	const phone = newPhone();
	const send = async () => {
		ctx.clock.advance(61_000);
		await requestPhoneCode(ctx, { phone });
		return codeFor(phone);
	};
	const enter = (code: string) => signInWithPhoneCode(ctx, { phone, code });
	const refused = { code: 'accounts.wrongCode', status: 401 };

	let code = await send();
	ctx.clock.advance(5 * 60_000 + 1);
	await expect(enter(code)).rejects.toMatchObject(refused);

	code = await send();
	for (let i = 0; i < 5; i++) await expect(enter(wrong(code))).rejects.toMatchObject(refused);
	await expect(enter(code)).rejects.toMatchObject(refused);

	code = await send();
	await enter(code);
	await expect(enter(code)).rejects.toMatchObject(refused);

	const older = await send();
	const newer = await send();
	if (older !== newer) await expect(enter(older)).rejects.toMatchObject(refused);
	await enter(newer);
	await expect(signInWithPhoneCode(ctx, { phone: newPhone(), code: '123456' })).rejects.toMatchObject(refused);
	await expect(signInWithPhoneCode(ctx, { phone, code: '12' })).rejects.toMatchObject({ fields: [{ path: 'code', code: 'accounts.codeSixDigits' }] });
});

test('of parallel tries five are looked at', async () => {
	const ctx = caller();
	const phone = newPhone();
	await requestPhoneCode(ctx, { phone });
	const code = await codeFor(phone);
	await Promise.allSettled(Array.from({ length: 12 }, () => signInWithPhoneCode(ctx, { phone, code: wrong(code) })));
	const { rows } = await ownerPool().query(`SELECT tries FROM accounts.phone_code WHERE subdistrict_id = $1 AND phone_hash = $2`, [tenant, lookupHash('phone', phone)]);
	expect(rows).toEqual([{ tries: 5 }]);
	await expect(signInWithPhoneCode(ctx, { phone, code })).rejects.toMatchObject({ code: 'accounts.wrongCode' });
});

test('a phone gets one code a minute and five an hour; an address asks twenty times an hour', async () => {
	const ctx = caller();
	const phone = newPhone();
	await requestPhoneCode(ctx, { phone });
	await expect(requestPhoneCode(ctx, { phone })).rejects.toMatchObject({ code: 'platform.tooMany', status: 429 });
	// Whoever asks: the limit is the phone's.
	await expect(requestPhoneCode({ ...ctx, ip: '198.51.100.9' }, { phone })).rejects.toMatchObject({ code: 'platform.tooMany' });
	const busy = newPhone();
	for (let i = 0; i < 5; i++) {
		await requestPhoneCode({ ...ctx, ip: `198.51.100.${20 + i}` }, { phone: busy });
		ctx.clock.advance(61_000);
	}
	await expect(requestPhoneCode({ ...ctx, ip: '198.51.100.30' }, { phone: busy })).rejects.toMatchObject({ code: 'platform.tooMany' });
	const shop = caller();
	for (let i = 0; i < 20; i++) await requestPhoneCode(shop, { phone: newPhone() });
	await expect(requestPhoneCode(shop, { phone: newPhone() })).rejects.toMatchObject({ code: 'platform.tooMany' });
});

test('the answer does not tell whether a number is known, or closed', async () => {
	const ctx = caller();
	const phone = newPhone();
	await requestPhoneCode(ctx, { phone });
	await signInWithPhoneCode(ctx, { phone, code: await codeFor(phone) });
	await ownerPool().query(`UPDATE accounts."user" SET closed_at = now() WHERE phone_hash = $1`, [lookupHash('phone', phone)]);
	ctx.clock.advance(61_000);
	const before = (await listOutbox(testCtx(tenant, person('manager')), {})).items.length;
	expect(await requestPhoneCode(ctx, { phone })).toEqual({ masked: `120****${phone.slice(-4)}` });
	expect((await listOutbox(testCtx(tenant, person('manager')), {})).items.length).toBe(before);
});

test('no number stands in plain anywhere in the database', async () => {
	const ctx = caller();
	const phone = newPhone();
	await requestPhoneCode(ctx, { phone });
	await signInWithPhoneCode(ctx, { phone, code: wrong(await codeFor(phone)) }).catch(() => {});
	const code = await codeFor(phone);
	await signInWithPhoneCode(ctx, { phone, code });
	const tables = (
		await ownerPool().query(
			`SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'migrations')`
		)
	).rows.map((row) => row.name as string);
	expect(tables).toContain('accounts."user"');
	expect(tables).toContain('platform.audit_log');
	let read = 0;
	for (const table of tables) {
		const { rows } = await ownerPool().query(`SELECT row_to_json(t)::text AS line FROM ${table} t`);
		for (const { line } of rows) {
			read++;
			expect(line, table).not.toContain(phone);
			expect(line, table).not.toContain(Buffer.from(phone).toString('base64url'));
			if (table !== 'platform.rate_limit') expect(line.includes(`"${code}"`), table).toBe(false);
		}
	}
	expect(read).toBeGreaterThan(10);
	const mine = (await ownerPool().query(`SELECT phone_sealed, phone_masked FROM accounts."user" WHERE phone_hash = $1`, [lookupHash('phone', phone)])).rows[0];
	expect(unseal(mine.phone_sealed, 'contact')).toBe(phone);
	expect(mine.phone_masked).toBe(`120****${phone.slice(-4)}`);
});

test('in service the outbox shows no codes', async () => {
	const { resetConfig } = await import('../config.ts');
	process.env.BAIYUN_DEMO = '0';
	resetConfig();
	try {
		const { items } = await listOutbox(testCtx(tenant, person('manager')), {});
		expect(items.length).toBeGreaterThan(0);
		for (const line of items) expect(line).toMatchObject({ purpose: 'code', text: null, hidden: true });
	} finally {
		delete process.env.BAIYUN_DEMO;
		resetConfig();
	}
	for (const role of ['resident', 'worker', 'security_admin', 'audit_admin'] as const) await expect(listOutbox(testCtx(tenant, person(role)), {})).rejects.toMatchObject({ status: 403 });
});
