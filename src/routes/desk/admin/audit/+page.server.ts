import { areaNames } from '#modules/areas/index.ts';
import { chainState, listAudit } from '#platform/audit-log.ts';
import { stampIn } from '#platform/dates/index.ts';
import type { PageServerLoad } from './$types';
import { filterOf } from './filter.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const zone = locals.subdistrict!.timeZone;
	const filter = filterOf(url, zone);
	const { items, next } = await listAudit(ctx, { ...filter, after: url.searchParams.get('after') });
	const nameOf = await areaNames(ctx);
	return {
		filter,
		items: items.map((line) => ({ ...line, at: stampIn(line.at, zone), area: nameOf(line.communityId), detail: Object.keys(line.detail).length ? JSON.stringify(line.detail) : '' })),
		next,
		chain: url.searchParams.has('verify') ? await chainState(ctx) : null
	};
};
