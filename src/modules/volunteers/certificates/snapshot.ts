/** What a certificate says, frozen on the day of issue: lines of service with their corrections, and whose they are. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';
import { seal, unseal } from '#platform/secrets.ts';
import type { VolunteerRow } from '../register/volunteer.store.ts';

export interface CertificateLine {
	onDay: string;
	title: string;
	place: string;
	category: string;
	minutes: number;
}

/** Everything on the paper that is somebody's own. */
export interface CertificateBody {
	name: string;
	/** 居民身份证: the one kind of document that the register keeps */
	idNumber: string;
	volunteerNumber: string;
	from: string;
	to: string;
	minutes: number;
	lines: CertificateLine[];
	issuer: string;
	responsible: string;
	handler: string;
	contact: string;
	note: string;
}

/** Seals the body; the digest on the paper is of the text as it is sealed. */
const BODY_PURPOSE = 'certificate';
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export function sealBody(body: CertificateBody): { body_sealed: string; digest: string } {
	const text = JSON.stringify(body);
	return { body_sealed: seal(text, BODY_PURPOSE), digest: digestOf(text) };
}

/** @throws when the kept text is not the one whose digest stands on the paper */
export function openBody(row: { body_sealed: string; digest: string }): CertificateBody {
	const text = unseal(row.body_sealed, BODY_PURPOSE);
	if (digestOf(text) !== row.digest) throw new Error('a certificate is not what was issued');
	return JSON.parse(text) as CertificateBody;
}

/**
 * The lines of service in a range, each with what its corrections leave of it; what was corrected to nothing is left away.
 * Only service: trainings and lectures never enter (民发〔2015〕149号 certifies service).
 */
export async function serviceLines({ db, ctx }: ReadTx<'volunteers'>, volunteerId: string, range: { from: string; to: string }): Promise<CertificateLine[]> {
	const rows = await db
		.selectFrom('volunteers.entry as e')
		.select([
			'e.on_day as onDay', 'e.title', 'e.place', 'e.category',
			sql<number>`e.minutes + coalesce((SELECT sum(c.minutes) FROM volunteers.entry c WHERE c.subdistrict_id = e.subdistrict_id AND c.corrects = e.id), 0)::int`.as('minutes')
		])
		.where('e.subdistrict_id', '=', ctx.subdistrictId)
		.where('e.volunteer_id', '=', volunteerId)
		.where('e.kind', '=', 'service')
		.where('e.corrects', 'is', null)
		.where('e.on_day', '>=', range.from)
		.where('e.on_day', '<=', range.to)
		.orderBy('e.on_day')
		.orderBy('e.recorded_at')
		.orderBy('e.id')
		.execute();
	return rows.filter(({ minutes }) => minutes > 0);
}

/** First and last day of somebody's service; null: none. */
export async function serviceRange({ db, ctx }: ReadTx<'volunteers'>, volunteerId: string): Promise<{ from: string; to: string } | null> {
	const row = await db
		.selectFrom('volunteers.entry')
		.select(({ fn }) => [fn.min<string | null>('on_day').as('from'), fn.max<string | null>('on_day').as('to')])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('volunteer_id', '=', volunteerId)
		.where('kind', '=', 'service')
		.executeTakeFirst();
	return row?.from && row.to ? { from: row.from, to: row.to } : null;
}

export const documentOf = (row: VolunteerRow): string | null => (row.id_sealed ? unseal(row.id_sealed, 'identity') : null);
