import { listCommunities } from '#modules/areas/index.ts';
import { deskNotices } from '#modules/notices/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [list, communities] = await Promise.all([deskNotices(locals.ctx, { after: url.searchParams.get('after') ?? undefined }), listCommunities(locals.ctx, {})]);
	return { ...list, paged: url.searchParams.has('after'), communities: communities.map(({ id, name, nameEn }) => ({ id, name, nameEn })) };
};
