/** Pairs (结对): a volunteer, a neighbour or an organisation that looks in on somebody. */
import { getOrganization } from '#modules/directory/index.ts';
import { personCard } from '#modules/residents/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { AppError, conflict, notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { lookupHash, seal } from '#platform/secrets.ts';
import { zoneOf } from '#platform/tenant.ts';
import { maskName, maskPhone, normalizePhone } from '#platform/text/index.ts';
import { forModule } from '#platform/usecase.ts';
import '../care.events.ts';
import { noSuchPerson } from '../care.errors.ts';
import { permissions } from '../care.permissions.ts';
import { demandLookAfter, mayLookAfter, maySee } from '../care.policy.ts';
import { EndPairInput, PairId, PairInput } from './pairing.schemas.ts';

const { useCase } = forModule<'care'>();
const wrong = (path: string, code: string) => new AppError('platform.invalidInput', { status: 422, fields: [{ path, code }] });
const subjectOf = (_input: unknown, { id, communityId }: { id: string; communityId: string }) => ({ subjectType: 'pairing', subjectId: id, communityId });

/** Pairs somebody with a partner. Neither side is bound before both have said yes (`agreed`). */
export const pair = useCase({
	name: 'care.pair',
	access: permissions.look_after,
	input: PairInput,
	prepare: async (ctx, input) => {
		const person = await personCard(ctx, { id: input.personId });
		if (!person?.communityId || !maySee(ctx.actor, person.communityId)) throw noSuchPerson();
		demandLookAfter(ctx.actor, person.communityId);
		if (input.partnerPersonId === input.personId) throw wrong('partnerPersonId', 'care.partnerIsOneself');
		const partner = input.partnerPersonId ? await personCard(ctx, { id: input.partnerPersonId }) : null;
		if (input.partnerPersonId && (!partner || partner.died)) throw wrong('partnerPersonId', 'care.partnerUnknown');
		const organization = input.organizationId ? await getOrganization(ctx, { id: input.organizationId }) : null;
		const name = organization?.name ?? partner?.name ?? input.name;
		if (!name) throw wrong('name', 'care.partnerMissing');
		const phone = input.phone ? normalizePhone(input.phone) : null;
		if (input.phone && !phone) throw wrong('phone', 'care.phoneWrong');
		return { communityId: person.communityId, householdId: person.householdId, name, phone, today: dateIn(ctx.clock.now(), await zoneOf(ctx)) };
	},
	run: async (tx, input, { communityId, householdId, name, phone, today }) => {
		const { db, ctx } = tx;
		const id = newId();
		await db
			.insertInto('care.pairing')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id,
				person_id: input.personId,
				household_id: householdId,
				partner_kind: input.kind,
				partner_person_id: input.partnerPersonId,
				organization_id: input.organizationId,
				partner_name_sealed: input.partnerPersonId || input.organizationId ? null : seal(name, 'contact'),
				partner_name_masked: input.organizationId ? name : maskName(name),
				partner_phone_hash: phone ? lookupHash('phone', phone) : null,
				partner_phone_sealed: phone ? seal(phone, 'contact') : null,
				partner_phone_masked: phone ? maskPhone(phone) : '',
				what: input.what,
				rhythm_days: input.rhythmDays,
				agreed: input.agreed,
				from_on: input.fromOn ?? today,
				recorded_at: ctx.clock.now(),
				recorded_by: isId(ctx.actor.id) ? ctx.actor.id : null
			})
			.execute();
		await tx.emit('care.paired', { pairingId: id, personId: input.personId, partnerPersonId: input.partnerPersonId, partnerKind: input.kind, communityId, what: input.what, rhythmDays: input.rhythmDays });
		return { id, communityId };
	},
	subject: subjectOf
});

async function holdPair({ db, ctx }: WriteTx<'care'>, id: string, prepared: Map<string, string | null>) {
	const row = await db.selectFrom('care.pairing').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	const communityId = row ? (prepared.get(row.person_id) ?? null) : null;
	if (!row || !communityId || !mayLookAfter(ctx.actor, communityId)) throw notFound('pairing');
	return { row, communityId };
}

/** Which community's people the pair is about; asked before the transaction. */
async function communityOfPair(ctx: Parameters<typeof personCard>[0], id: string): Promise<Map<string, string | null>> {
	const personId = await pairPerson(ctx, { id });
	if (!personId) throw notFound('pairing');
	const card = await personCard(ctx, { id: personId });
	return new Map([[personId, card?.communityId ?? null]]);
}

const pairPerson = forModule<'care'>().query({
	name: 'care.pairPerson',
	access: permissions.read,
	input: PairId,
	run: async ({ db, ctx }, { id }): Promise<string | null> => {
		const row = await db.selectFrom('care.pairing').select('person_id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
		return row?.person_id ?? null;
	}
});

/** Both sides have said yes. */
export const agreePair = useCase({
	name: 'care.agreePair',
	access: permissions.look_after,
	input: PairId,
	prepare: (ctx, { id }) => communityOfPair(ctx, id),
	run: async (tx, { id }, prepared) => {
		const { row, communityId } = await holdPair(tx, id, prepared);
		if (row.until_on) throw conflict('care.pairEnded');
		await tx.db.updateTable('care.pairing').set({ agreed: true, version: row.version + 1 }).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', id).execute();
		return { id, communityId };
	},
	subject: subjectOf
});

export const endPair = useCase({
	name: 'care.endPair',
	access: permissions.look_after,
	input: EndPairInput,
	prepare: async (ctx, { id }) => ({ prepared: await communityOfPair(ctx, id), today: dateIn(ctx.clock.now(), await zoneOf(ctx)) }),
	run: async (tx, { id, reason }, { prepared, today }) => {
		const { row, communityId } = await holdPair(tx, id, prepared);
		if (row.until_on) throw conflict('care.pairEnded');
		await tx.db
			.updateTable('care.pairing')
			.set({ until_on: today < row.from_on ? row.from_on : today, end_reason: reason, version: row.version + 1 })
			.where('subdistrict_id', '=', tx.ctx.subdistrictId)
			.where('id', '=', id)
			.execute();
		await tx.emit('care.pairEnded', { pairingId: id, ended: true });
		return { id, communityId };
	},
	subject: subjectOf
});

/** Takes the end back. */
export const resumePair = useCase({
	name: 'care.resumePair',
	access: permissions.look_after,
	input: PairId,
	prepare: (ctx, { id }) => communityOfPair(ctx, id),
	run: async (tx, { id }, prepared) => {
		const { row, communityId } = await holdPair(tx, id, prepared);
		await tx.db.updateTable('care.pairing').set({ until_on: null, end_reason: null, version: row.version + 1 }).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', id).execute();
		await tx.emit('care.pairEnded', { pairingId: id, ended: false });
		return { id, communityId };
	},
	subject: subjectOf
});
