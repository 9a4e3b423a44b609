/** The people behind a case: opening what is masked (with a reason, on the record), naming somebody who may answer in one's place. */
import { AppError } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { lookupHash, seal, unseal } from '#platform/secrets.ts';
import { maskName, maskPhone } from '#platform/text/index.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchCase, refused } from '../requests.errors.ts';
import { LIVE_OFFER_STATES } from '../case/case.model.ts';
import { permissions } from '../requests.permissions.ts';
import { capacities } from '../requests.policy.ts';
import { port } from '../requests.ports.ts';
import { preparedUseCase } from '../case/prepared.ts';
import { DropProxyInput, NameProxyInput, RevealInput, type CaseRefInput } from '../case/case.schemas.ts';
import { caseKey } from '../case/key.ts';
import { slowGuessing } from '../case/step.ts';
import { holdCase, step, type Tx } from '../case/case.store.ts';

const { useCase } = forModule<'requests'>();

export interface Revealed {
	name: string | null;
	phone: string | null;
	place: string | null;
}

const open = (sealed: string | null): string | null => (sealed ? unseal(sealed, 'contact') : null);

/**
 * Opens masked values of one case for one reason. It is audited, and the resident sees on their page who looked and why.
 * Staff of the area may; a provider may once it has accepted an offer that shares the contact.
 */
export const reveal = useCase({
	name: 'requests.reveal',
	access: permissions.provide,
	input: RevealInput,
	run: async (tx, input): Promise<Revealed & { id: string; communityId: string | null }> => {
		const { db, ctx } = tx;
		const held = await holdCase(tx, { id: input.id });
		const { row } = held;
		const found = capacities(ctx.actor, row, held.ties);
		const staff = found.find(({ kind, mayHandle, isOwner }) => kind === 'staff' && (mayHandle || isOwner));
		const provider = found.find(({ kind }) => kind === 'provider');
		const actor = staff ?? provider;
		if (!actor) throw noSuchCase();
		if (!staff) {
			const shared = await db
				.selectFrom('requests.offer')
				.select('id')
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('request_id', '=', row.id)
				.where('share_contact', '=', true)
				.where('state', 'in', LIVE_OFFER_STATES.filter((state) => state !== 'offered'))
				.executeTakeFirst();
			if (!shared || input.what === 'follower') throw refused('not_involved');
		}
		const values: Revealed = { name: null, phone: null, place: null };
		if (input.what === 'follower') {
			const follower = await db
				.selectFrom('requests.follower')
				.select(['phone_sealed', 'name_sealed'])
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('request_id', '=', row.id)
				.where('id', '=', input.followerId ?? '')
				.executeTakeFirst();
			if (!follower) throw noSuchCase();
			Object.assign(values, { name: open(follower.name_sealed), phone: open(follower.phone_sealed) });
		} else if (input.what === 'place') values.place = open(row.place_sealed) ?? row.place_masked;
		else Object.assign(values, { name: open(row.reporter_name_sealed), phone: open(row.reporter_phone_sealed) });
		await step(tx, held, actor, 'reveal', {}, { to: row.state as never, note: input.reason, detail: { what: input.what }, quiet: true });
		return { ...values, id: row.id, communityId: row.community_id };
	},
	subject: (input, result) => ({ subjectType: 'request', subjectId: result.id, communityId: result.communityId, reason: input.reason, detail: { what: input.what } })
});

/** The case, held for its reporter or for staff who note it for them; a proxy names no other. @throws requests.refused_not_involved (403) */
async function holdForReporter(tx: Tx, ref: CaseRefInput) {
	const held = await holdCase(tx, ref);
	const actor = capacities(tx.ctx.actor, held.row, held.ties).find(({ kind, isReporter, mayHandle }) => (kind === 'resident' && isReporter) || (kind === 'staff' && mayHandle));
	if (!actor) throw refused('not_involved');
	return { held, row: held.row, actor };
}

/** The reporter names somebody (a child, a neighbour) who may answer, confirm and withdraw in their place. Staff may note it for them. */
export const nameProxy = preparedUseCase({
	name: 'requests.nameProxy',
	access: 'public',
	input: NameProxyInput,
	prepare: (ctx, input) => slowGuessing(ctx, input.ref),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const { held, row, actor } = await holdForReporter(tx, input.ref);
		const id = newId();
		const added = await db
			.insertInto('requests.follower')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id,
				request_id: row.id,
				kind: 'proxy',
				phone_hash: lookupHash('phone', input.phone),
				phone_sealed: seal(input.phone, 'contact'),
				phone_masked: maskPhone(input.phone),
				name_sealed: seal(input.name, 'contact'),
				name_masked: maskName(input.name),
				joined_at: ctx.clock.now()
			})
			.onConflict((oc) => oc.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!added) throw new AppError('requests.alreadyBehind', { status: 409 });
		await step(tx, held, actor, 'join', { follower_count: row.follower_count + 1 }, { detail: { proxy: true } });
		const key = caseKey(id);
		// Who is to answer has to know of it, and has no other way in.
		await port('notifier').tell(tx, { requestId: row.id, number: row.number, what: 'told.proxy', params: {}, userId: null, phoneSealed: seal(input.phone, 'contact'), key, locale: row.locale as 'zh' | 'en' });
		return { id: row.id, key, communityId: row.community_id };
	},
	subject: (_input, result) => ({ subjectType: 'request', subjectId: result.id, communityId: result.communityId })
});

/** The reporter lets a proxy go: their key and their telephone open the case no more. Nothing is said to them. */
export const dropProxy = preparedUseCase({
	name: 'requests.dropProxy',
	access: 'public',
	input: DropProxyInput,
	prepare: (ctx, input) => slowGuessing(ctx, input.ref),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const { held, row, actor } = await holdForReporter(tx, input.ref);
		const ended = await db
			.updateTable('requests.follower')
			.set({ ended_at: ctx.clock.now() })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.where('id', '=', input.proxyId)
			.where('kind', '=', 'proxy')
			.where('ended_at', 'is', null)
			.returning('id')
			.executeTakeFirst();
		// Sent twice: it is so already.
		if (ended) await step(tx, held, actor, 'join', { follower_count: row.follower_count - 1 }, { detail: { proxy: false } });
		return { id: row.id, communityId: row.community_id };
	},
	subject: (_input, result) => ({ subjectType: 'request', subjectId: result.id, communityId: result.communityId })
});
