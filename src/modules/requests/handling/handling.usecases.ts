/** The work on a case between triage and "done": contact, waits, more time, handing back, calling others in, chasing. */
import { newId } from '#platform/ids.ts';

import { advance } from '../clocks/clocks.model.ts';
import { configOf, dayOf } from '../settings/config.ts';
import { noSuchCase, refused } from '../requests.errors.ts';
import { insertAttachments } from '../case/attachments.ts';
import { endOffer } from '../offers/offer.usecases.ts';
import { permissions } from '../requests.permissions.ts';
import { scheduleCallbacks } from '../answers/callback.store.ts';
import {
	AttachInput,
	CallInInput,
	ChaseInput,
	ContactInput,
	ExtensionInput,
	MessageInput,
	NoteInput,
	PauseInput,
	ReportInInput,
	ResumeInput,
	ReturnInput,
	RuleInput,
	ServeInput,
	StartInput,
	SuperviseInput
} from '../case/case.schemas.ts';
import { caseUseCase } from '../case/step.ts';
import { step, type Held, type Tx } from '../case/case.store.ts';
import type { ActorFacts } from '../case/actions.ts';
import type * as v from 'valibot';

/** So many working hours from now, by the subdistrict's rule. */
async function inWorkingHours(tx: Tx, key: 'send_back_hours' | 'call_in_hours'): Promise<Date> {
	const config = await configOf(tx);
	const now = tx.ctx.clock.now();
	return new Date(advance('working', config.calendar, now.getTime(), config.rule(key, dayOf(config, now)) * 3_600_000));
}

/** Notes a contact. The first that reaches the resident stops the headline clock and sets a dispatched case going; an attempt stops nothing. */
export const recordContact = caseUseCase({
	name: 'requests.recordContact',
	access: permissions.provide,
	action: 'record_contact',
	input: ContactInput,
	run: async (tx, held, actor, input) => {
		const reached = input.outcome === 'reached';
		const now = tx.ctx.clock.now();
		await step(
			tx,
			held,
			actor,
			'record_contact',
			reached ? { contacted_at: held.row.contacted_at ?? now, accepted_at: held.row.accepted_at ?? now } : {},
			{ to: reached && held.row.state === 'submitted' ? 'accepted' : reached ? undefined : (held.row.state as never), note: input.note, detail: { outcome: input.outcome } }
		);
	},
	detail: ({ outcome }) => ({ outcome })
});

export const start = caseUseCase({
	name: 'requests.start',
	access: permissions.handle,
	action: 'start',
	input: StartInput,
	run: async (tx, held, actor, input) => void (await step(tx, held, actor, 'start', {}, { note: input.note }))
});

/** Begins a wait: the resolve clock stands still and the resident sees what for. Several may overlap. */
export const pause = caseUseCase({
	name: 'requests.pause',
	access: permissions.handle,
	action: 'pause',
	input: PauseInput,
	run: async (tx, held, actor, input) => {
		const { db, ctx } = tx;
		const pauseId = newId();
		const now = ctx.clock.now();
		await db
			.insertInto('requests.pause')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id: pauseId,
				request_id: held.row.id,
				round: held.row.round,
				reason: input.reason,
				note: input.note,
				from_at: now,
				until_at: input.until && input.until > now ? input.until : null,
				by_id: ctx.actor.id
			})
			.execute();
		await step(tx, held, actor, 'pause', { open_pauses: held.row.open_pauses + 1 }, { clocks: true, note: input.note, detail: { reason: input.reason, until: input.until ?? null }, undoMore: { pauseId } });
	},
	detail: ({ reason }) => ({ reason })
});

/** Ends one wait, or all of them. */
export const resume = caseUseCase({
	name: 'requests.resume',
	access: permissions.handle,
	action: 'resume',
	input: ResumeInput,
	run: async (tx, held, actor, input) => {
		const ended = await endPauses(tx, held.row.id, input.pauseId);
		if (!ended.length) throw refused('no_pause');
		await step(tx, held, actor, 'resume', { open_pauses: held.row.open_pauses - ended.length }, { clocks: true, note: input.note, undoMore: { pauseIds: ended } });
	}
});

