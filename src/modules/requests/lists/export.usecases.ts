/** Lists taken out of the system, page by page, each on the record. */
import * as v from 'valibot';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../requests.permissions.ts';
import { CaseListInput, filtered } from './list.queries.ts';

const { useCase } = forModule<'requests'>();

export interface ExportRow {
	id: string;
	number: string;
	type: string;
	categoryCode: string | null;
	urgency: string;
	channel: string;
	state: string;
	round: number;
	text: string;
	place: string;
	communityId: string | null;
	reporterName: string;
	reporterPhone: string;
	ownerName: string;
	providerName: string;
	acceptedAt: Date | null;
	contactDueAt: Date;
	contactedAt: Date | null;
	resolveDueAt: Date;
	servedAt: Date | null;
	answer: string | null;
	answerWay: string | null;
	rating: number | null;
	closedAt: Date | null;
	createdAt: Date;
}

/**
 * Rows of a list to take out, in pages; exactly the cases that the same filter shows, masked as there. It is a write,
 * because every page taken out stands in the audit log.
 */
export const exportCases = useCase({
	name: 'requests.export',
	access: permissions.export,
	input: v.object({ filter: v.optional(v.omit(CaseListInput, ['sort', 'cursor', 'limit']), {}), cursor: cursorInput, limit: limitInput(2000) }),
	run: async (tx, input): Promise<Page<ExportRow>> => {
		const cursor = readCursor(input.cursor);
		let list = (await filtered(tx, input.filter))
			.select([
				'id',
				'number',
				'type',
				'category_code as categoryCode',
				'urgency',
				'channel',
				'state',
				'round',
				'place_masked as place',
				'community_id as communityId',
				'reporter_name_masked as reporterName',
				'reporter_phone_masked as reporterPhone',
				'owner_name as ownerName',
				'provider_name as providerName',
				'accepted_at as acceptedAt',
				'contact_due_at as contactDueAt',
				'contacted_at as contactedAt',
				'resolve_due_at as resolveDueAt',
				'served_at as servedAt',
				'answer',
				'answer_way as answerWay',
				'rating',
				'closed_at as closedAt',
				'created_at as createdAt'
			])
			// A confidential case is counted in an export, its words stay inside.
			.select((eb) => eb.case().when('confidential', '=', true).then('').else(eb.ref('summary')).end().as('text'))
			.orderBy('created_at', 'desc')
			.orderBy('id', 'desc')
			.limit(input.limit + 1);
		if (cursor) list = list.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(cursor.at, cursor.id)));
		return pageOf((await list.execute()) as ExportRow[], input.limit, (row) => row.createdAt);
	},
	subject: (input, result) => ({ subjectType: 'request_list', detail: { filter: input.filter as Record<string, unknown>, rows: result.items.length } })
});
