import sharp, { type OutputInfo } from 'sharp';
import { fileError } from './errors.ts';
import { readTaken, type Taken } from './exif.ts';
import { keyFor } from './keys.ts';
import { pictureHash } from './likeness.ts';
import { store } from './store.ts';

export interface SavedImage {
	key: string;
	thumbKey: string;
	/** of the picture kept, upright */
	width: number;
	height: number;
	bytes: number;
	mime: 'image/webp';
	/** of the picture kept, in hex */
	sha256: string;
	/** see `pictureDistance` */
	phash: string;
	/** what the camera said, for the caller to keep or drop; it is not in the picture any more */
	taken: Taken | null;
}

export interface ImageOptions {
	/** the longer side of the picture kept, in pixels; smaller ones are not enlarged */
	maxSide?: number;
	/** the longer side of the thumbnail */
	thumb?: number;
	/** of one record alone: it can be deleted with it, whoever else sent the same picture elsewhere */
	apart?: boolean;
}

const MOST_BYTES = 25_000_000;
/** The largest photos of phones have 200 megapixels; nothing needs more, and a bomb claims billions. */
const MOST_PIXELS = 210_000_000;
const SECONDS = 30;

/**
 * Takes a picture that somebody sent and keeps a fresh one: decoded, turned upright, scaled, in sRGB, written anew as
 * WebP. So nothing of the sent file remains: no position, no camera, no colour profile, no second file hidden behind
 * the first, and what was no picture does not get through. What it is, is read from its bytes, never from its name.
 * The same bytes give the same keys, so that a phone may repeat an upload.
 * @param subdistrictId begins the key
 * @throws AppError `files.empty`, `tooLarge`, `imageType`, `heic`, `tooManyPixels`, `damaged`
 */
export async function saveImage(subdistrictId: string, sent: Buffer, { maxSide = 1600, thumb = 320, apart = false }: ImageOptions = {}): Promise<SavedImage> {
	if (sent.length === 0) throw fileError('empty');
	if (sent.length > MOST_BYTES) throw fileError('tooLarge', { most: MOST_BYTES / 1_000_000 });
	const kind = sniffImage(sent);
	if (kind === 'heic') throw fileError('heic');
	if (!READABLE.has(kind)) throw fileError('imageType', { found: kind });

	// One frame, read from top to bottom, and an error rather than a grey half when the rest was lost on the way.
	const source = () => sharp(sent, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1, sequentialRead: true }).timeout({ seconds: SECONDS });
	let whole: { data: Buffer; info: OutputInfo };
	let exif: Buffer | undefined;
	let small: Buffer;
	let phash: string;
	try {
		const metadata = await source().metadata();
		if (metadata.width * metadata.height > MOST_PIXELS) throw fileError('tooManyPixels');
		exif = metadata.exif;
		whole = await source()
			.rotate()
			.resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 82, effort: 4 })
			.toBuffer({ resolveWithObject: true });
		small = await sharp(whole.data).resize({ width: thumb, height: thumb, fit: 'inside', withoutEnlargement: true }).webp({ quality: 72 }).toBuffer();
		phash = await pictureHash(whole.data);
	} catch (error) {
		if ((error as { code?: string }).code?.startsWith('files.')) throw error;
		throw fileError(/pixel limit|exceeds/i.test((error as Error).message) ? 'tooManyPixels' : 'damaged', {}, error);
	}

	const shelf = apart ? 'private' : 'image';
	const { key, sha256 } = keyFor(subdistrictId, shelf, whole.data, 'webp');
	const { key: thumbKey } = keyFor(subdistrictId, shelf, small, 'webp');
	const disk = await store();
	await Promise.all([disk.put(key, whole.data), disk.put(thumbKey, small)]);
	return {
		key,
		thumbKey,
		width: whole.info.width,
		height: whole.info.height,
		bytes: whole.data.length,
		mime: 'image/webp',
		sha256,
		phash,
		taken: readTaken(exif)
	};
}

const READABLE = new Set(['jpeg', 'png', 'webp', 'gif', 'avif']);

/** What a file is by its first bytes. Only what is in `READABLE` ever reaches a decoder. */
function sniffImage(bytes: Buffer): string {
	const head = bytes.toString('latin1', 0, 16);
	if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
	if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
	if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
	if (/^GIF8[79]a/.test(head)) return 'gif';
	if (head.slice(4, 8) === 'ftyp') {
		// The major brand, then the compatible ones: `mif1` alone says nothing of the codec.
		const brands = bytes.toString('latin1', 8, Math.min(bytes.length, Math.max(16, Math.min(bytes.readUInt32BE(0), 64))));
		if (/avif|avis/.test(brands)) return 'avif';
		if (/hei[cxms]|hev[cxms]|mif1|msf1/.test(brands)) return 'heic';
		return 'video';
	}
	if (/^(II\*\0|MM\0\*|II\+\0|MM\0\+)/.test(head)) return 'tiff';
	if (head.startsWith('%PDF')) return 'pdf';
	if (head.startsWith('BM')) return 'bmp';
	const text = bytes.toString('utf8', 0, 1024).replace(/^\ufeff/, '').trimStart().toLowerCase();
	if (text.startsWith('<')) return text.includes('<svg') ? 'svg' : 'html';
	return 'unknown';
}
