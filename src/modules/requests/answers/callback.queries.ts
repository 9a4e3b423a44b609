/** The calls to be made (回访), oldest first: a work-list, not a report. */
import * as v from 'valibot';
import { forModule } from '#platform/usecase.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { permissions } from '../requests.permissions.ts';
import { visibleTo } from '../requests.policy.ts';
import { id } from '../case/case.schemas.ts';

const { query } = forModule<'requests'>();

export interface CallbackLine {
	id: string;
	requestId: string;
	number: string;
	summary: string;
	place: string;
	communityId: string | null;
	categoryCode: string | null;
	state: string;
	round: number;
	/** null: the reporter; otherwise a follower, who is asked for themselves */
	followerId: string | null;
	name: string;
	phone: string;
	dueAt: Date;
	attempts: number;
	lastAttemptAt: Date | null;
	servedAt: Date | null;
	/** the one who served it may not be the one who calls */
	servedBy: string | null;
}

/** Calls due by now that the actor may make, the longest due first. `later`: also those not yet due. */
export const callbackList = query({
	name: 'requests.callbackList',
	access: permissions.read,
	input: v.object({ communityId: v.optional(v.nullable(id)), later: v.optional(v.boolean(), false), cursor: cursorInput, limit: limitInput(200) }),
	run: async ({ db, ctx }, input): Promise<Page<CallbackLine>> => {
		const cursor = readCursor(input.cursor);
		let list = db
			.selectFrom('requests.callback')
			.innerJoin('requests.request', (join) => join.onRef('requests.request.subdistrict_id', '=', 'requests.callback.subdistrict_id').onRef('requests.request.id', '=', 'requests.callback.request_id'))
			.leftJoin('requests.follower', (join) => join.onRef('requests.follower.subdistrict_id', '=', 'requests.callback.subdistrict_id').onRef('requests.follower.id', '=', 'requests.callback.follower_id'))
			.select((eb) => [
				'requests.callback.id',
				'requests.callback.request_id as requestId',
				'requests.request.number',
				'requests.request.summary',
				'requests.request.place_masked as place',
				'requests.request.community_id as communityId',
				'requests.request.category_code as categoryCode',
				'requests.request.state',
				'requests.callback.round',
				'requests.callback.follower_id as followerId',
				eb.fn.coalesce('requests.follower.name_masked', 'requests.request.reporter_name_masked').as('name'),
				eb.fn.coalesce('requests.follower.phone_masked', 'requests.request.reporter_phone_masked').as('phone'),
				'requests.callback.due_at as dueAt',
				'requests.callback.attempts',
				'requests.callback.last_attempt_at as lastAttemptAt',
				'requests.request.served_at as servedAt',
				'requests.request.served_by as servedBy'
			])
			.where('requests.callback.subdistrict_id', '=', ctx.subdistrictId)
			.where('requests.callback.done_at', 'is', null)
			.where((eb) => visibleTo(ctx.actor)(eb as never))
			.orderBy('requests.callback.due_at')
			.orderBy('requests.callback.id')
			.limit(input.limit + 1);
		if (!input.later) list = list.where('requests.callback.due_at', '<=', ctx.clock.now());
		if (input.communityId) list = list.where('requests.request.community_id', '=', input.communityId);
		if (cursor) list = list.where((eb) => eb(eb.refTuple('requests.callback.due_at', 'requests.callback.id'), '>', eb.tuple(cursor.at, cursor.id)));
		return pageOf(await list.execute(), input.limit, (row) => row.dueAt);
	}
});
