/** What is done with a new case: taken on, turned away, given to somebody, put under another category, merged. */
import { sql } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import { newId } from '#platform/ids.ts';
import { configOf } from '../settings/config.ts';
import { noSuchCase, refused, unknownCategory, unknownWorker } from '../requests.errors.ts';
import { isWorking, type State } from '../case/case.model.ts';
import { permissions } from '../requests.permissions.ts';
import { port, type StaffMember } from '../requests.ports.ts';
import { preparedUseCase } from '../case/prepared.ts';
import { AcceptInput, AssignInput, ClaimInput, DeclineInput, MergeInput, RecategoriseInput, TransferInput, UnmergeInput } from '../case/case.schemas.ts';
import { caseUseCase, stepped, type Stepped } from '../case/step.ts';
import { findCase, holdCase, permit, step, type CasePatch, type Held, type Tx } from '../case/case.store.ts';
import { endOffer } from '../offers/offer.usecases.ts';

/** Takes the case on: the accept clock stops. It has no owner yet. */
export const accept = caseUseCase({
	name: 'requests.accept',
	access: permissions.handle,
	action: 'accept',
	input: AcceptInput,
	run: async (tx, held, actor, input) => void (await step(tx, held, actor, 'accept', { accepted_at: tx.ctx.clock.now() }, { note: input.note }))
});

/** Turns the need away under a rule, and says what the resident can do instead. */
export const decline = caseUseCase({
	name: 'requests.decline',
	access: permissions.handle,
	action: 'decline',
	input: DeclineInput,
	run: async (tx, held, actor, input) => {
		await step(tx, held, actor, 'decline', { close_reason: input.rule, accepted_at: held.row.accepted_at ?? tx.ctx.clock.now() }, { note: input.instead, detail: { rule: input.rule } });
		await tx.emit('requests.closed', { requestId: held.row.id, state: 'declined' });
	},
	detail: ({ rule }) => ({ rule })
});

/** Gives the case an owner; the first one stays on the record, because a "no" comes back to them (首接负责). */
export function ownedBy(held: Held, worker: { id: string; name: string }, now: Date): CasePatch {
	return {
		owner_id: worker.id,
		owner_name: worker.name,
		accepted_at: held.row.accepted_at ?? now,
		...(held.row.first_owner_id ? {} : { first_owner_id: worker.id, first_owner_name: worker.name })
	};
}

/** 我来办: takes a case that nobody has. */
export const claim = caseUseCase({
	name: 'requests.claim',
	access: permissions.handle,
	action: 'claim',
	input: ClaimInput,
	run: async (tx, held, actor) => {
		const { actor: me, clock } = tx.ctx;
		if (me.kind !== 'user' || !me.id) throw unknownWorker();
		await step(tx, held, actor, 'claim', ownedBy(held, { id: me.id, name: me.name }, clock.now()));
	}
});

async function workerOf(ctx: Ctx, workerId: string): Promise<StaffMember> {
	const worker = await port('staff').find(ctx, workerId);
	if (!worker) throw unknownWorker();
	return worker;
}

/** Gives the case to a worker. @throws requests.unknownWorker (422) */
export const assign = preparedUseCase({
	name: 'requests.assign',
	access: permissions.handle,
	input: AssignInput,
	prepare: (ctx, input) => workerOf(ctx, input.workerId),
	run: async (tx, input, worker): Promise<Stepped> => {
		const held = await holdCase(tx, input);
		const actor = await permit(tx, held, 'assign');
		await nameHandler(tx, held, worker.id);
		await step(tx, held, actor, 'assign', ownedBy(held, worker, tx.ctx.clock.now()), { note: input.note, detail: { to: worker.name } });
		return stepped(held);
	},
	subject: (input, result) => ({ subjectType: 'request', subjectId: result.id, communityId: result.communityId, detail: { to: input.workerId } })
});

/** Whoever is given a confidential case may see it from then on, also after it has gone to another. */
async function nameHandler({ db, ctx }: Tx, held: Held, userId: string): Promise<void> {
	if (!held.row.confidential) return;
	await db
		.insertInto('requests.handler')
		.values({ subdistrict_id: ctx.subdistrictId, request_id: held.row.id, user_id: userId, named_by: ctx.actor.id, named_at: ctx.clock.now() })
		.onConflict((oc) => oc.doNothing())
		.execute();
}

/** Hands the case on (转办): to a colleague, or to another community, where it waits for an owner. */
export const transfer = preparedUseCase({
	name: 'requests.transfer',
	access: permissions.handle,
	input: TransferInput,
	prepare: async (ctx, input) => (input.workerId ? await workerOf(ctx, input.workerId) : null),
	run: async (tx, input, worker): Promise<Stepped> => {
		const held = await holdCase(tx, input);
		const actor = await permit(tx, held, 'transfer');
		const patch: CasePatch = worker ? ownedBy(held, worker, tx.ctx.clock.now()) : { owner_id: null, owner_name: '' };
		if (input.communityId) patch.community_id = input.communityId;
		if (worker) await nameHandler(tx, held, worker.id);
		await step(tx, held, actor, 'transfer', patch, {
			to: worker ? undefined : 'accepted',
			note: input.note,
			clocks: Boolean(input.communityId),
			detail: { from: held.row.owner_name, to: worker?.name ?? null, communityId: input.communityId ?? null }
		});
		return stepped(held);
	},
	subject: (_input, result) => ({ subjectType: 'request', subjectId: result.id, communityId: result.communityId })
});

/**
 * Says what the need really is: category, kind, urgency, need terms. The due times follow the new urgency from the same
 * start. What was chosen is told to the directory, which learns the resident's words from it.
 */
