import { listCommunities } from '#modules/areas/index.ts';
import { listNotices, readNotice } from '#modules/notices/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!isId(params.id)) throw notFound('notice');
	const [notice, communities] = await Promise.all([readNotice(locals.ctx, { id: params.id }), listCommunities(locals.ctx, {})]);
	const { items } = await listNotices(locals.ctx, { communityId: notice.communityId ?? undefined, limit: 6 });
	return {
		notice,
		community: communities.find((each) => each.id === notice.communityId) ?? null,
		communities: communities.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
		others: items.filter((each) => each.id !== notice.id).slice(0, 5)
	};
};
