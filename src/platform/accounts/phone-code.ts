import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import { sql } from 'kysely';
import type { Ctx } from '../context.ts';
import { writeTx } from '../db/tx.ts';
import { AppError } from '../errors.ts';
import { newId } from '../ids.ts';
import { limit } from '../rate-limit.ts';
import { lookupHash, sameSecret } from '../secrets.ts';
import { maskPhone, mobilePhone, phoneColumns } from '../phone.ts';
import { sendSms } from '../sms/index.ts';
import { forModule, parse } from '../usecase.ts';
import { accountsMessages } from './messages/index.ts';
import { signInPolicy } from './policy.ts';
import { openSession, type NewSession } from './sessions.ts';
import { signInRow } from './sign-in.ts';

const { useCase } = forModule<'accounts' | 'platform'>();

export const CODE_MINUTES = 5;
const CODE_TRIES = 5;
/** One code a minute, five an hour, ten a day for a phone; twenty an hour for an address (a family, a shop's Wi-Fi). */
const LIMITS = { minute: 1, hour: 5, day: 10, address: 20, tries: 60 };

const codeHash = (phoneHash: string, code: string): string => lookupHash('code', `${phoneHash}:${code}`);

const sendCode = useCase({
	name: 'accounts.sendCode',
	access: 'public',
	input: v.object({ phone: mobilePhone }),
	run: async (tx, { phone }) => {
		const { db, ctx } = tx;
		const { phone_hash } = phoneColumns(phone);
		const now = ctx.clock.now();
		const expires = new Date(now.getTime() + CODE_MINUTES * 60_000);
		const closed = await db
			.selectFrom('accounts.user')
			.select('id')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('kind', '=', 'resident')
			.where('phone_hash', '=', phone_hash)
			.where('closed_at', 'is not', null)
			.executeTakeFirst();
		// The answer is the same; only the message is not sent.
		if (closed) return { masked: maskPhone(phone) };
		const code = String(randomInt(1_000_000)).padStart(6, '0');
		const row = { code_hash: codeHash(phone_hash, code), sent_at: now, expires_at: expires, tries: 0 };
		await db
			.insertInto('accounts.phone_code')
			.values({ subdistrict_id: ctx.subdistrictId, phone_hash, ...row })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'phone_hash']).doUpdateSet(row))
			.execute();
		const words = accountsMessages[ctx.locale];
		await sendSms(tx, { phone, text: words.sms.code(code, CODE_MINUTES), purpose: 'code', sendBefore: expires });
		return { masked: maskPhone(phone) };
	},
	subject: (_input, { masked }) => ({ detail: { to: masked } })
});

/**
 * Sends six digits to a phone. The answer is the same whether or not the number is known.
 * @throws AppError platform.tooMany (429)
 */
export async function requestPhoneCode(ctx: Ctx, raw: { phone: string }): Promise<{ masked: string }> {
	const { phone } = await parse(v.object({ phone: mobilePhone }), raw);
	await limit(ctx, 'code-address', ctx.ip ?? 'unknown', LIMITS.address, 3600);
	await limit(ctx, 'code-day', phone, LIMITS.day, 86_400);
	await limit(ctx, 'code-hour', phone, LIMITS.hour, 3600);
	await limit(ctx, 'code-minute', phone, LIMITS.minute, 60);
	return sendCode(ctx, { phone });
}

/**
 * Signs a resident in with the code; who was not known becomes known by it.
 * @throws AppError accounts.wrongCode (401) for a wrong, used, too old or too often tried code; platform.tooMany (429)
 */
export async function signInWithPhoneCode(ctx: Ctx, raw: { phone: string; code: string; agent?: string }): Promise<NewSession> {
	const { phone, code } = await parse(
		v.object({ phone: mobilePhone, code: v.pipe(v.string(), v.transform((text) => text.normalize('NFKC').replace(/\s/g, '')), v.regex(/^\d{6}$/, 'accounts.codeSixDigits')) }),
		raw
	);
	await limit(ctx, 'code-tries', ctx.ip ?? 'unknown', LIMITS.tries, 900);
	const done = await writeTx<'accounts' | 'platform', NewSession | null>(ctx, async (tx) => {
		const { db, audit } = tx;
		const columns = phoneColumns(phone);
		const now = ctx.clock.now();
		// Counted by the same statement that reads: parallel tries cannot share one.
		const sent = await db
			.updateTable('accounts.phone_code')
			.set({ tries: sql`tries + 1` })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('phone_hash', '=', columns.phone_hash)
			.where('expires_at', '>', now)
			.where('tries', '<', CODE_TRIES)
			.returning('code_hash')
			.executeTakeFirst();
		const known = await db
			.selectFrom('accounts.user')
			.select(['id', 'closed_at'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('kind', '=', 'resident')
			.where('phone_hash', '=', columns.phone_hash)
			.executeTakeFirst();
		if (!sent || !sameSecret(sent.code_hash, codeHash(columns.phone_hash, code)) || known?.closed_at) {
			audit(signInRow('phone', sent ? (known?.closed_at ? 'closed' : 'wrong') : 'no-code', known?.id ?? null));
			return null;
		}
		await db.deleteFrom('accounts.phone_code').where('subdistrict_id', '=', ctx.subdistrictId).where('phone_hash', '=', columns.phone_hash).execute();
		const id = known?.id ?? newId();
		if (known) await db.updateTable('accounts.user').set({ last_sign_in_at: now }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
		else
			await db
				.insertInto('accounts.user')
				.values({ subdistrict_id: ctx.subdistrictId, id, kind: 'resident', ...columns, locale: ctx.locale, created_at: now, last_sign_in_at: now })
				.execute();
		audit({ ...signInRow('phone', 'ok', id), ...(known ? {} : { detail: { method: 'phone', first: true } }) });
		return openSession(tx, { id, kind: 'resident' }, await signInPolicy(tx), 'phone', 'full', raw.agent ?? '');
	});
	if (!done) throw new AppError('accounts.wrongCode', { status: 401 });
	return done;
}