/** Ends open waits now and gives their ids. */
export async function endPauses({ db, ctx }: Tx, requestId: string, pauseId?: string): Promise<string[]> {
	let query = db
		.updateTable('requests.pause')
		.set({ to_at: ctx.clock.now() })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', requestId)
		.where('to_at', 'is', null);
	if (pauseId) query = query.where('id', '=', pauseId);
	return (await query.returning('id').execute()).map(({ id }) => id);
}

/** Asks for more time (延期申请). The clock is not longer until somebody else approves, and only if it was asked in time. */
export const requestExtension = caseUseCase({
	name: 'requests.requestExtension',
	access: permissions.handle,
	action: 'request_extension',
	input: ExtensionInput,
	run: async (tx, held, actor, input) => {
		const { db, ctx } = tx;
		await db
			.insertInto('requests.extension')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id: newId(),
				request_id: held.row.id,
				round: held.row.round,
				minutes: input.minutes,
				reason: input.reason,
				requested_at: ctx.clock.now(),
				requested_by: ctx.actor.id,
				requested_by_name: ctx.actor.name
			})
			.execute();
		await step(tx, held, actor, 'request_extension', { open_extension: true }, { note: input.reason, detail: { minutes: input.minutes } });
	},
	detail: ({ minutes }) => ({ minutes })
});

/** Rules on the extension asked for. Nobody rules on their own. */
export const ruleExtension = caseUseCase({
	name: 'requests.ruleExtension',
	access: permissions.supervise,
	action: 'rule_extension',
	input: RuleInput,
	run: async (tx, held, actor, input) => {
		const { db, ctx } = tx;
		await db
			.updateTable('requests.extension')
			.set({ state: input.approve ? 'approved' : 'refused', ruled_at: ctx.clock.now(), ruled_by: ctx.actor.id, ruled_by_name: ctx.actor.name, ruling_note: input.note })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', held.row.id)
			.where('state', '=', 'requested')
			.execute();
		await step(tx, held, actor, 'rule_extension', { open_extension: false }, { clocks: true, note: input.note, detail: { approved: input.approve } });
	},
	detail: ({ approve }) => ({ approve })
});

/** Hands the case back (退单) with a reason; it stays with its owner until somebody else rules, within so many working hours. */
export const sendBack = caseUseCase({
	name: 'requests.sendBack',
	access: permissions.handle,
	action: 'return',
	input: ReturnInput,
	run: async (tx, held, actor, input) => {
		const { db, ctx } = tx;
		await db
			.insertInto('requests.send_back')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id: newId(),
				request_id: held.row.id,
				round: held.row.round,
				reason: input.reason,
				note: input.note,
				proposed_target: input.proposedTarget,
				asked_at: ctx.clock.now(),
				asked_by: ctx.actor.id,
				asked_by_name: ctx.actor.name,
				ruling_due_at: await inWorkingHours(tx, 'send_back_hours'),
				category_code: held.row.category_code
			})
			.execute();
		await step(tx, held, actor, 'return', { open_send_back: true }, { note: input.note, detail: { reason: input.reason, proposedTarget: input.proposedTarget } });
	},
	detail: ({ reason }) => ({ reason })
});

/** Rules on a returned case: approved, it is back in triage without an owner; refused, it stays where it is. */
export const ruleSendBack = caseUseCase({
	name: 'requests.ruleSendBack',
	access: permissions.supervise,
	action: 'rule_return',
	input: RuleInput,
	run: async (tx, held, actor, input) => {
		const { db, ctx } = tx;
		await db
			.updateTable('requests.send_back')
			.set({ state: input.approve ? 'approved' : 'refused', ruled_at: ctx.clock.now(), ruled_by: ctx.actor.id, ruled_by_name: ctx.actor.name, ruling_note: input.note })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', held.row.id)
			.where('state', '=', 'requested')
			.execute();
		if (input.approve && held.row.provider_id) await endOffer(tx, held, 'withdrawn', '');
		await step(
			tx,
			held,
			actor,
			'rule_return',
			{ open_send_back: false, ...(input.approve ? { owner_id: null, owner_name: '', provider_id: null, provider_name: '' } : {}) },
			{ to: input.approve ? 'accepted' : undefined, note: input.note, detail: { approved: input.approve } }
		);
	},
	detail: ({ approve }) => ({ approve })
});

