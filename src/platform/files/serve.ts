import { Readable } from 'node:stream';
import { notFound } from '#platform/errors.ts';
import { MIME, parseKey } from './keys.ts';
import { store } from './store.ts';

export interface OpenFile {
	stream: Readable;
	bytes: number;
	mime: string;
}

/**
 * Opens a kept file. Whether the caller may see it is the module's question, and asked before: it knows whose it is.
 * @throws AppError `platform.notFound`
 */
export async function openFile(key: string): Promise<OpenFile> {
	const { extension } = parseKey(key);
	const disk = await store();
	try {
		const { contentLength } = await disk.getMetaData(key);
		return { stream: await disk.getStream(key), bytes: contentLength, mime: MIME[extension] };
	} catch (error) {
		if (isMissing(error)) throw notFound('file');
		throw error;
	}
}

/** Not there, as opposed to a disk or a service that does not answer: flydrive wraps both in the same error. */
function isMissing(error: unknown): boolean {
	const cause = (error as Error).cause as { code?: string; $metadata?: { httpStatusCode?: number } } | undefined;
	return cause?.code === 'ENOENT' || cause?.$metadata?.httpStatusCode === 404;
}

/**
 * A kept file as an HTTP answer. Documents always as a download, pictures to be shown; the type is ours, browsers must
 * not guess another, and nothing in the file may run or load anything.
 * @param options.name what a download is to be called; its ending is replaced by the true one
 * @param options.ifNoneMatch the request's header; the same file is then answered with 304
 * @throws AppError `platform.notFound`
 */
export async function fileResponse(key: string, options: { name?: string; ifNoneMatch?: string | null } = {}): Promise<Response> {
	const { kind, sha256, extension } = parseKey(key);
	const etag = `"${sha256}"`;
	const headers: Record<string, string> = {
		etag,
		// Private: a shared cache must not keep what only one person may see. The bytes of a key never change.
		'cache-control': 'private, max-age=86400, immutable',
		'x-content-type-options': 'nosniff',
		'content-security-policy': "default-src 'none'; sandbox",
		'cross-origin-resource-policy': 'same-origin'
	};
	if (options.ifNoneMatch?.split(/\s*,\s*/).includes(etag)) return new Response(null, { status: 304, headers });
	const file = await openFile(key);
	headers['content-type'] = file.mime;
	headers['content-length'] = String(file.bytes);
	headers['content-disposition'] = contentDisposition(kind === 'document' ? 'attachment' : 'inline', options.name ?? sha256.slice(0, 12), extension);
	return new Response(Readable.toWeb(file.stream) as ReadableStream, { headers });
}

/** RFC 6266: a plain name for old browsers, the true one in UTF-8 (RFC 8187). */
function contentDisposition(type: 'inline' | 'attachment', name: string, extension: string): string {
	const clean = name
		.toWellFormed()
		.replace(/[\p{Cc}"*/:<>?\\|\u202a-\u202e\u2066-\u2069]/gu, '_')
		.replace(/\.[A-Za-z0-9]{1,5}$/, '')
		.slice(0, 120)
		.toWellFormed()
		.trim();
	const full = `${clean || 'file'}.${extension}`;
	const encoded = encodeURIComponent(full).replace(/['()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
	return `${type}; filename="${full.replace(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encoded}`;
}

/**
 * Takes a file away for good. A key may be kept by several records (the same bytes sent twice): the module asks its
 * own rows first. What is gone already is no error.
 */
export async function deleteFile(key: string): Promise<void> {
	parseKey(key);
	await (await store()).delete(key);
}
