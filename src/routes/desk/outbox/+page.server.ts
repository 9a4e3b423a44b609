import { config } from '#platform/config.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import { listOutbox } from '#platform/sms/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { items, next, adapter } = await listOutbox(locals.ctx, { before: url.searchParams.get('before') ?? undefined });
	const zone = locals.subdistrict!.timeZone;
	return { items: items.map((line) => ({ ...line, at: formatDateTime(line.at, zone, locals.ctx.locale) })), next, adapter, demo: config().demo };
};
