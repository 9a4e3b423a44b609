import * as v from 'valibot';
import { endpoint, pageOf, type Endpoint } from '#platform/web/api.ts';
import { CATEGORIES } from './notices.model.ts';
import { listNotices, readNotice } from './notices.queries.ts';
import { NoticeId } from './notices.schemas.ts';

const Line = v.object({
	id: v.string(),
	communityId: v.nullable(v.string()),
	category: v.picklist(CATEGORIES),
	title: v.string(),
	pinned: v.boolean(),
	publishedAt: v.string(),
	attachments: v.number()
});

const Whole = v.object({
	...v.omit(Line, ['attachments']).entries,
	state: v.picklist(['live', 'ended']),
	body: v.string(),
	until: v.nullable(v.string()),
	attachments: v.array(v.object({ href: v.string(), name: v.string(), mediaType: v.string(), size: v.number() }))
});

/** `/api/v1/notices`: what the public can read, without a token. */
export const noticesApi: readonly Endpoint[] = [
	endpoint({
		method: 'GET',
		path: '/notices',
		summary: 'Notices that are live now, newest first; the first page begins with the pinned ones',
		tag: 'notices',
		access: 'public',
		query: v.object({
			community: v.optional(v.pipe(v.string(), v.uuid())),
			category: v.optional(v.picklist(CATEGORIES)),
			after: v.optional(v.pipe(v.string(), v.maxLength(400))),
			limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.minValue(1), v.maxValue(50)))
		}),
		response: pageOf(Line),
		handle: async (ctx, { query }) => {
			const { pinned, items, next } = await listNotices(ctx, { communityId: query.community, category: query.category, after: query.after, limit: query.limit });
			return { items: [...pinned, ...items].map(({ publishFrom, ...line }) => ({ ...line, publishedAt: publishFrom.toISOString() })), next };
		}
	}),
	endpoint({
		method: 'GET',
		path: '/notices/{id}',
		summary: 'One notice; `body` is plain text with simple marks (## heading, - item, [words](address))',
		tag: 'notices',
		access: 'public',
		params: NoticeId,
		response: Whole,
		handle: async (ctx, { params }) => {
			const notice = await readNotice(ctx, params);
			const { id, communityId, category, title, body, pinned, attachments, state } = notice;
			return { id, communityId, category, title, body, pinned, state, attachments: attachments.map(({ name, mediaType, size }, i) => ({ href: `/notices/${id}/files/${i}`, name, mediaType, size })), publishedAt: notice.publishFrom.toISOString(), until: notice.publishUntil?.toISOString() ?? null };
		}
	})
];
