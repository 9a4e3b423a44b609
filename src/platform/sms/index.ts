import * as v from 'valibot';
import type { WriteTx, ReadTx } from '../db/tx.ts';
import { config } from '../config.ts';
import { readTx, writeTx } from '../db/tx.ts';
import { newId } from '../ids.ts';
import type { JobDefinition } from '../jobs.ts';
import { maskPhone } from '../phone.ts';
import { seal, unseal } from '../secrets.ts';
import { forModule } from '../usecase.ts';
import { definePermissions } from '../access.ts';
import { httpSms } from './http.ts';

/** How a text message leaves the house. An adapter throws when the message did not go. */
export interface SmsAdapter {
	name: string;
	send(message: { to: string; text: string; purpose: string }): Promise<void>;
}

/** The gateway that BAIYUN_SMS_URL names (see `http.ts`), or the outbox, which keeps messages for `/desk/outbox`. */
export const smsAdapter = (env: NodeJS.ProcessEnv = process.env): SmsAdapter | 'outbox' => (env.BAIYUN_SMS_URL ? httpSms(env.BAIYUN_SMS_URL, env) : 'outbox');

/**
 * Sends a text in the caller's transaction: it leaves only if the transaction commits. `phone` is normalised;
 * `purpose` names what it is for (`code`, `requests.accepted`); after `sendBefore` it is not worth sending any more.
 */
export async function sendSms(tx: WriteTx<'platform'>, message: { phone: string; text: string; purpose: string; sendBefore?: Date }): Promise<void> {
	const id = newId();
	const kept = smsAdapter() === 'outbox';
	await tx.db
		.insertInto('platform.sms')
		.values({
			subdistrict_id: tx.ctx.subdistrictId,
			id,
			purpose: message.purpose,
			to_masked: maskPhone(message.phone),
			to_sealed: seal(message.phone, 'contact'),
			text_sealed: seal(message.text, 'sms'),
			state: kept ? 'kept' : 'queued',
			created_at: tx.ctx.clock.now(),
			send_before: message.sendBefore ?? null
		})
		.execute();
	if (!kept) await tx.enqueue('platform:sendSms', { id });
}

const { query } = forModule<'platform'>();

export const permissions = definePermissions('sms', { outbox: { roles: ['manager', 'system_admin'] } });

/** A message as the outbox page shows it; `text` is null when it is no longer kept, or hidden because it opens a door. */
export interface OutboxLine {
	id: string;
	purpose: string;
	to: string;
	text: string | null;
	hidden: boolean;
	state: string;
	error: string | null;
	at: Date;
}

/**
 * The newest messages. Sign-in codes are shown in a demonstration only: in service, whoever reads another's code
 * can sign in as them.
 */
export const listOutbox = query({
	name: 'sms.listOutbox',
	access: permissions.outbox,
	input: v.object({ before: v.optional(v.pipe(v.string(), v.uuid())) }),
	run: async ({ db, ctx }: ReadTx<'platform'>, { before }) => {
		let list = db
			.selectFrom('platform.sms')
			.select(['id', 'purpose', 'to_masked', 'text_sealed', 'state', 'error', 'created_at'])
			.where('subdistrict_id', '=', ctx.subdistrictId);
		if (before) list = list.where('id', '<', before);
		const rows = await list.orderBy('id', 'desc').limit(51).execute();
		const items = rows.slice(0, 50).map((row): OutboxLine => {
			const hidden = row.purpose === 'code' && !config().demo;
			return {
				id: row.id,
				purpose: row.purpose,
				to: row.to_masked,
				text: row.text_sealed && !hidden ? unseal(row.text_sealed, 'sms') : null,
				hidden: hidden && row.text_sealed !== null,
				state: row.state,
				error: row.error,
				at: row.created_at
			};
		});
		return { items, next: rows.length > 50 ? items.at(-1)!.id : null, adapter: process.env.BAIYUN_SMS_URL ? ('http' as const) : ('outbox' as const) };
	}
});

/** Texts are needed until they are delivered or read; a day is more than that. */
const KEEP_TEXT_MS = 24 * 3600 * 1000;

export const smsJobs: readonly JobDefinition[] = [
	{
		task: 'platform:sendSms',
		run: async (ctx, { id }) => {
			const row = await readTx<'platform', { to_sealed: string; text_sealed: string | null; purpose: string; send_before: Date | null } | undefined>(ctx, ({ db }) =>
				db
					.selectFrom('platform.sms')
					.select(['to_sealed', 'text_sealed', 'purpose', 'send_before'])
					.where('subdistrict_id', '=', ctx.subdistrictId)
					.where('id', '=', id as string)
					.where('state', 'in', ['queued', 'failed'])
					.executeTakeFirst()
			);
			if (!row || row.text_sealed === null) return;
			const mark = (state: 'sent' | 'failed' | 'expired', error: string | null) =>
				writeTx<'platform', unknown>(ctx, ({ db }) =>
					db
						.updateTable('platform.sms')
						.set({ state, error, sent_at: state === 'sent' ? ctx.clock.now() : null })
						.where('subdistrict_id', '=', ctx.subdistrictId)
						.where('id', '=', id as string)
						.execute()
				);
			if (row.send_before && row.send_before < ctx.clock.now()) {
				await mark('expired', null);
				return;
			}
			const adapter = smsAdapter();
			if (adapter === 'outbox') return;
			try {
				await adapter.send({ to: unseal(row.to_sealed, 'contact'), text: unseal(row.text_sealed, 'sms'), purpose: row.purpose });
			} catch (error) {
				await mark('failed', (error as Error).message.slice(0, 200));
				// The queue tries again, later and later.
				throw error;
			}
			await mark('sent', null);
		}
	},
	{
		task: 'platform:forgetSms',
		cron: '17 * * * *',
		run: async (ctx) => {
			await writeTx<'platform', unknown>(ctx, ({ db }) =>
				db
					.updateTable('platform.sms')
					.set({ text_sealed: null })
					.where('subdistrict_id', '=', ctx.subdistrictId)
					.where('text_sealed', 'is not', null)
					.where('created_at', '<', new Date(ctx.clock.now().getTime() - KEEP_TEXT_MS))
					.execute()
			);
		}
	}
];