export const recategorise = caseUseCase({
	name: 'requests.recategorise',
	access: permissions.handle,
	action: 'recategorise',
	input: RecategoriseInput,
	run: async (tx, held, actor, input) => {
		const { row } = held;
		const config = await configOf(tx);
		const category = input.categoryCode === undefined ? undefined : config.categories.get(input.categoryCode);
		if (input.categoryCode !== undefined && !category?.active) throw unknownCategory();
		const confidential = input.confidential ?? (category ? category.confidential || row.confidential : row.confidential);
		const terms = input.terms ?? (category ? category.terms.slice(0, 1) : row.terms);
		const patch: CasePatch = {
			category_code: category?.code ?? row.category_code,
			type: input.type ?? category?.type ?? row.type,
			urgency: input.urgency ?? category?.urgency ?? row.urgency,
			terms: [...terms],
			confidential,
			public_place: !confidential && (category ? category.publicPlace : row.public_place)
		};
		if (confidential && !row.confidential && row.owner_id) await nameHandler(tx, { ...held, row: { ...row, confidential: true } }, row.owner_id);
		await step(tx, held, actor, 'recategorise', patch, {
			note: input.note,
			detail: { from: { category: row.category_code, urgency: row.urgency, type: row.type }, to: { category: patch.category_code, urgency: patch.urgency, type: patch.type } }
		});
		await tx.emit('requests.triaged', { requestId: row.id, text: row.text, terms: [...terms], previous: row.terms, categoryCode: held.row.category_code });
	},
	detail: ({ categoryCode, urgency }) => ({ categoryCode, urgency })
});

/**
 * Puts a case into another that stands for the same thing. Its teller becomes a follower there: kept informed and called
 * back like the first (every caller is still called back). Followers of its own move along.
 */
export const merge = caseUseCase({
	name: 'requests.merge',
	access: permissions.handle,
	action: 'merge',
	input: MergeInput,
	run: async (tx, held, actor, input) => {
		const { db, ctx } = tx;
		const { row } = held;
		if (input.into === row.id) throw refused('wrong_state');
		const into = await findCase(tx, { id: input.into }, true);
		if (!isWorking(into.row.state as State)) throw refused('wrong_state');
		if (into.row.confidential !== row.confidential) throw refused('confidential');
		if (row.provider_id) await endOffer(tx, held, 'withdrawn', '');
		const now = ctx.clock.now();

		const moved = await db
			.updateTable('requests.follower')
			.set({ ended_at: now })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.where('ended_at', 'is', null)
			.where('kind', '!=', 'proxy')
			.returningAll()
			.execute();
		const teller = {
			user_id: row.reporter_user_id,
			phone_hash: row.reporter_phone_hash,
			phone_sealed: row.reporter_phone_sealed,
			phone_masked: row.reporter_phone_masked,
			name_sealed: row.reporter_name_sealed,
			name_masked: row.reporter_name_masked,
			said: row.summary
		};
		const behind = [teller, ...moved].map((one) => ({
			subdistrict_id: ctx.subdistrictId,
			id: newId(),
			request_id: into.row.id,
			kind: 'merged',
			user_id: one.user_id,
			phone_hash: one.phone_hash,
			phone_sealed: one.phone_sealed,
			phone_masked: one.phone_masked,
			name_sealed: one.name_sealed,
			name_masked: one.name_masked,
			said: one.said,
			from_request_id: row.id,
			joined_at: now
		}));
		// One person who told the same need twice is still one person to call.
		const added = await db.insertInto('requests.follower').values(behind).onConflict((oc) => oc.doNothing()).returning('id').execute();

		await step(
			tx,
			held,
			actor,
			'merge',
			{ merged_into: into.row.id, prior_state: row.state, provider_id: null, provider_name: '' },
			{ note: input.note, detail: { into: into.row.number }, undoMore: { followers: added.map(({ id }) => id), moved: moved.map(({ id }) => id) } }
		);
		await step(tx, into, actor, 'join', { follower_count: into.row.follower_count + added.length }, { detail: { from: row.number }, public: false });
	},
	detail: ({ into }) => ({ into })
});

/** Takes a merged case out again, however long ago. */
export const unmerge = caseUseCase({
	name: 'requests.unmerge',
	access: permissions.handle,
	action: 'unmerge',
	input: UnmergeInput,
	run: async (tx, held, actor, input) => {
		await takeOutOfMerge(tx, held);
		await step(tx, held, actor, 'unmerge', { merged_into: null, prior_state: null, closed_at: null }, { note: input.note, clocks: true });
	}
});

/** The teller and the followers leave the case they were merged into and stand behind their own again. */
export async function takeOutOfMerge({ db, ctx }: Tx, { row }: Held): Promise<void> {
	if (!row.merged_into) throw noSuchCase();
	const now = ctx.clock.now();
	const left = await db
		.updateTable('requests.follower')
		.set({ ended_at: now })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', row.merged_into)
		.where('from_request_id', '=', row.id)
		.where('ended_at', 'is', null)
		.returning('id')
		.execute();
	await db
		.updateTable('requests.request')
		.set({ follower_count: sql`greatest(0, follower_count - ${left.length})` })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', row.merged_into)
		.execute();
	// Those who followed before the merge ended with it, at the very instant of the merge.
	const merged = await db
		.selectFrom('requests.event')
		.select('at')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', row.id)
		.where('action', '=', 'merge')
		.orderBy('id', 'desc')
		.executeTakeFirst();
	if (merged) {
		await db
			.updateTable('requests.follower')
			.set({ ended_at: null })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.where('ended_at', '=', merged.at)
			.execute();
	}
}
