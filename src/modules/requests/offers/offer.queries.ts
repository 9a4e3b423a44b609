/** What was offered to providers: to one's own organisations for their contacts; in one's area for staff, who note what a provider says on the telephone. */
import * as v from 'valibot';
import { forModule } from '#platform/usecase.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { LIVE_OFFER_STATES, type OfferState, type State, type TimeWish, type Urgency } from '../case/case.model.ts';
import { permissions } from '../requests.permissions.ts';
import { organizationsOf, visibleTo } from '../requests.policy.ts';

const { query } = forModule<'requests'>();

/** One offer as a provider may see it: the need as it was told to them, never who needs it. Contact and full address are opened by `reveal`, once accepted and shared. */
export interface OfferLine {
	id: string;
	requestId: string;
	number: string;
	version: number;
	caseState: State;
	urgency: Urgency;
	communityId: string | null;
	/** building or public place; the full address only by `reveal` */
	where: string;
	organizationName: string;
	serviceName: string;
	state: OfferState;
	need: string;
	shareContact: boolean;
	startsAt: Date | null;
	endsAt: Date | null;
	/** where the appointment is */
	place: string;
	/** when it would suit the resident, who refused a time */
	wishes: TimeWish[];
	wishNote: string;
	declineReason: string;
	offeredAt: Date;
	answerDueAt: Date | null;
	/** what the resident says came of it; null until they have answered */
	answer: 'solved' | 'not_solved' | null;
	/** the offer still holds this case for the provider */
	live: boolean;
}

/** Offers newest first. `done`: those that ended, with what became of them. */
export const offerList = query({
	name: 'requests.offerList',
	access: permissions.provide,
	input: v.object({ done: v.optional(v.boolean(), false), cursor: cursorInput, limit: limitInput(200) }),
	run: async ({ db, ctx }, input): Promise<Page<OfferLine>> => {
		const cursor = readCursor(input.cursor);
		const mine = organizationsOf(ctx.actor);
		let list = db
			.selectFrom('requests.offer')
			.innerJoin('requests.request', (join) => join.onRef('requests.request.subdistrict_id', '=', 'requests.offer.subdistrict_id').onRef('requests.request.id', '=', 'requests.offer.request_id'))
			.select([
				'requests.offer.id',
				'requests.offer.request_id as requestId',
				'requests.request.number',
				'requests.request.version',
				'requests.request.state as caseState',
				'requests.request.urgency',
				'requests.request.community_id as communityId',
				'requests.request.place_masked as where',
				'requests.offer.organization_name as organizationName',
				'requests.offer.service_name as serviceName',
				'requests.offer.state',
				'requests.offer.need',
				'requests.offer.share_contact as shareContact',
				'requests.offer.starts_at as startsAt',
				'requests.offer.ends_at as endsAt',
				'requests.offer.place',
				'requests.offer.wish_times as wishes',
				'requests.offer.wish_note as wishNote',
				'requests.offer.decline_reason as declineReason',
				'requests.offer.offered_at as offeredAt',
				'requests.offer.answer_due_at as answerDueAt',
				'requests.request.answer'
			])
			.where('requests.offer.subdistrict_id', '=', ctx.subdistrictId)
			.where('requests.offer.state', input.done ? 'not in' : 'in', [...LIVE_OFFER_STATES])
			.where((eb) => eb.or([...(mine.length ? [eb('requests.offer.organization_id', 'in', mine)] : []), visibleTo(ctx.actor)(eb as never)]))
			.orderBy('requests.offer.offered_at', 'desc')
			.orderBy('requests.offer.id', 'desc')
			.limit(input.limit + 1);
		if (cursor) list = list.where((eb) => eb(eb.refTuple('requests.offer.offered_at', 'requests.offer.id'), '<', eb.tuple(cursor.at, cursor.id)));
		const rows = await list.execute();
		return pageOf(
			rows.map((row) => ({ ...row, live: (LIVE_OFFER_STATES as readonly string[]).includes(row.state), answer: row.state === 'served' ? row.answer : null }) as OfferLine),
			input.limit,
			(row) => row.offeredAt
		);
	}
});
