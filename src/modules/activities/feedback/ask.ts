/** Asks who came for the three questions, once for each telephone, when the activity is over. */
import { sql } from 'kysely';
import { config } from '#platform/config.ts';
import type { Ctx } from '#platform/context.ts';
import { writeTx, type WriteTx } from '#platform/db/tx.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import { unseal } from '#platform/secrets.ts';
import { sendSms } from '#platform/sms/index.ts';
import { toldWords } from '../messages/told.ts';
import { feedbackPath } from './feedback.usecases.ts';

/** Not while people are still putting the chairs away, and not when they have forgotten it. */
const AFTER_MS = 30 * 60_000;
const FORGOTTEN_MS = 3 * 24 * 3_600_000;

/** @returns how many were asked */
export async function askForFeedback(ctx: Ctx): Promise<number> {
	const now = ctx.clock.now().getTime();
	return writeTx<'activities', number>(ctx, async (tx) => {
		const { rows } = await sql<{ id: string; phone: string; locale: 'zh' | 'en'; title: string }>`
			WITH due AS (
				SELECT DISTINCT ON (t.occurrence_id, s.phone_hash) t.id, s.phone_sealed AS phone, s.locale, a.title
				FROM activities.occurrence o
				JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id
				JOIN activities.attendance t ON t.subdistrict_id = o.subdistrict_id AND t.occurrence_id = o.id AND t.taken_back_at IS NULL
				JOIN activities.signup s ON s.subdistrict_id = t.subdistrict_id AND s.id = t.signup_id AND s.phone_sealed IS NOT NULL
				WHERE o.subdistrict_id = ${ctx.subdistrictId} AND o.ends_at <= ${new Date(now - AFTER_MS)} AND o.starts_at > ${new Date(now - FORGOTTEN_MS)}
					AND NOT EXISTS (SELECT 1 FROM activities.attendance b JOIN activities.signup c ON c.subdistrict_id = b.subdistrict_id AND c.id = b.signup_id
						WHERE b.subdistrict_id = t.subdistrict_id AND b.occurrence_id = t.occurrence_id AND b.feedback_asked_at IS NOT NULL AND c.phone_hash = s.phone_hash)
				ORDER BY t.occurrence_id, s.phone_hash, s.position LIMIT 500
			)
			UPDATE activities.attendance t SET feedback_asked_at = ${ctx.clock.now()} FROM due
			WHERE t.subdistrict_id = ${ctx.subdistrictId} AND t.id = due.id AND t.feedback_asked_at IS NULL RETURNING t.id, due.phone, due.locale, due.title`.execute(tx.db);
		for (const { id, phone, locale, title } of rows)
			await sendSms(tx as unknown as WriteTx<'platform'>, { phone: unseal(phone, 'contact'), text: `${toldWords[locale].feedback.replace('{title}', title)} ${config().publicOrigin}${feedbackPath(id)}`, purpose: 'activities.feedback' });
		return rows.length;
	});
}

export const feedbackJob: JobDefinition = { task: 'activities:feedback', cron: '*/10 * * * *', run: async (ctx) => void (await askForFeedback(ctx)) };
