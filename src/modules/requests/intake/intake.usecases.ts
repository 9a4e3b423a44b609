/** How a need comes in: told by a resident, written down by staff, sent by a program; joined to one that stands for the same thing. */
import { CompiledQuery, type Insertable } from 'kysely';
import * as v from 'valibot';
import type { DB } from '../../../../db/schema.gen.ts';
import { mayCall } from '#platform/access.ts';
import { anonymous as anonymousActor, type Ctx } from '#platform/context.ts';
import { invalid } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { limit } from '#platform/rate-limit.ts';
import { lookupHash, seal } from '#platform/secrets.ts';
import { maskName, maskPhone } from '#platform/text/index.ts';
import { forModule, parse } from '#platform/usecase.ts';
import { nobody } from '../case/actions.ts';
import { insertAttachments } from '../case/attachments.ts';
import { checkAnswers, stopNotices, type Category, type Words } from '../settings/categories.ts';
import { duesAtStart } from '../clocks/clocks.model.ts';
import { configOf, dayOf, type RequestsConfig } from '../settings/config.ts';
import { noSuchCase, unknownCategory, unknownProvider } from '../requests.errors.ts';
import { isOpen, URGENCIES, type RequestType, type State, type Urgency } from '../case/case.model.ts';
import { takeNumber } from './number-blocks.ts';
import { offerTo, takeSlot } from '../offers/offer.usecases.ts';
import { permissions } from '../requests.permissions.ts';
import { NO_TIES, type CaseRow } from '../requests.policy.ts';
import { port, type Proposal, type ProposedOffer, type Provider } from '../requests.ports.ts';
import { preparedUseCase } from '../case/prepared.ts';
import { kindOf, proposalFor } from './proposals.ts';
import { JoinInput, ProposeInput, SubmitInput } from '../case/case.schemas.ts';
import { tell } from '../case/tell.ts';
import { caseKey } from '../case/key.ts';
import { caseCounts, holdCase, nextClock, step, type Tx } from '../case/case.store.ts';
import { placeColumns, resolvePlace, type Place } from './place.ts';
import { searchVector, starNumbers, summaryOf } from '../case/words.ts';

const { query } = forModule<'requests'>();

type Submitted = v.InferOutput<typeof SubmitInput>;

export interface Receipt {
	id: string;
	number: string;
	/** Opens this one case for the person who told it, without signing in: for the slip and the answer page. */
	key: string;
	state: State;
	categoryCode: string | null;
	contactDueAt: Date;
	resolveDueAt: Date;
	/** "Do not wait for us" of dangerous answers. */
	notices: Words[];
	/** Resources that could serve it, if the resident has not chosen one already. */
	offers: ProposedOffer[];
	/** The same send had come before; nothing was written now. */
	repeated: boolean;
}

interface Prepared {
	place: Place;
	proposal: Proposal | null;
	provider: Provider | null;
	person: { name: string; phoneSealed: string | null; phoneMasked: string } | null;
	registering: boolean;
}

/** Staff at counter, phone or patrol, and programs, write down what somebody else needs; on the web a person speaks for themselves. */
const isRegistering = (ctx: Ctx, input: Submitted): boolean =>
	ctx.actor.kind === 'system' || (mayCall(ctx.actor, permissions.register) && (ctx.actor.kind === 'token' || input.channel !== 'web'));

/** Strangers are slowed by address and phone, signed-in residents by account; staff and programs have limits of their own. */
async function throttle(ctx: Ctx, input: Submitted): Promise<void> {
	if (ctx.actor.kind === 'user') return limit(ctx, 'requests.submit.user', ctx.actor.id!, 30, 3600);
	// Many phones share one address of their network, and a library's computers too.
	await limit(ctx, 'requests.submit.address', ctx.ip ?? 'unknown', 200, 3600);
	if (input.reporter.phone) await limit(ctx, 'requests.submit.phone', input.reporter.phone, 10, 86_400);
}

/**
 * Takes a need in: number, category, urgency, clocks; keyed by the sender's `clientId`, so that a repeated send finds the
 * same case. Answers with what could serve it.
 *
 * @throws requests.unknownCategory (422); platform.invalidInput (422) with `reporter.phone: requests.phoneNeeded` where the
 * kind may not be anonymous, `place.communityId: requests.unknownCommunity`, `answers.<question>: requests.answer_*`;
 * platform.tooMany (429)
 */
