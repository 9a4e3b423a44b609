/** One case as the resident follows it, and the list of one's own. */
import type { ExpressionBuilder } from 'kysely';
import * as v from 'valibot';
import type { Tables } from '#platform/db/tx.ts';
import { cursorInput, limitInput, pageOf, readCursor } from '#platform/keyset.ts';
import { forModule, parse } from '#platform/usecase.ts';
import type { Verdict } from '../case/actions.ts';
import { configOf } from '../settings/config.ts';
import { noSuchCase } from '../requests.errors.ts';
import { FINAL_STATES, OPEN_STATES, stepOf, type State, type Step } from '../case/case.model.ts';
import { partsOf, type CaseAttachment, type CaseMessage, type CaseOffer, type HistoryEntry } from './parts.ts';
import { capacities } from '../requests.policy.ts';
import { port } from '../requests.ports.ts';
import { CaseRef } from '../case/case.schemas.ts';
import { slowGuessing } from '../case/step.ts';
import { findCase } from '../case/case.store.ts';
import { verdictsOf } from './verdicts.ts';

const { query } = forModule<'requests'>();

/** The resident's page: where it stands on the line of five, who, by when, what next. */
export interface ResidentCase {
	id: string;
	number: string;
	/** reporter and proxy see everything of theirs; a follower sees how the common matter goes */
	as: 'reporter' | 'proxy' | 'follower';
	state: State;
	step: Step | null;
	round: number;
	type: string;
	categoryCode: string | null;
	categoryName: { zh: string; en: string } | null;
	text: string;
	place: string;
	communityId: string | null;
	owner: { name: string; deskPhone: string } | null;
	contactDueAt: Date;
	contactedAt: Date | null;
	resolveDueAt: Date;
	servedAt: Date | null;
	/** what staff said they did */
	servedNote: string;
	pauses: { reason: string; until: Date | null }[];
	offer: CaseOffer | null;
	history: HistoryEntry[];
	messages: CaseMessage[];
	attachments: CaseAttachment[];
	rating: number | null;
	closeReason: string | null;
	closedAt: Date | null;
	mergedIntoNumber: string | null;
	createdAt: Date;
	actions: Verdict[];
	/** who looked at masked values of this case, and why */
	reveals: { at: Date; by: string; reason: string }[];
	/** whom the reporter named to answer in their place, masked; the reporter's to see */
	proxies: { id: string; name: string; phone: string }[];
}

const residentView = query({
	name: 'requests.follow',
	access: 'public',
	input: v.object({ ref: CaseRef }),
	run: async (tx, { ref }): Promise<ResidentCase & { ownerId: string | null }> => {
		const { db, ctx } = tx;
		const { row, ties } = await findCase(tx, ref);
		const config = await configOf(tx);
		const mine = capacities(ctx.actor, row, ties).find(({ kind }) => kind === 'resident');
		if (!mine) throw noSuchCase();
		const whole = mine.isReporter || mine.isProxy;
		const parts = partsOf(tx, row.id);
		const round = await db
			.selectFrom('requests.round')
			.select('served_note')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.where('round', '=', row.round)
			.executeTakeFirst();
		const pauses = row.open_pauses
			? await db
					.selectFrom('requests.pause')
					.select(['reason', 'until_at as until'])
					.where('subdistrict_id', '=', ctx.subdistrictId)
					.where('request_id', '=', row.id)
					.where('to_at', 'is', null)
					.execute()
			: [];
		const into = row.merged_into
			? await db.selectFrom('requests.request').select('number').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', row.merged_into).executeTakeFirst()
			: undefined;
		const offers = whole ? await parts.offers() : [];
		const history = (await parts.history()).filter((entry) => entry.public && !entry.undone);
		const category = row.category_code ? config.categories.get(row.category_code) : undefined;
		return {
			id: row.id,
			number: row.number,
			as: mine.isReporter ? 'reporter' : mine.isProxy ? 'proxy' : 'follower',
			state: row.state as State,
			step: stepOf(row.state as State),
			round: row.round,
			type: row.type,
			categoryCode: row.category_code,
			categoryName: category?.name ?? null,
			text: whole ? row.text : '',
			place: row.place_masked,
			communityId: row.community_id,
			owner: row.owner_name ? { name: row.owner_name, deskPhone: '' } : null,
			ownerId: row.owner_id,
			contactDueAt: row.contact_due_at,
			contactedAt: row.contacted_at,
			resolveDueAt: row.resolve_due_at,
			servedAt: row.served_at,
			servedNote: round?.served_note ?? '',
			pauses,
			offer: offers.findLast(({ state }) => state !== 'declined' && state !== 'withdrawn') ?? null,
			// A follower is told how the matter goes, not what was written about the person who told it first.
			history: whole ? history : history.map((entry) => ({ ...entry, note: '', detail: {}, actorName: entry.actorKind === 'resident' ? '' : entry.actorName })),
			messages: whole ? await parts.messages() : [],
			attachments: whole ? await parts.attachments() : (await parts.attachments()).filter(({ side }) => side !== 'resident'),
			rating: row.rating,
			closeReason: row.close_reason,
			closedAt: row.closed_at,
			mergedIntoNumber: into?.number ?? null,
			createdAt: row.created_at,
			actions: await verdictsOf(tx, row, ties, config),
			reveals: whole
				? (
						await db
							.selectFrom('requests.event')
							.select(['at', 'actor_name as by', 'note as reason'])
							.where('subdistrict_id', '=', ctx.subdistrictId)
							.where('request_id', '=', row.id)
							.where('action', '=', 'reveal')
							.orderBy('id')
							.execute()
					)
				: [],
			proxies:
				mine.isReporter && row.follower_count > 0
					? await db
							.selectFrom('requests.follower')
							.select(['id', 'name_masked as name', 'phone_masked as phone'])
							.where('subdistrict_id', '=', ctx.subdistrictId)
							.where('request_id', '=', row.id)
							.where('kind', '=', 'proxy')
							.where('ended_at', 'is', null)
							.orderBy('id')
							.execute()
					: []
		};
	}
});

