import { mkdtempSync, readdirSync, readFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { resetConfig } from '#platform/config.ts';
import { makeZip } from '../../../tests/support/zip.ts';
import { readTaken } from './exif.ts';
import { deleteFile, fileResponse, openFile, pictureDistance, saveDocument, saveImage } from './index.ts';
import { resetStore } from './store.ts';

const HERE = '019ab000-0000-7000-8000-000000000001';
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'files-'));
	process.env.BAIYUN_DATA = folder;
	resetConfig();
	resetStore();
});
const stored = (key: string) => readFileSync(join(folder, 'files', key));

/** A picture with shapes, so that it has something to be recognised by. */
const picture = (width = 800, height = 600) =>
	sharp(
		Buffer.from(
			`<svg width="${width}" height="${height}" viewBox="0 0 80 60" preserveAspectRatio="none"><rect width="80" height="60" fill="#fbfaf6"/><circle cx="20" cy="20" r="15" fill="#1f6b57"/><rect x="40" y="30" width="35" height="25" fill="#b93a26"/></svg>`
		)
	);
const GPS = { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 36/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 9/1 0/1' };

describe('saveImage', () => {
	test('keeps a fresh, upright picture without a trace of the sent file, and tells what the camera said', async () => {
		const sent = await picture(3000, 2000)
			.withExif({ IFD0: { Make: 'SecretPhone', Orientation: '6' }, IFD2: { DateTimeOriginal: '2026:03:12 14:30:05', OffsetTimeOriginal: '+08:00' }, IFD3: GPS })
			.withMetadata({ orientation: 6 })
			.jpeg()
			.toBuffer();
		expect(sent.includes('SecretPhone')).toBe(true);
		const saved = await saveImage(HERE, sent);
		expect(saved).toMatchObject({ width: 1067, height: 1600, mime: 'image/webp', taken: { lat: 30.26, lon: 120.15, at: '2026-03-12T14:30:05+08:00' } });
		const bytes = stored(saved.key);
		const kept = await sharp(bytes).metadata();
		expect([kept.format, kept.exif, kept.icc, kept.xmp, kept.orientation]).toEqual(['webp', undefined, undefined, undefined, undefined]);
		expect(bytes.includes('SecretPhone')).toBe(false);
		expect(saved.bytes).toBe(bytes.length);
		const thumb = await sharp(stored(saved.thumbKey)).metadata();
		expect([thumb.width, thumb.height]).toEqual([213, 320]);
		expect(saved.key).toMatch(new RegExp(`^${HERE}/image/[0-9a-f]{2}/${saved.sha256}\\.webp$`));
	});

	test('the same bytes sent again give the same keys; small pictures are not enlarged', async () => {
		const sent = await picture(100, 80).png().toBuffer();
		const [one, two] = await Promise.all([saveImage(HERE, sent), saveImage(HERE, sent)]);
		expect(one).toEqual(two);
		expect([one.width, one.height, one.taken]).toEqual([100, 80, null]);
	});

	test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('reads %s', async (format) => {
		expect((await saveImage(HERE, await picture(64, 64).toFormat(format).toBuffer())).width).toBe(64);
	});

	test('a page hidden behind a picture does not survive', async () => {
		const polyglot = Buffer.concat([await picture(50, 50).gif().toBuffer(), Buffer.from('<script>alert(1)</script>')]);
		expect(stored((await saveImage(HERE, polyglot)).key).includes('script')).toBe(false);
	});

	const refused = (sent: Buffer, code: string, params = {}) => expect(saveImage(HERE, sent)).rejects.toMatchObject({ code: `files.${code}`, params });

	test('what is no picture is refused by its bytes', async () => {
		await refused(Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'imageType', { found: 'svg' });
		await refused(Buffer.from('\ufeff <!DOCTYPE html><script>'), 'imageType', { found: 'html' });
		await refused(await picture(10, 10).tiff().toBuffer(), 'imageType', { found: 'tiff' });
		await refused(Buffer.from('%PDF-1.7'), 'imageType', { found: 'pdf' });
		await refused(Buffer.from('MZ\x90'), 'imageType', { found: 'unknown' });
		await refused(Buffer.alloc(0), 'empty');
		await refused(Buffer.alloc(26_000_000, 0xff), 'tooLarge', { most: 25 });
	});

	test('an iPhone’s HEIC is named, so that the page can say what to do', async () => {
		const ftyp = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(50)]);
		await refused(ftyp, 'heic');
	});

	test('a picture cut on the way, and one that lies', async () => {
		const whole = await picture().jpeg().toBuffer();
		await refused(whole.subarray(0, whole.length / 2), 'damaged');
		await refused(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('<svg/>')]), 'damaged');
	});

	test('a decompression bomb is refused by what it claims, before it is unpacked', async () => {
		const chunk = (type: string, data: Buffer) => {
			const length = Buffer.alloc(4);
			length.writeUInt32BE(data.length);
			const body = Buffer.concat([Buffer.from(type), data]);
			const crc = Buffer.alloc(4);
			crc.writeUInt32BE(crc32(body));
			return Buffer.concat([length, body, crc]);
		};
		const header = Buffer.alloc(13);
		header.writeUInt32BE(60_000, 0);
		header.writeUInt32BE(60_000, 4);
		header.set([8, 2, 0, 0, 0], 8);
		const bomb = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))), chunk('IEND', Buffer.alloc(0))]);
		await refused(bomb, 'tooManyPixels');
	});

	test('pictures are alike after scaling and recompressing, and unlike others', async () => {
		const one = await saveImage(HERE, await picture(1200, 900).jpeg({ quality: 95 }).toBuffer());
		const same = await saveImage(HERE, await picture(400, 300).modulate({ brightness: 1.05 }).jpeg({ quality: 40 }).toBuffer());
		const other = await saveImage(HERE, await picture(800, 600).rotate(90).jpeg().toBuffer());
		expect(pictureDistance(one.phash, same.phash)).toBeLessThanOrEqual(6);
		expect(pictureDistance(one.phash, other.phash)).toBeGreaterThan(12);
	});

	test('any bytes give a picture or a coded error', async () => {
		const base = await picture(40, 30).jpeg().withExif({ IFD3: GPS }).toBuffer();
		await fc.assert(
			fc.asyncProperty(fc.nat(base.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), async (at, noise) => {
				const broken = Buffer.from(base);
				broken.set(noise.subarray(0, base.length - at), at);
				await saveImage(HERE, broken).catch((error: unknown) => expect((error as { code: string }).code).toMatch(/^files\./));
			}),
			{ numRuns: 60 }
		);
	});
});