export const submit = preparedUseCase({
	name: 'requests.submit',
	access: 'public',
	input: SubmitInput,
	prepare: async (ctx, input): Promise<Prepared> => {
		const registering = isRegistering(ctx, input);
		if (!registering) await throttle(ctx, input);
		const place = await resolvePlace(ctx, input.place);
		const [proposal, provider, person] = await Promise.all([
			input.categoryCode ? null : proposalFor(ctx, { text: input.text, communityId: place.communityId, answers: input.answers, limit: 3 }),
			input.chosen ? port('providers').find(ctx, { serviceId: input.chosen.serviceId }) : null,
			!registering && ctx.actor.kind === 'user' ? port('people').find(ctx, ctx.actor.id!) : null
		]);
		if (input.chosen && !provider) throw unknownProvider();
		return { place, proposal, provider, person, registering };
	},
	doer: (ctx, input, ready) => (input.anonymous && !ready.registering ? { ...ctx, actor: anonymousActor } : ctx),
	// One who has chosen a time holds it until the commit: nobody else shall wait for that.
	together: (input) => (input.chosen ? null : ''),
	run: async (tx, input, ready): Promise<Receipt & { communityId: string | null }> => {
		const { ctx } = tx;
		const config = await configOf(tx);
		const category = categoryOf(config, input, ready.proposal);
		if (tx.attempt > 1 && input.clientId) {
			// The same send came before, or came at this moment from elsewhere and was first.
			const earlier = await earlierOf(tx, input.clientId);
			if (earlier) return receipt(earlier, ready, category, input, true);
		}
		const values = await caseOf(tx, config, input, ready, category);
		const request = { ...values, number: await takeNumber(tx, dayOf(config, ctx.clock.now())) };
		insertCase(tx, request, ready.registering ? 'staff' : 'resident');
		await caseCounts(tx, { created_at: request.created_at, answered_at: null });
		if (input.attachments.length) await insertAttachments(tx, request.id, input.attachments, ready.registering ? 'staff' : 'resident');
		if (ready.proposal && !ready.proposal.offers.length && (request.type === 'help' || request.type === 'consult')) recordMiss(tx, request, ready.proposal);
		await tx.emit('requests.submitted', { requestId: request.id, categoryCode: request.category_code, terms: request.terms, communityId: request.community_id });
		let row = request as unknown as CaseRow;
		// Who writes for themselves reads the number on the next page; who was written down by others is sent it.
		if (ready.registering) await tell(tx, row, nobody('', 'staff'), 'submit');
		if (input.chosen && ready.provider) row = await serveChoice(tx, request.id, input.chosen, ready.provider);
		return receipt(row, ready, category, input, false);
	},
	subject: (_input, result) => ({ subjectType: 'request', subjectId: result.id, communityId: result.communityId, detail: { number: result.number, repeated: result.repeated } })
});

/** The category told, else the one whose need term the proposer is surest of. */
function categoryOf(config: RequestsConfig, input: Submitted, proposal: Proposal | null): Category | null {
	if (input.categoryCode) {
		const told = config.categories.get(input.categoryCode);
		if (!told?.active) throw unknownCategory();
		return told;
	}
	return proposal ? categoryForTerms(config, proposal.terms.map(({ code }) => code)) : null;
}

/**
 * The active category of the surest of these terms: the one that names the term first in its own list, else the one that
 * names its family (`elder` of `elder.escort`). The families are the catch-all, so that no known term is left without.
 */
export function categoryForTerms(config: RequestsConfig, terms: readonly string[]): Category | null {
	const naming = (code: string): Category | null => {
		let best: { category: Category; at: number } | null = null;
		for (const category of config.categories.values()) {
			const at = category.active ? category.terms.indexOf(code) : -1;
			if (at >= 0 && (!best || at < best.at)) best = { category, at };
		}
		return best?.category ?? null;
	};
	for (const term of terms) {
		const found = naming(term) ?? naming(term.split('.')[0]!);
		if (found) return found;
	}
	return null;
}

function earlierOf({ db, ctx }: Tx, clientId: string): Promise<CaseRow | undefined> {
	return db.selectFrom('requests.request').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('client_id', '=', clientId).executeTakeFirst();
}

/** Types that one may tell without a name even where nobody has said what it is about. */
const ANONYMOUS_TYPES: readonly RequestType[] = ['complaint', 'tip_off', 'suggestion', 'praise'];

