import { Readable } from 'node:stream';
import { exportedServices, exportWorkbook, hsdsExport, permissions } from '#modules/directory/index.ts';
import { demand } from '#platform/access.ts';
import { config } from '#platform/config.ts';
import { dateIn } from '#platform/dates/index.ts';
import { notFound } from '#platform/errors.ts';
import { workbookDownload } from '#platform/web/download.ts';
import type { RequestHandler } from './$types';

/** The directory as a file: `.xlsx` a table, `.json` HSDS 3.1; streamed, so that its size does not matter. */
export const GET: RequestHandler = ({ locals, params }) => {
	const { ctx, subdistrict } = locals;
	demand(ctx.actor, permissions.read);
	if (params.format !== 'xlsx' && params.format !== 'json') throw notFound('route');
	const name = `directory-${dateIn(ctx.clock.now(), subdistrict!.timeZone)}.${params.format}`;
	if (params.format === 'xlsx') return workbookDownload(name, (target) => exportWorkbook(ctx, target));
	async function* json(): AsyncGenerator<string> {
		yield '[';
		let first = true;
		for await (const service of hsdsExport(ctx, { origin: config().publicOrigin, place: subdistrict!.name }, exportedServices(ctx))) {
			yield `${first ? '' : ','}\n${JSON.stringify(service)}`;
			first = false;
		}
		yield '\n]\n';
	}
	return new Response(Readable.toWeb(Readable.from(json())) as ReadableStream, { headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' } });
};
