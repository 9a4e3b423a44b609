/** The certificate's way (民发〔2015〕149号): applied for, accepted, issued and made public; refused or revoked with a reason. */
import { listCommunities } from '#modules/areas/index.ts';
import { addDays } from '#platform/dates/index.ts';
import { AppError, conflict } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { subdistricts } from '#platform/tenant.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import * as v from 'valibot';
import { day, id, words } from '../register/volunteer.schemas.ts';
import { holdOwn, holdVolunteer, type VolunteerRow } from '../register/volunteer.store.ts';
import { inWords, noSuchCertificate } from '../volunteers.errors.ts';
import { takeCertificateNumber } from '../volunteers.numbers.ts';
import { permissions } from '../volunteers.permissions.ts';
import { demandWithin } from '../volunteers.policy.ts';
import { rulesOn } from '../volunteers.rules.ts';
import { sentBefore } from '../volunteers.sent.ts';
import { documentOf, sealBody, serviceLines, serviceRange } from './snapshot.ts';

const { useCase } = forModule<'volunteers'>();
type Tx = WriteTx<'volunteers'>;

const subjectOf = (_input: unknown, { id: certificateId, communityId }: { id: string; communityId: string }) => ({ subjectType: 'certificate', subjectId: certificateId, communityId });
const Range = { from: v.optional(v.nullable(day), null), to: v.optional(v.nullable(day), null), purpose: v.optional(words(100), ''), clientId: v.optional(id) };

async function apply(tx: Tx, volunteer: VolunteerRow, input: { from: string | null; to: string | null; purpose: string; clientId?: string }, way: 'phone' | 'desk'): Promise<{ id: string; communityId: string }> {
	const { db, ctx } = tx;
	const at = { communityId: volunteer.community_id };
	const before = await sentBefore(tx, 'certificate', input.clientId);
	if (before) return { id: before.id, ...at };
	const served = await serviceRange(tx, volunteer.id);
	if (!served) throw conflict('volunteers.nothingServed');
	const range = { from: input.from ?? served.from, to: input.to ?? served.to };
	if (range.from > range.to) throw new AppError('platform.invalidInput', { status: 422, fields: [{ path: 'to', code: 'volunteers.rangeWrong' }] });
	if (!(await serviceLines(tx, volunteer.id, range)).length) throw conflict('volunteers.nothingServed');
	const certificateId = newId();
	await inWords(
		db
			.insertInto('volunteers.certificate')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id: certificateId,
				volunteer_id: volunteer.id,
				community_id: volunteer.community_id,
				state: 'applied',
				purpose: input.purpose,
				range_from: range.from,
				range_to: range.to,
				applied_at: ctx.clock.now(),
				applied_way: way,
				applied_by: isId(ctx.actor.id) ? ctx.actor.id : null,
				client_id: input.clientId ?? null
			})
			.execute(),
		{ certificate_one_open: () => conflict('volunteers.appliedAlready') }
	);
	return { id: certificateId, ...at };
}

/** One's own application; without a range, everything served so far. Free of charge. @throws volunteers.nothingServed, volunteers.appliedAlready (409) */
export const applyOwn = useCase({
	name: 'volunteers.applyOwnCertificate',
	access: 'signed-in',
	input: v.object(Range),
	run: async (tx, input) => apply(tx, await holdOwn(tx), input, 'phone'),
	subject: subjectOf
});

/** Somebody applies at the counter. */
export const applyFor = useCase({
	name: 'volunteers.applyCertificate',
	access: permissions.keep,
	input: v.object({ volunteerId: id, ...Range }),
	run: async (tx, input) => {
		const volunteer = await holdVolunteer(tx, input.volunteerId);
		demandWithin(tx.ctx.actor, permissions.keep, volunteer.community_id);
		return apply(tx, volunteer, input, 'desk');
	},
	subject: subjectOf
});

async function hold({ db, ctx }: Tx, certificateId: string, from: readonly string[]) {
	const row = await db.selectFrom('volunteers.certificate').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', certificateId).forUpdate().executeTakeFirst();
	if (!row) throw noSuchCertificate();
	demandWithin(ctx.actor, permissions.certify, row.community_id);
	if (!from.includes(row.state)) throw conflict('volunteers.certificateMoved');
	return row;
}