async function caseOf(tx: Tx, config: RequestsConfig, input: Submitted, ready: Prepared, category: Category | null) {
	const { ctx } = tx;
	const { actor } = ctx;
	const now = ctx.clock.now();
	const type = input.type ?? kindOf(ready.proposal, category) ?? 'help';
	const usual = category?.urgency ?? 'normal';
	const heard = ready.proposal?.urgency ?? usual;
	// Words of danger make a case more urgent than its category, never less.
	const urgency: Urgency = (ready.registering ? input.urgency : undefined) ?? (URGENCIES.indexOf(heard) < URGENCIES.indexOf(usual) ? heard : usual);
	const confidential = input.confidential || (category?.confidential ?? false);
	const publicPlace = !confidential && (category?.publicPlace ?? false);

	const community = ready.place.communityId ?? (ready.registering ? onlyCommunityOf(actor.grants) : null);

	const phone = input.reporter.phone ?? null;
	const signedIn = !ready.registering && actor.kind === 'user';
	const mayBeAnonymous = category ? category.anonymous : ANONYMOUS_TYPES.includes(type);
	const anonymous = input.anonymous || (!phone && !signedIn);
	// Staff may write down an anonymous caller's need whatever it is about: better known and not answerable than not known.
	if (!ready.registering && !mayBeAnonymous && !phone && !signedIn) throw invalid([{ path: 'reporter.phone', code: 'requests.phoneNeeded' }]);

	const { answers, faults } = checkAnswers(category?.questions ?? [], input.answers, ready.registering || !input.categoryCode);
	if (faults.length) throw invalid(faults.map(({ question, why }) => ({ path: `answers.${question}`, code: `requests.answer_${why}` })));

	const name = input.reporter.name || (ready.person?.name ?? '');
	const place = placeColumns(ready.place, publicPlace);
	const known = !input.anonymous;
	const due = duesAtStart(now, urgency, 1, config.policies, community ? [community] : [], config.calendar, category?.code ?? null);
	const times = { accept_due_at: due.accept ?? null, contact_due_at: due.first_contact!, resolve_due_at: due.resolve! };
	const clocks = { state: 'submitted', ...times, accepted_at: null, contacted_at: null, served_at: null, open_pauses: 0 } as Parameters<typeof nextClock>[0];
	return {
		subdistrict_id: ctx.subdistrictId,
		id: newId(),
		client_id: input.clientId ?? null,
		type,
		category_code: category?.code ?? null,
		// What was said is closer than what its category usually means.
		terms: [ready.proposal?.terms[0]?.code ?? category?.terms.find((code) => code.includes('.'))].filter((code) => code !== undefined),
		urgency,
		channel: ready.registering ? (actor.kind === 'token' ? 'api' : input.channel) : 'web',
		confidential,
		anonymous,
		public_place: publicPlace,
		text: input.text,
		summary: summaryOf(input.text),
		answers: JSON.stringify(answers),
		search: searchVector(input.text, place.place_masked),
		photo_count: input.attachments.filter(({ kind }) => kind === 'photo').length,
		community_id: community,
		...place,
		reporter_user_id: signedIn && known ? actor.id : null,
		reporter_phone_hash: phone ? lookupHash('phone', phone) : signedIn && known ? actor.phoneHash : null,
		reporter_phone_sealed: phone ? seal(phone, 'contact') : signedIn && known ? (ready.person?.phoneSealed ?? null) : null,
		reporter_phone_masked: phone ? maskPhone(phone) : signedIn && known ? (ready.person?.phoneMasked ?? '') : '',
		reporter_name_sealed: known && name ? seal(name, 'contact') : null,
		reporter_name_masked: known && name ? maskName(name) : '',
		told_by: ready.registering ? ('staff' as const) : input.reporter.forSomebody ? ('proxy' as const) : ('self' as const),
		registered_by: ready.registering && actor.kind === 'user' ? actor.id : null,
		registered_by_name: ready.registering ? actor.name : '',
		locale: ctx.locale,
		state: 'submitted' as const,
		round_started_at: now,
		...times,
		...nextClock(clocks),
		created_at: now,
		changed_at: now
	} satisfies Omit<Insertable<DB['requests.request']>, 'number'>;
}

