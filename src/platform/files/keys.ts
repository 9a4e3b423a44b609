import { createHash } from 'node:crypto';
import { notFound } from '#platform/errors.ts';

/** What is kept, and the type that it is served as. The type comes from the key, so that nobody can claim another. */
export const MIME = {
	webp: 'image/webp',
	pdf: 'application/pdf',
	ofd: 'application/ofd',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	odt: 'application/vnd.oasis.opendocument.text',
	ods: 'application/vnd.oasis.opendocument.spreadsheet',
	odp: 'application/vnd.oasis.opendocument.presentation',
	doc: 'application/msword',
	xls: 'application/vnd.ms-excel',
	ppt: 'application/vnd.ms-powerpoint'
} as const;
export type Extension = keyof typeof MIME;

/** `private`: a picture of one record alone, which goes with it; others of the same bytes have a key of their own. */
export type FileKind = 'image' | 'private' | 'document';

const KEY = /^(?<subdistrict>[0-9a-z-]{1,64})\/(?<kind>image|private|document)\/[0-9a-f]{2}\/(?<sha256>[0-9a-f]{64})\.(?<extension>[a-z]{3,4})$/;

/**
 * Where bytes are kept: by subdistrict and by their own SHA-256, so that the same file is kept once, a repeated upload
 * gives the same key, and no part of a name that a person chose is ever a path.
 */
export function keyFor(subdistrictId: string, kind: FileKind, bytes: Buffer, extension: Extension): { key: string; sha256: string } {
	if (!/^[0-9a-z-]{1,64}$/.test(subdistrictId)) throw new RangeError('not the id of a subdistrict');
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { key: `${subdistrictId}/${kind}/${sha256.slice(0, 2)}/${sha256}.${extension}`, sha256 };
}

/**
 * What a key says. Keys come back from browsers; anything that `keyFor` did not make is "not found".
 * @throws AppError `platform.notFound`
 */
export function parseKey(key: string): { subdistrictId: string; kind: FileKind; sha256: string; extension: Extension } {
	const parts = KEY.exec(key)?.groups;
	if (!parts || !Object.hasOwn(MIME, parts.extension!)) throw notFound('file');
	return { subdistrictId: parts.subdistrict!, kind: parts.kind as FileKind, sha256: parts.sha256!, extension: parts.extension as Extension };
}

/** Whether this is a key of a file of this subdistrict: what a browser sends back is not taken on its word. */
export const isKeyOf = (subdistrictId: string, key: string): boolean => {
	const parts = KEY.exec(key)?.groups;
	return parts?.subdistrict === subdistrictId && Object.hasOwn(MIME, parts.extension!);
};
