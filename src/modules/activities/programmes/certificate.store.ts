/** When a certificate no longer holds. */
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';

type Tx = WriteTx<'activities'>;

export const CERTIFICATE_KINDS = ['attendance', 'passed'] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

/** Revokes what no longer holds: the attendance was taken back, or it was not enough for the course after all. */
export async function revokeUnearned({ db, ctx }: Tx, kind: CertificateKind, subjectId: string, whoKey: string, why: string): Promise<void> {
	await db.updateTable('activities.certificate').set({ revoked_at: ctx.clock.now(), revoked_why: why }).where('subdistrict_id', '=', ctx.subdistrictId).where('kind', '=', kind).where('subject_id', '=', subjectId).where('who_key', '=', whoKey).where('revoked_at', 'is', null).execute();
}

/** Revokes the certificates of a course for which its learners have not done enough, after its rule or its sessions were changed. */
export async function revokeUnpassed({ db, ctx }: Tx, programmeId: string, why: string): Promise<void> {
	await sql`UPDATE activities.certificate c SET revoked_at = ${ctx.clock.now()}, revoked_why = ${why}
		WHERE c.subdistrict_id = ${ctx.subdistrictId} AND c.kind = 'passed' AND c.subject_id = ${programmeId} AND c.revoked_at IS NULL
			AND NOT EXISTS (SELECT 1 FROM activities.learner l WHERE l.subdistrict_id = c.subdistrict_id AND l.programme_id = c.subject_id AND l.who_key = c.who_key AND l.passed_on IS NOT NULL)`.execute(db);
}

/** Whether somebody has passed a course, as it stands now. */
export async function hasPassed({ db, ctx }: Pick<Tx, 'db' | 'ctx'>, programmeId: string, whoKey: string): Promise<boolean> {
	const row = await db.selectFrom('activities.learner').select('passed_on').where('subdistrict_id', '=', ctx.subdistrictId).where('programme_id', '=', programmeId).where('who_key', '=', whoKey).executeTakeFirst();
	return row?.passed_on !== undefined && row.passed_on !== null;
}
