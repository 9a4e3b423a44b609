/** What people are told about their places by text message, in the transaction of the step: what is rolled back has been told to nobody. */
import { sql } from 'kysely';
import { config } from '#platform/config.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { unseal } from '#platform/secrets.ts';
import { sendSms } from '#platform/sms/index.ts';
import { toldWords, type Told } from '../messages/told.ts';
import { placeKey } from '../who.ts';

type Tx = WriteTx<'activities'>;

/** The page of a party's places; `key` opens it without an account. */
export const placePath = (partyId: string): string => `/activities/place/${partyId}?key=${placeKey(partyId)}`;

interface Addressee {
	phone: string;
	locale: 'zh' | 'en';
	title: string;
	startsAt: Date;
	zone: string;
}

/** Tells the party's first telephone; nobody can be told who left none. */
export async function tellParty(tx: Tx, partyId: string, what: Told, more: { until?: Date; place?: number } = {}): Promise<void> {
	const { rows } = await sql<Addressee>`SELECT s.phone_sealed AS phone, s.locale, a.title, o.starts_at AS "startsAt", t.time_zone AS zone
		FROM activities.signup s
		JOIN activities.occurrence o ON o.subdistrict_id = s.subdistrict_id AND o.id = s.occurrence_id
		JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id
		JOIN platform.subdistrict t ON t.subdistrict_id = s.subdistrict_id
		WHERE s.subdistrict_id = ${tx.ctx.subdistrictId} AND s.party_id = ${partyId} AND s.phone_sealed IS NOT NULL ORDER BY s.position LIMIT 1`.execute(tx.db);
	const [to] = rows;
	if (!to) return;
	const words = toldWords[to.locale];
	const at = (instant: Date) => formatDateTime(instant, to.zone, to.locale);
	const sentence = words[what].replace('{title}', to.title).replace('{when}', at(to.startsAt)).replace('{until}', more.until ? at(more.until) : '').replace('{place}', String(more.place ?? ''));
	await sendSms(tx as unknown as WriteTx<'platform'>, { phone: unseal(to.phone, 'contact'), text: `${sentence} ${config().publicOrigin}${placePath(partyId)}`, purpose: `activities.${what}`, ...(more.until && { sendBefore: more.until }) });
}

/** Tells everybody who has a place or stands in the line of a time: it was moved, or does not take place. */
export async function tellSignedUp(tx: Tx, occurrenceId: string, what: 'moved' | 'called_off' | 'restored'): Promise<void> {
	const parties = await tx.db
		.selectFrom('activities.signup')
		.select('party_id')
		.distinct()
		.where('subdistrict_id', '=', tx.ctx.subdistrictId)
		.where('occurrence_id', '=', occurrenceId)
		.where('state', 'in', ['taken', 'waiting', 'offered'])
		.execute();
	for (const { party_id } of parties) await tellParty(tx, party_id, what);
}
