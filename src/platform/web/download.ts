/** Workbooks as answers to a download. */
import { PassThrough, Readable, type Writable } from 'node:stream';

/**
 * An Excel workbook to save as `name`, streamed while it is written. The reader may go away in the middle: the stream is
 * then destroyed and nobody waits for its end.
 */
export function workbookDownload(name: string, write: (target: Writable) => Promise<unknown>): Response {
	const target = new PassThrough();
	write(target).catch((error: Error) => target.destroy(error));
	return new Response(Readable.toWeb(target) as ReadableStream, {
		headers: { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' }
	});
}
