import { listSignIns } from '#platform/audit-log.ts';
import { stampIn } from '#platform/dates/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const failed = url.searchParams.get('failed') === '1';
	const { items, next } = await listSignIns(locals.ctx, { failed, after: url.searchParams.get('after') });
	const zone = locals.subdistrict!.timeZone;
	return { items: items.map((line) => ({ ...line, at: stampIn(line.at, zone) })), next, failed };
};