const set = ({ db, ctx }: Tx, certificateId: string, version: number) => db.updateTable('volunteers.certificate').set({ version: version + 1 }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', certificateId);

/** Somebody has looked at the application and takes it on. */
export const acceptCertificate = useCase({
	name: 'volunteers.acceptCertificate',
	access: permissions.certify,
	input: v.object({ id }),
	run: async (tx, input) => {
		const row = await hold(tx, input.id, ['applied']);
		await set(tx, row.id, row.version).set({ state: 'accepted', accepted_at: tx.ctx.clock.now(), accepted_by_name: tx.ctx.actor.name }).execute();
		return { id: row.id, communityId: row.community_id };
	},
	subject: subjectOf
});

/**
 * Issues it: number, snapshot of the lines as they stand now, days of publicity. From here on it says the same for ever.
 * @throws volunteers.noDocument, volunteers.nothingServed (409)
 */
export const issueCertificate = useCase({
	name: 'volunteers.issueCertificate',
	access: permissions.certify,
	input: v.object({ id, responsible: v.pipe(words(30), v.minLength(1, 'volunteers.responsibleMissing')), note: v.optional(words(200), '') }),
	prepare: async (ctx) => {
		const place = (await subdistricts()).find((each) => each.id === ctx.subdistrictId);
		return { place: place?.name ?? '', communities: await listCommunities(ctx, {}) };
	},
	run: async (tx, input, { place, communities }) => {
		const { db, ctx } = tx;
		const row = await hold(tx, input.id, ['accepted']);
		const volunteer = await holdVolunteer(tx, row.volunteer_id);
		const document = documentOf(volunteer);
		if (!document) throw conflict('volunteers.noDocument');
		const range = { from: row.range_from!, to: row.range_to! };
		const lines = await serviceLines(tx, volunteer.id, range);
		const minutes = lines.reduce((sum, line) => sum + line.minutes, 0);
		if (!minutes) throw conflict('volunteers.nothingServed');
		const community = communities.find((each) => each.id === row.community_id);
		const issuer = `${place}${community?.name ?? ''}居民委员会`;
		const today = await todayOf(tx);
		const { publicise_days } = await rulesOn(tx, today);
		const number = await takeCertificateNumber(tx, today.slice(0, 4));
		const body = { name: volunteer.name, idNumber: document, volunteerNumber: volunteer.number, ...range, minutes, lines, issuer, responsible: input.responsible, handler: ctx.actor.name, contact: community?.deskPhone ?? '', note: input.note };
		await db
			.insertInto('volunteers.certificate_snapshot')
			.values({ subdistrict_id: ctx.subdistrictId, certificate_id: row.id, range_from: range.from, range_to: range.to, minutes, lines: lines.length, issuer_name: issuer, ...sealBody(body), made_at: ctx.clock.now() })
			.execute();
		await set(tx, row.id, row.version).set({ state: 'issued', number, issued_at: ctx.clock.now(), issued_on: today, publicised_until: addDays(today, publicise_days) }).execute();
		return { id: row.id, number, communityId: row.community_id };
	},
	subject: subjectOf
});

const WhyInput = v.object({ id, reason: v.pipe(words(200), v.minLength(2, 'volunteers.whyMissing')) });

/** Not issued, and why. */
export const refuseCertificate = useCase({
	name: 'volunteers.refuseCertificate',
	access: permissions.certify,
	input: WhyInput,
	run: async (tx, input) => {
		const row = await hold(tx, input.id, ['applied', 'accepted']);
		await set(tx, row.id, row.version).set({ state: 'refused', ended_at: tx.ctx.clock.now(), ended_by_name: tx.ctx.actor.name, ended_reason: input.reason }).execute();
		return { id: row.id, communityId: row.community_id };
	},
	subject: ({ reason }, { id: certificateId, communityId }) => ({ subjectType: 'certificate', subjectId: certificateId, communityId, reason })
});

/** It no longer holds (an objection during the publicity, hours that were corrected). The page of verification says so at once. */
export const revokeCertificate = useCase({
	name: 'volunteers.revokeCertificate',
	access: permissions.certify,
	input: WhyInput,
	run: async (tx, input) => {
		const row = await hold(tx, input.id, ['issued']);
		await set(tx, row.id, row.version).set({ state: 'revoked', ended_at: tx.ctx.clock.now(), ended_by_name: tx.ctx.actor.name, ended_reason: input.reason }).execute();
		return { id: row.id, communityId: row.community_id };
	},
	subject: ({ reason }, { id: certificateId, communityId }) => ({ subjectType: 'certificate', subjectId: certificateId, communityId, reason })
});