describe('readTaken', () => {
	test('never throws, and never invents a place', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('II*\0', 'MM\0*', 'Exif\0\0II*\0'), (noise, head) => {
				const taken = readTaken(Buffer.concat([Buffer.from(head, 'latin1'), noise]));
				if (taken?.lat !== null && taken !== null) expect(Math.abs(taken.lat)).toBeLessThanOrEqual(90);
			}),
			{ numRuns: 500 }
		);
		expect(readTaken(undefined)).toBeNull();
	});

	test('south and west are negative; 0,0 is no place', async () => {
		const exif = async (gps: Record<string, string>) => (await sharp(await picture(8, 8).withExif({ IFD3: gps }).jpeg().toBuffer()).metadata()).exif;
		expect(readTaken(await exif({ ...GPS, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' }))).toEqual({ lat: -30.26, lon: -120.15, at: null });
		expect(readTaken(await exif({ ...GPS, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' }))).toBeNull();
	});
});

describe('saveDocument', () => {
	const docx = makeZip([{ path: '[Content_Types].xml', content: '<Types/>' }, { path: 'word/document.xml', content: '<document/>' }]);

	test('is known by its bytes and kept as sent', async () => {
		const saved = await saveDocument(HERE, docx);
		expect(saved).toMatchObject({ extension: 'docx', bytes: docx.length });
		expect(stored(saved.key).equals(docx)).toBe(true);
		expect((await saveDocument(HERE, Buffer.from('%PDF-1.7\n…'))).mime).toBe('application/pdf');
		expect((await saveDocument(HERE, makeZip([{ path: 'OFD.xml', content: '<OFD/>' }]))).extension).toBe('ofd');
		const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
		expect((await saveDocument(HERE, Buffer.concat([ole, Buffer.from('WordDocument', 'utf16le')]))).extension).toBe('doc');
	});

	test.each([
		['macros', makeZip([{ path: '[Content_Types].xml', content: '' }, { path: 'word/document.xml', content: '' }, { path: 'word/vbaProject.bin', content: 'x' }])],
		['macros', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('_VBA_PROJECT', 'utf16le')])],
		['encrypted', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')])],
		['documentType', makeZip([{ path: 'a.exe', content: 'MZ' }])],
		['documentType', Buffer.from('<html>')],
		['damaged', docx.subarray(0, 60)],
		['empty', Buffer.alloc(0)]
	])('refuses: %s', async (code, sent) => expect(saveDocument(HERE, sent)).rejects.toMatchObject({ code: `files.${code}` }));
});

describe('serving', () => {
	test('a document is a download by its true type, under the name that was given', async () => {
		const { key, sha256 } = await saveDocument(HERE, Buffer.from('%PDF-1.7\nhello'));
		const answer = await fileResponse(key, { name: '通知"\r\nx: y.html' });
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'content-type': 'application/pdf',
			'content-length': '14',
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox",
			'content-disposition': `attachment; filename="_____x_ y.pdf"; filename*=UTF-8''${encodeURIComponent('通知___x_ y.pdf')}`,
			etag: `"${sha256}"`
		});
		expect(await answer.text()).toBe('%PDF-1.7\nhello');
		expect((await fileResponse(key, { ifNoneMatch: `"x", "${sha256}"` })).status).toBe(304);
	});

	test('a picture is shown', async () => {
		const { key } = await saveImage(HERE, await picture(20, 20).png().toBuffer());
		expect((await fileResponse(key)).headers.get('content-disposition')).toMatch(/^inline; filename="[0-9a-f]{12}\.webp"/);
	});

	test('opened, deleted, gone', async () => {
		const { key } = await saveDocument(HERE, Buffer.from('%PDF-1.7\nbye'));
		expect(await text((await openFile(key)).stream)).toBe('%PDF-1.7\nbye');
		await deleteFile(key);
		await deleteFile(key);
		await expect(openFile(key)).rejects.toMatchObject({ code: 'platform.notFound' });
	});

	test.each(['../secrets/master.key', `${HERE}/image/../../x`, '/etc/passwd', `${HERE}/document/ab/${'a'.repeat(64)}.html`, `${HERE}/document/ab/${'a'.repeat(64)}.pdf/..`, ''])('the key %j leads nowhere', async (key) => {
		await expect(openFile(key)).rejects.toMatchObject({ code: 'platform.notFound' });
		await expect(fileResponse(key)).rejects.toMatchObject({ code: 'platform.notFound' });
		await expect(deleteFile(key)).rejects.toMatchObject({ code: 'platform.notFound' });
	});

	test('no half-written file stays, and no path was made from a name', () => {
		expect(readdirSync(join(folder, 'files', '.tmp'))).toEqual([]);
		expect(readdirSync(join(folder, 'files')).sort()).toEqual(['.tmp', HERE]);
		expect(existsSync(join(folder, 'files', HERE, 'image'))).toBe(true);
	});
});