/** Calls others in (吹哨): each has a task and so many working hours to report; one of them leads. */
export const callIn = caseUseCase({
	name: 'requests.callIn',
	access: permissions.handle,
	action: 'call_in',
	input: CallInInput,
	run: async (tx, held, actor, input) => {
		const { db, ctx } = tx;
		const due = await inWorkingHours(tx, 'call_in_hours');
		// A new lead takes the place of the one before.
		if (input.parties.some(({ lead }) => lead)) {
			await db.updateTable('requests.party').set({ lead: false }).where('subdistrict_id', '=', ctx.subdistrictId).where('request_id', '=', held.row.id).where('lead', '=', true).execute();
		}
		await db
			.insertInto('requests.party')
			.values(
				input.parties.map((party) => ({
					subdistrict_id: ctx.subdistrictId,
					id: newId(),
					request_id: held.row.id,
					name: party.name,
					user_id: party.userId ?? null,
					organization_id: party.organizationId ?? null,
					lead: party.lead,
					task: party.task,
					called_by: ctx.actor.id,
					called_at: ctx.clock.now(),
					due_at: due
				}))
			)
			.execute();
		await step(tx, held, actor, 'call_in', { open_parties: held.row.open_parties + input.parties.length }, { detail: { parties: input.parties.map(({ name, lead }) => ({ name, lead })) } });
	}
});

/** A called-in party reports what it found or did (报到). */
export const reportIn = caseUseCase({
	name: 'requests.reportIn',
	access: permissions.handle,
	action: 'report_in',
	input: ReportInInput,
	run: async (tx, held, actor, input) => {
		const { db, ctx } = tx;
		const party = await db
			.updateTable('requests.party')
			.set({ reported_at: ctx.clock.now(), report: input.report })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', held.row.id)
			.where('id', '=', input.partyId)
			.where('reported_at', 'is', null)
			.returning(['name', 'user_id'])
			.executeTakeFirst();
		if (!party) throw noSuchCase();
		// A party speaks for itself; the owner and those who handle the area may write down what it said.
		if (party.user_id !== null && party.user_id !== ctx.actor.id && !actor.mayHandle && !actor.isOwner) throw refused('not_involved');
		await step(tx, held, actor, 'report_in', { open_parties: Math.max(0, held.row.open_parties - 1) }, { note: input.report, detail: { party: party.name } });
	}
});

/** Asks for speed (催办): a resident who waits, or a colleague. It counts and shows; it changes no clock. */
export const chase = caseUseCase({
	name: 'requests.chase',
	access: 'public',
	action: 'chase',
	input: ChaseInput,
	run: async (tx, held, actor, input) => void (await step(tx, held, actor, 'chase', { chase_count: held.row.chase_count + 1 }, { note: input.note }))
});

/** Puts the case under a head's eyes (督办). */
export const supervise = caseUseCase({
	name: 'requests.supervise',
	access: permissions.supervise,
	action: 'supervise',
	input: SuperviseInput,
	run: async (tx, held, actor, input) => void (await step(tx, held, actor, 'supervise', { supervised_at: held.row.supervised_at ?? tx.ctx.clock.now() }, { note: input.note }))
});

/** Marks the work done, with proof, and asks the resident. Staff-done is not solved: the case waits for an answer. */
export const serve = caseUseCase({
	name: 'requests.serve',
	access: permissions.provide,
	action: 'serve',
	input: ServeInput,
	run: markServed,
	detail: ({ attachments }) => ({ proofs: attachments.length })
});

