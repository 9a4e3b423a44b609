/** Certificates: the desk's list, one with its snapshot, one's own, and what the public may check. */
import type { ReadTx } from '#platform/db/tx.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import * as v from 'valibot';
import { id, words } from '../register/volunteer.schemas.ts';
import { ownVolunteer } from '../register/volunteer.store.ts';
import { shownName } from '../register/volunteer.queries.ts';
import { noSuchCertificate } from '../volunteers.errors.ts';
import { permissions } from '../volunteers.permissions.ts';
import { mayWithin, volunteerScope } from '../volunteers.policy.ts';
import { openBody, serviceLines, type CertificateBody } from './snapshot.ts';

const { query } = forModule<'volunteers'>();

export const CERTIFICATE_STATES = ['applied', 'accepted', 'issued', 'refused', 'revoked'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

export interface CertificateLineView {
	id: string;
	volunteerId: string;
	volunteerName: string;
	communityId: string;
	state: CertificateState;
	number: string;
	purpose: string;
	rangeFrom: string;
	rangeTo: string;
	appliedAt: Date;
	issuedOn: string | null;
	publicisedUntil: string | null;
	endedReason: string;
}

const rows = ({ db, ctx }: ReadTx<'volunteers'>) =>
	db
		.selectFrom('volunteers.certificate as c')
		.innerJoin('volunteers.volunteer as w', (join) => join.onRef('w.subdistrict_id', '=', 'c.subdistrict_id').onRef('w.id', '=', 'c.volunteer_id'))
		.select(['c.id', 'c.volunteer_id as volunteerId', 'w.name', 'w.name_masked', 'w.community_id', 'w.user_id', 'c.community_id as communityId', 'c.state', 'c.number', 'c.purpose', 'c.range_from as rangeFrom', 'c.range_to as rangeTo', 'c.applied_at as appliedAt', 'c.issued_on as issuedOn', 'c.publicised_until as publicisedUntil', 'c.ended_reason as endedReason'])
		.where('c.subdistrict_id', '=', ctx.subdistrictId);

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

const lineOf = (tx: ReadTx<'volunteers'>, row: Row): CertificateLineView => ({
	id: row.id,
	volunteerId: row.volunteerId,
	volunteerName: shownName(tx.ctx.actor, row),
	communityId: row.communityId,
	state: row.state as CertificateState,
	number: row.number ?? '',
	purpose: row.purpose,
	rangeFrom: row.rangeFrom!,
	rangeTo: row.rangeTo!,
	appliedAt: row.appliedAt,
	issuedOn: row.issuedOn,
	publicisedUntil: row.publicisedUntil,
	endedReason: row.endedReason
});

/** Applications and certificates of the caller's area, the newest first. */
export const listCertificates = query({
	name: 'volunteers.listCertificates',
	access: permissions.read,
	input: v.object({ state: v.optional(v.nullable(v.picklist(CERTIFICATE_STATES)), null), volunteerId: v.optional(v.nullable(id), null), cursor: cursorInput, limit: limitInput(200) }),
	run: async (tx, input): Promise<Page<CertificateLineView>> => {
		const scope = volunteerScope(tx.ctx.actor);
		const cursor = readCursor(input.cursor);
		let list = rows(tx);
		if (scope !== 'all') list = list.where('c.community_id', 'in', scope);
		if (input.state) list = list.where('c.state', '=', input.state);
		if (input.volunteerId) list = list.where('c.volunteer_id', '=', input.volunteerId);
		if (cursor) list = list.where((eb) => eb(eb.refTuple('c.applied_at', 'c.id'), '<', eb.tuple(cursor.at, cursor.id)));
		const found = await list.orderBy('c.applied_at', 'desc').orderBy('c.id', 'desc').limit(input.limit + 1).execute();
		return pageOf(found.map((row) => lineOf(tx, row)), input.limit, ({ appliedAt }) => appliedAt);
	}
});

export interface CertificateDetail extends CertificateLineView {
	/** before issue: what it would say now */
	minutes: number;
	lines: { onDay: string; title: string; place: string; category: string; minutes: number }[];
	hasDocument: boolean;
	mayCertify: boolean;
	/** whether the caller gets the paper, which names the document in whole */
	mayPrint: boolean;
}

/** The paper is the volunteer's own; of the staff those have it who issue it. */
const mayHavePaper = async (tx: ReadTx<'volunteers'>, row: Pick<Row, 'volunteerId' | 'communityId'>): Promise<boolean> =>
	mayWithin(tx.ctx.actor, permissions.certify, row.communityId) || (await ownVolunteer(tx))?.id === row.volunteerId;

/** One certificate, for staff of the area. @throws platform.notFound (404) */
export const getCertificate = query({
	name: 'volunteers.getCertificate',
	access: permissions.read,
	input: v.object({ id }),
	run: async (tx, input): Promise<CertificateDetail> => {
		const row = await rows(tx).select('w.id_hash').where('c.id', '=', input.id).executeTakeFirst();
		if (!row || !mayWithin(tx.ctx.actor, permissions.read, row.communityId)) throw noSuchCertificate();
		const kept = await snapshotOf(tx, input.id);
		const lines = kept ? openBody(kept).lines : await serviceLines(tx, row.volunteerId, { from: row.rangeFrom!, to: row.rangeTo! });
		return { ...lineOf(tx, row), lines, minutes: lines.reduce((sum, line) => sum + line.minutes, 0), hasDocument: row.id_hash !== null, mayCertify: mayWithin(tx.ctx.actor, permissions.certify, row.communityId), mayPrint: kept !== undefined && (await mayHavePaper(tx, row)) };
	}
});

const snapshotOf = ({ db, ctx }: ReadTx<'volunteers'>, certificateId: string) =>
	db.selectFrom('volunteers.certificate_snapshot').select(['body_sealed', 'digest']).where('subdistrict_id', '=', ctx.subdistrictId).where('certificate_id', '=', certificateId).executeTakeFirst();

/** The caller's own applications and certificates. */
export const myCertificates = query({
	name: 'volunteers.myCertificates',
	access: 'signed-in',
	input: v.object({}),
	run: async (tx): Promise<CertificateLineView[]> => {
		const own = await ownVolunteer(tx);
		if (!own) return [];
		const found = await rows(tx).where('c.volunteer_id', '=', own.id).orderBy('c.applied_at', 'desc').limit(50).execute();
		return found.map((row) => lineOf(tx, row));
	}
});

export interface IssuedPaper {
	number: string;
	issuedOn: string;
	publicisedUntil: string;
	revoked: boolean;
	digest: string;
	body: CertificateBody;
}

/** What the paper says: for the volunteer and for staff who certify in the area. @throws platform.notFound (404) before it is issued */
export const issuedPaper = query({
	name: 'volunteers.issuedPaper',
	access: 'signed-in',
	input: v.object({ id }),
	run: async (tx, input): Promise<IssuedPaper> => {
		const row = await rows(tx).where('c.id', '=', input.id).executeTakeFirst();
		const kept = row?.number ? await snapshotOf(tx, input.id) : undefined;
		if (!row || !kept) throw noSuchCertificate();
		if (!(await mayHavePaper(tx, row))) throw noSuchCertificate();
		return { number: row.number!, issuedOn: row.issuedOn!, publicisedUntil: row.publicisedUntil!, revoked: row.state === 'revoked', digest: kept.digest, body: openBody(kept) };
	}
});

/** What anybody may check: never a name, a document or a volunteer number. */
export interface Verified {
	number: string;
	state: 'public' | 'valid' | 'revoked';
	issuer: string;
	issuedOn: string;
	publicisedUntil: string;
	rangeFrom: string;
	rangeTo: string;
	minutes: number;
	lines: number;
	digest: string;
}

const verifiable = ({ db, ctx }: ReadTx<'volunteers'>) =>
	db
		.selectFrom('volunteers.certificate as c')
		.innerJoin('volunteers.certificate_snapshot as s', (join) => join.onRef('s.subdistrict_id', '=', 'c.subdistrict_id').onRef('s.certificate_id', '=', 'c.id'))
		.select(['c.id', 'c.number', 'c.state', 'c.issued_on as issuedOn', 'c.issued_at as issuedAt', 'c.publicised_until as publicisedUntil', 's.range_from as rangeFrom', 's.range_to as rangeTo', 's.minutes', 's.lines', 's.issuer_name as issuer', 's.digest'])
		.where('c.subdistrict_id', '=', ctx.subdistrictId)
		.where('c.issued_at', 'is not', null);

type VerifiableRow = Awaited<ReturnType<ReturnType<typeof verifiable>['execute']>>[number];

const verifiedOf = (row: VerifiableRow, today: string): Verified => ({
	number: row.number!,
	state: row.state === 'revoked' ? 'revoked' : row.publicisedUntil! >= today ? 'public' : 'valid',
	issuer: row.issuer,
	issuedOn: row.issuedOn!,
	publicisedUntil: row.publicisedUntil!,
	rangeFrom: row.rangeFrom,
	rangeTo: row.rangeTo,
	minutes: row.minutes,
	lines: row.lines,
	digest: row.digest
});

/** Whether a certificate is one of ours and still holds, by its number as it is typed or scanned; null: no such number. */
export const verifyCertificate = query({
	name: 'volunteers.verifyCertificate',
	access: 'public',
	input: v.object({ number: words(40) }),
	run: async (tx, input): Promise<Verified | null> => {
		const row = await verifiable(tx).where('c.number', '=', input.number.replace(/\s/g, '').toUpperCase()).executeTakeFirst();
		return row ? verifiedOf(row, await todayOf(tx)) : null;
	}
});

/** Certificates in their days of publicity, the newest first: anybody may object. */
export const publicisedCertificates = query({
	name: 'volunteers.publicised',
	access: 'public',
	input: v.object({ cursor: cursorInput, limit: limitInput(100) }),
	run: async (tx, input): Promise<Page<Verified & { id: string }>> => {
		const today = await todayOf(tx);
		const cursor = readCursor(input.cursor);
		let list = verifiable(tx).where('c.publicised_until', '>=', today).where('c.state', '=', 'issued');
		if (cursor) list = list.where((eb) => eb(eb.refTuple('c.issued_at', 'c.id'), '<', eb.tuple(cursor.at, cursor.id)));
		const found = await list.orderBy('c.issued_at', 'desc').orderBy('c.id', 'desc').limit(input.limit + 1).execute();
		const at = new Map(found.map((row) => [row.id, row.issuedAt!]));
		return pageOf(found.map((row) => ({ id: row.id, ...verifiedOf(row, today) })), input.limit, (row) => at.get(row.id)!);
	}
});