function onlyCommunityOf(grants: Ctx['actor']['grants']): string | null {
	const ids = new Set(grants.flatMap(({ communityId }) => (communityId ? [communityId] : [])));
	return ids.size === 1 ? [...ids][0]! : null;
}

type NewCase = Awaited<ReturnType<typeof caseOf>> & { number: string };

/*
 * Case, first round and first event in one statement, whose text is made once: of all that a submission costs, putting a
 * statement of eighty columns together was the largest part (measured: 0.28 of 0.9 ms). The three take the same parameters:
 * handing rows on from one to the next would cost the server a scan of each, and a second look at the tenant's wall.
 */
let insertText: { columns: (keyof NewCase)[]; text: string } | undefined;

function insertStatement(request: NewCase): { columns: (keyof NewCase)[]; text: string } {
	if (insertText) return insertText;
	const columns = Object.keys(request) as (keyof NewCase)[];
	const n = columns.length;
	const the = (column: keyof NewCase) => `$${columns.indexOf(column) + 1}`;
	const text = `WITH told AS (
			INSERT INTO requests.request (${columns.join(', ')}, last_event_id) VALUES (${columns.map(the).join(', ')}, $${n + 1})
		), first AS (
			INSERT INTO requests.round (subdistrict_id, request_id, round, urgency, started_at, accept_due_at, contact_due_at, resolve_due_at)
			VALUES (${the('subdistrict_id')}, ${the('id')}, 1, ${the('urgency')}, ${the('round_started_at')}, ${the('accept_due_at')}, ${the('contact_due_at')}, ${the('resolve_due_at')})
		) INSERT INTO requests.event (subdistrict_id, id, request_id, round, at, action, actor_kind, actor_id, actor_name, to_state)
		VALUES (${the('subdistrict_id')}, $${n + 1}, ${the('id')}, 1, ${the('round_started_at')}, 'submit', $${n + 2}, $${n + 3}, $${n + 4}, ${the('state')})`;
	return (insertText = { columns, text });
}

/** Sends the case off. When the client's id is there already, the transaction runs again and finds it. */
function insertCase({ send, ctx }: Tx, request: NewCase, side: 'staff' | 'resident'): void {
	const { columns, text } = insertStatement(request);
	const actorId = ctx.actor.kind === 'user' || ctx.actor.kind === 'token' ? ctx.actor.id : null;
	send(
		CompiledQuery.raw(text, [
			...columns.map((column) => request[column]),
			newId(),
			ctx.actor.kind === 'token' ? 'token' : side,
			actorId,
			side === 'staff' ? ctx.actor.name : request.reporter_name_masked
		]),
		{ taken: 'request_client' }
	);
}

/** A need for which there was nothing is a line of the unmet-need work-list. */
function recordMiss({ db, ctx, send }: Tx, request: NewCase, proposal: Proposal): void {
	const miss = db
		.insertInto('requests.search_miss')
		.values({
			subdistrict_id: ctx.subdistrictId,
			id: newId(),
			at: ctx.clock.now(),
			source: 'request',
			words: request.confidential ? '' : request.summary,
			term: proposal.terms[0]?.code ?? null,
			category_code: request.category_code,
			community_id: request.community_id,
			request_id: request.id
		})
		.compile();
	send(miss);
}

/** The resident tapped an offer: the case is accepted by rule and goes straight to the provider, with its time if one was chosen. */
async function serveChoice(tx: Tx, requestId: string, chosen: { serviceId: string; slotId?: string | null }, provider: Provider): Promise<CaseRow> {
	const held = await holdCaseAsRule(tx, requestId);
	const rule = nobody('rule:resident-choice', 'rule');
	await step(tx, held, rule, 'accept', { accepted_at: tx.ctx.clock.now() });
	const offer = await offerTo(tx, held, rule, provider, { serviceId: chosen.serviceId, need: held.row.summary, shareContact: true, chosenByResident: true });
	if (chosen.slotId) await takeSlot(tx, held, rule, offer.id, chosen.slotId);
	return held.row;
}

async function holdCaseAsRule({ db, ctx }: Tx, id: string) {
	const row = await db.selectFrom('requests.request').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
	return { row, ties: NO_TIES };
}

