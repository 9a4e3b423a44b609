/** What hangs on a case beside its own row: history, messages, files, offers and the rest, each in the order in which it came. */
import { sql, type SelectQueryBuilder } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';
import type { OfferState, State, TimeWish } from '../case/case.model.ts';

export interface HistoryEntry {
	id: string;
	round: number;
	at: Date;
	action: string;
	actorKind: 'resident' | 'staff' | 'provider' | 'rule' | 'token';
	actorName: string;
	fromState: State | null;
	toState: State;
	public: boolean;
	note: string;
	detail: Record<string, unknown>;
	undone: boolean;
}

export interface CaseMessage {
	id: string;
	at: Date;
	side: 'resident' | 'staff' | 'provider';
	authorName: string;
	body: string;
	readAt: Date | null;
}

export interface CaseAttachment {
	id: string;
	kind: string;
	fileKey: string;
	thumbKey: string | null;
	mediaType: string;
	width: number | null;
	height: number | null;
	name: string;
	side: string;
	addedAt: Date;
}

export interface CaseOffer {
	id: string;
	organizationId: string;
	organizationName: string;
	serviceId: string | null;
	serviceName: string;
	state: OfferState;
	need: string;
	slotId: string | null;
	startsAt: Date | null;
	endsAt: Date | null;
	place: string;
	/** when it would suit the resident, who refused a time */
	wishes: TimeWish[];
	wishNote: string;
	declineReason: string;
	offeredAt: Date;
	answerDueAt: Date | null;
}

/** The lists of one case; each is one question, asked when it is called. */
export function partsOf({ db, ctx }: ReadTx<'requests'>, requestId: string) {
	const ofCase = <DB, TB extends keyof DB, O>(rows: SelectQueryBuilder<DB, TB, O>) => rows.where(sql<boolean>`subdistrict_id = ${ctx.subdistrictId} AND request_id = ${requestId}`);
	return {
		history: () =>
			db
				.selectFrom('requests.event')
				.select(['id', 'round', 'at', 'action', 'actor_kind as actorKind', 'actor_name as actorName', 'from_state as fromState', 'to_state as toState', 'public', 'note', 'detail'])
				.select((eb) => eb('undone_at', 'is not', null).as('undone'))
				.$call(ofCase)
				.orderBy('id')
				.execute() as unknown as Promise<HistoryEntry[]>,
		messages: () =>
			db
				.selectFrom('requests.message')
				.select(['id', 'at', 'side', 'author_name as authorName', 'body', 'read_at as readAt'])
				.$call(ofCase)
				.orderBy('id')
				.execute() as unknown as Promise<CaseMessage[]>,
		attachments: () =>
			db
				.selectFrom('requests.attachment')
				.select(['id', 'kind', 'file_key as fileKey', 'thumb_key as thumbKey', 'media_type as mediaType', 'width', 'height', 'name', 'side', 'added_at as addedAt'])
				.$call(ofCase)
				.where('removed_at', 'is', null)
				.orderBy('id')
				.execute() as Promise<CaseAttachment[]>,
		offers: () =>
			db
				.selectFrom('requests.offer')
				.select([
					'id',
					'organization_id as organizationId',
					'organization_name as organizationName',
					'service_id as serviceId',
					'service_name as serviceName',
					'state',
					'need',
					'slot_id as slotId',
					'starts_at as startsAt',
					'ends_at as endsAt',
					'place',
					'wish_times as wishes',
					'wish_note as wishNote',
					'decline_reason as declineReason',
					'offered_at as offeredAt',
					'answer_due_at as answerDueAt'
				])
				.$call(ofCase)
				.orderBy('id')
				.execute() as unknown as Promise<CaseOffer[]>,
		parties: () =>
			db
				.selectFrom('requests.party')
				.select(['id', 'name', 'user_id as userId', 'lead', 'task', 'called_at as calledAt', 'due_at as dueAt', 'reported_at as reportedAt', 'report'])
				.$call(ofCase)
				.orderBy('id')
				.execute(),
		pauses: () =>
			db
				.selectFrom('requests.pause')
				.select(['id', 'round', 'reason', 'note', 'from_at as from', 'until_at as until', 'to_at as to'])
				.$call(ofCase)
				.orderBy('from_at')
				.execute(),
		extensions: () =>
			db
				.selectFrom('requests.extension')
				.select(['id', 'round', 'minutes', 'reason', 'state', 'requested_at as requestedAt', 'requested_by_name as requestedBy', 'ruled_at as ruledAt', 'ruled_by_name as ruledBy', 'ruling_note as rulingNote'])
				.$call(ofCase)
				.orderBy('requested_at')
				.execute(),
		sendBacks: () =>
			db
				.selectFrom('requests.send_back')
				.select([
					'id',
					'round',
					'reason',
					'note',
					'proposed_target as proposedTarget',
					'state',
					'asked_at as askedAt',
					'asked_by_name as askedBy',
					'ruling_due_at as rulingDueAt',
					'ruled_at as ruledAt',
					'ruled_by_name as ruledBy',
					'ruling_note as rulingNote'
				])
				.$call(ofCase)
				.orderBy('asked_at')
				.execute(),
		followers: () =>
			db
				.selectFrom('requests.follower')
				.select(['id', 'kind', 'phone_masked as phone', 'name_masked as name', 'said', 'from_request_id as fromRequestId', 'joined_at as joinedAt', 'ended_at as endedAt'])
				.$call(ofCase)
				.orderBy('id')
				.execute(),
		callbacks: () =>
			db
				.selectFrom('requests.callback')
				.select(['id', 'round', 'follower_id as followerId', 'due_at as dueAt', 'attempts', 'last_attempt_at as lastAttemptAt', 'outcome', 'note', 'done_at as doneAt', 'done_by_name as doneBy'])
				.$call(ofCase)
				.orderBy('due_at')
				.execute(),
		/** the cases that were merged into this one */
		mergedFrom: () =>
			db
				.selectFrom('requests.request')
				.select(['id', 'number', 'summary'])
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('merged_into', '=', requestId)
				.execute()
	};
}
