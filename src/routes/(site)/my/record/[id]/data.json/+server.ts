import { ownRecord } from '#modules/residents/index.ts';
import { heldAbout } from '#app/held-about.ts';
import type { RequestHandler } from './$types';

/** Everything held about somebody, for themselves, in an open form. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const record = await ownRecord(locals.ctx, { personId: params.id });
	const held = record.actsAs === 'proxy' ? [] : await heldAbout(locals.ctx, params.id);
	return new Response(JSON.stringify({ ...record, held }, null, '\t'), { headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="record.json"', 'cache-control': 'no-store' } });
};