function receipt(row: CaseRow, ready: Prepared, category: Category | null, input: Submitted, repeated: boolean): Receipt & { communityId: string | null } {
	return {
		id: row.id,
		number: row.number,
		key: caseKey(row.id),
		state: row.state as State,
		categoryCode: row.category_code,
		contactDueAt: row.contact_due_at,
		resolveDueAt: row.resolve_due_at,
		notices: stopNotices(category?.questions ?? [], input.answers),
		offers: input.chosen ? [] : (ready.proposal?.offers ?? []),
		repeated,
		communityId: row.community_id
	};
}

/** What a need would be taken for and what could serve it, without writing anything: while one types, and before one sends. */
export const propose = preparedProposal();

function preparedProposal() {
	const read = query({
		name: 'requests.proposeCategory',
		access: 'public',
		input: v.object({ terms: v.array(v.string()) }),
		run: async (tx, { terms }) => categoryForTerms(await configOf(tx), terms)
	});
	return async (ctx: Ctx, raw: v.InferInput<typeof ProposeInput>) => {
		const input = await parse(ProposeInput, raw);
		const proposal = await proposalFor(ctx, input);
		const category = await read(ctx, { terms: proposal.terms.map(({ code }) => code) });
		return { ...proposal, category };
	};
}

/**
 * Joins a case that stands for the same thing: the person is told what becomes of it and called back like the first.
 * Only public-place cases can be joined by the public; staff may join anybody's caller to any case of theirs.
 */
export const join = preparedUseCase({
	name: 'requests.join',
	access: 'public',
	input: JoinInput,
	prepare: async (ctx, input) => {
		const registering = mayCall(ctx.actor, permissions.register);
		if (!registering) {
			if (ctx.actor.kind !== 'user' && !input.phone) throw invalid([{ path: 'phone', code: 'requests.phoneNeeded' }]);
			await limit(ctx, 'requests.join', ctx.actor.id ?? ctx.ip ?? 'unknown', 20, 3600);
		}
		return { registering, person: !registering && ctx.actor.kind === 'user' ? await port('people').find(ctx, ctx.actor.id!) : null };
	},
	run: async (tx, input, ready): Promise<{ id: string; number: string; key: string; communityId: string | null }> => {
		const { db, ctx } = tx;
		const row = ready.registering
			? (await holdCase(tx, { id: input.id })).row
			: await db.selectFrom('requests.request').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', input.id).where('public_place', '=', true).forUpdate().executeTakeFirst();
		if (!row || !isOpen(row.state as State)) throw noSuchCase();
		const phoneHash = input.phone ? lookupHash('phone', input.phone) : ready.registering ? null : ctx.actor.phoneHash;
		const userId = !ready.registering && ctx.actor.kind === 'user' ? ctx.actor.id : null;
		const known = await db
			.selectFrom('requests.follower')
			.select('id')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.where('ended_at', 'is', null)
			.where((eb) => eb.or([...(phoneHash ? [eb('phone_hash', '=', phoneHash)] : []), ...(userId ? [eb('user_id', '=', userId)] : []), ...(input.clientId ? [eb('client_id', '=', input.clientId)] : [])]))
			.executeTakeFirst();
		if (known) return { id: row.id, number: row.number, key: caseKey(known.id), communityId: row.community_id };
		if (!phoneHash && !userId) throw invalid([{ path: 'phone', code: 'requests.phoneNeeded' }]);

		const followerId = newId();
		const name = input.name || (ready.person?.name ?? '');
		await db
			.insertInto('requests.follower')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id: followerId,
				request_id: row.id,
				kind: 'joined',
				user_id: userId,
				phone_hash: phoneHash,
				phone_sealed: input.phone ? seal(input.phone, 'contact') : (ready.person?.phoneSealed ?? null),
				phone_masked: input.phone ? maskPhone(input.phone) : (ready.person?.phoneMasked ?? ''),
				name_sealed: name ? seal(name, 'contact') : null,
				name_masked: maskName(name),
				said: starNumbers(input.said),
				client_id: input.clientId ?? null,
				joined_at: ctx.clock.now()
			})
			.execute();
		const facts = nobody(ctx.actor.id ?? 'anonymous', ready.registering ? 'staff' : 'resident');
		await step(tx, { row, ties: NO_TIES }, facts, 'join', { follower_count: row.follower_count + 1 });
		return { id: row.id, number: row.number, key: caseKey(followerId), communityId: row.community_id };
	},
	subject: (_input, result) => ({ subjectType: 'request', subjectId: result.id, communityId: result.communityId })
});