/**
 * A case as the resident sees it: by sign-in, by number and telephone, or by the key on the slip. Guessing is slowed.
 * @throws platform.notFound (404) for what is not there and what is not theirs alike
 */
export async function followCase(ctx: Parameters<typeof residentView>[0], input: Parameters<typeof residentView>[1]): Promise<ResidentCase> {
	const { ref } = await parse(v.object({ ref: CaseRef }), input);
	await slowGuessing(ctx, ref);
	const { ownerId, ...found } = await residentView(ctx, input);
	const worker = ownerId ? await port('staff').find(ctx, ownerId) : null;
	return { ...found, owner: found.owner && { ...found.owner, deskPhone: worker?.deskPhone ?? '' } };
}

/** The signed-in resident's cases, those they follow or answer for included, last changed first; the open or the ended ones. */
export const myCases = query({
	name: 'requests.mine',
	access: 'signed-in',
	input: v.object({ ended: v.boolean(), cursor: cursorInput, limit: limitInput(100) }),
	run: async ({ db, ctx }, input) => {
		const { id: me, phoneHash } = ctx.actor;
		if (!me) return { items: [], next: null };
		const toldByMe = (eb: ExpressionBuilder<Tables<'requests'>, 'requests.request'>) => [eb('reporter_user_id', '=', me), ...(phoneHash ? [eb('reporter_phone_hash', '=', phoneHash)] : [])];
		const cursor = readCursor(input.cursor);
		const followed = db
			.selectFrom('requests.follower')
			.select('request_id')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('ended_at', 'is', null)
			.where((eb) => eb.or([eb('user_id', '=', me), ...(phoneHash ? [eb('phone_hash', '=', phoneHash)] : [])]));
		let list = db
			.selectFrom('requests.request')
			.select(['id', 'number', 'type', 'category_code as categoryCode', 'state', 'summary', 'place_masked as place', 'owner_name as ownerName', 'contact_due_at as contactDueAt', 'contacted_at as contactedAt', 'resolve_due_at as resolveDueAt', 'rating', 'created_at as createdAt', 'changed_at as changedAt'])
			.select((eb) => eb.or(toldByMe(eb)).as('own'))
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where((eb) => eb.or([...toldByMe(eb), eb('id', 'in', followed)]))
			.where('state', 'in', [...(input.ended ? FINAL_STATES : OPEN_STATES)])
			.orderBy('changed_at', 'desc')
			.orderBy('id', 'desc')
			.limit(input.limit + 1);
		if (cursor) list = list.where((eb) => eb(eb.refTuple('changed_at', 'id'), '<', eb.tuple(cursor.at, cursor.id)));
		const rows = await list.execute();
		// Another's words are not a follower's to read.
		return pageOf(rows.map((row) => ({ ...row, own: Boolean(row.own), summary: row.own ? row.summary : '', step: stepOf(row.state as State) })), input.limit, (row) => row.changedAt);
	}
});
