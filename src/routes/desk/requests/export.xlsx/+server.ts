import { PassThrough, Readable } from 'node:stream';
import { exportSheet } from '#modules/requests/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';
import { filterOf } from '../view.ts';

/** The list as it is seen, by the same parameters in the address. */
export const GET: RequestHandler = async ({ locals, url }) => {
	try {
		const zone = locals.subdistrict?.timeZone ?? 'Asia/Shanghai';
		const { sort: _, ...filter } = filterOf(url);
		const write = await exportSheet(locals.ctx, filter, zone);
		const target = new PassThrough();
		// The reader may go away in the middle; the stream is then destroyed and nobody waits for the end.
		write(target).catch((error: Error) => target.destroy(error));
		const name = `cases-${dateIn(locals.ctx.clock.now(), zone)}.xlsx`;
		return new Response(Readable.toWeb(target) as ReadableStream, {
			headers: { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' }
		});
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
