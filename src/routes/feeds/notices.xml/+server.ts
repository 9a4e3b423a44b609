import { listCommunities } from '#modules/areas/index.ts';
import { atomFeed, newestNotices, noticesMessages } from '#modules/notices/index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const [notices, communities] = await Promise.all([newestNotices(locals.ctx, {}), listCommunities(locals.ctx, {})]);
	const subdistrict = locals.subdistrict!;
	// The texts are written in Chinese; a reader's feed is fetched without a language of their own.
	const feed = {
		origin: url.origin,
		title: noticesMessages.zh.feedTitle(subdistrict.name),
		id: subdistrict.id,
		lang: 'zh-CN',
		updated: notices.reduce((latest, notice) => (notice.updatedAt > latest ? notice.updatedAt : latest), new Date(0))
	};
	const from = (id: string | null) => communities.find((each) => each.id === id)?.name ?? subdistrict.name;
	return new Response(atomFeed(feed, notices, (notice) => from(notice.communityId)), {
		headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'public, max-age=300' }
	});
};