/** Says that the work is done; whether it is solved says the resident. */
export async function markServed(tx: Tx, held: Held, actor: ActorFacts, input: Pick<v.InferOutput<typeof ServeInput>, 'note' | 'attachments'>): Promise<void> {
	const { db, ctx } = tx;
	const now = ctx.clock.now();
	const { row } = held;
	const paused = row.open_pauses ? await endPauses(tx, row.id) : [];
	if (row.provider_id && actor.kind === 'provider') await endOffer(tx, held, 'served');
	await insertAttachments(tx, row.id, input.attachments, actor.kind === 'provider' ? 'provider' : 'staff');
	await db.updateTable('requests.round').set({ served_note: input.note, served_by_name: ctx.actor.name }).where('subdistrict_id', '=', ctx.subdistrictId).where('request_id', '=', row.id).where('round', '=', row.round).execute();
	const callbacks = await scheduleCallbacks(tx, row);
	await step(
		tx,
		held,
		actor,
		'serve',
		{
			served_at: now,
			served_by: ctx.actor.id,
			accepted_at: row.accepted_at ?? now,
			open_pauses: 0,
			photo_count: row.photo_count + input.attachments.filter(({ kind }) => kind === 'photo').length,
			callback_due_at: callbacks.dueAt
		},
		{ clocks: paused.length > 0, note: input.note, detail: { proofs: input.attachments.length }, undoMore: { pauseIds: paused, callbackIds: callbacks.ids } }
	);
	await tx.emit('requests.served', { requestId: row.id, terms: row.terms, organizationId: row.provider_id });
}

/** A note for colleagues; the resident never sees it. */
export const addNote = caseUseCase({
	name: 'requests.note',
	access: permissions.handle,
	action: 'note',
	input: NoteInput,
	run: async (tx, held, actor, input) => void (await step(tx, held, actor, 'note', {}, { note: input.note }))
});

/** A message on the case, from either side. From staff it counts as the first contact only once the resident has answered or was reached. */
export const sendMessage = caseUseCase({
	name: 'requests.message',
	access: 'public',
	action: 'message',
	input: MessageInput,
	run: async (tx, held, actor, input) => {
		const { db, ctx } = tx;
		const { row } = held;
		const now = ctx.clock.now();
		const side = actor.kind === 'rule' ? 'staff' : actor.kind;
		const earlier =
			side === 'resident' && !row.contacted_at
				? await db.selectFrom('requests.message').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('request_id', '=', row.id).where('side', '=', 'staff').executeTakeFirst()
				: undefined;
		await db
			.insertInto('requests.message')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id: newId(),
				request_id: row.id,
				at: now,
				side,
				author_id: ctx.actor.id,
				author_name: side === 'resident' ? row.reporter_name_masked : ctx.actor.name,
				body: input.body
			})
			.execute();
		// An answer to a message of ours proves that it arrived.
		const contact = earlier ? { contacted_at: now } : {};
		await step(tx, held, actor, 'message', { ...contact, unread_by_staff: side === 'staff' ? 0 : row.unread_by_staff + 1 });
		if (side === 'staff') {
			await db
				.updateTable('requests.message')
				.set({ read_at: now })
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('request_id', '=', row.id)
				.where('side', '!=', 'staff')
				.where('read_at', 'is', null)
				.execute();
		}
	}
});

/** Adds photos or papers to an open case. */
export const attach = caseUseCase({
	name: 'requests.attach',
	access: 'public',
	action: 'attach',
	input: AttachInput,
	run: async (tx, held, actor, input) => {
		const side = actor.kind === 'rule' ? 'staff' : actor.kind;
		await insertAttachments(tx, held.row.id, input.attachments, side);
		const photos = input.attachments.filter(({ kind }) => kind === 'photo').length;
		await step(tx, held, actor, 'attach', { photo_count: held.row.photo_count + photos }, { detail: { files: input.attachments.length } });
	}
});

