import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import * as v from 'valibot';
import { Manifest } from './manifest.ts';

const MANIFEST = 'manifest.json';

/** Writes a back-up: a gzipped tar whose last entry lists all others with their checksums. */
export interface ArchiveWriter {
	add(path: string, content: Buffer | string): Promise<void>;
	/** @returns false when the file is gone meanwhile */
	addFile(path: string, file: string): Promise<boolean>;
	/** adds the manifest and puts the file in its place */
	finish(manifest: Omit<Manifest, 'entries'>): Promise<void>;
	/** leaves nothing behind */
	abandon(): Promise<void>;
}

/** @param file where the finished back-up shall stand; until then it is written beside it, readable by its owner alone */
export function writeArchive(file: string): ArchiveWriter {
	const draft = `${file}.part`;
	const tar = pack();
	const written = pipeline(tar, createGzip({ level: 6 }), createWriteStream(draft, { mode: 0o600 }));
	// A full disk ends the pipeline while an entry waits for it; the entry fails with its reason.
	let broken: Error | undefined;
	written.catch((error: Error) => {
		broken = error;
		tar.destroy(error);
	});
	const entries: Manifest['entries'] = {};

	const whole = (path: string, content: Buffer) =>
		new Promise<void>((done, fail) => {
			if (broken) return fail(broken);
			written.catch(fail);
			tar.entry({ name: path, mode: 0o600 }, content, (error) => (error ? fail(error) : done()));
		});

	return {
		async add(path, content) {
			const bytes = Buffer.from(content);
			entries[path] = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
			await whole(path, bytes);
		},
		async addFile(path, source) {
			const info = await stat(source).catch(() => undefined);
			if (!info) return false;
			if (broken) throw broken;
			const hash = createHash('sha256');
			const entry = tar.entry({ name: path, size: info.size, mode: 0o600 });
			await pipeline(createReadStream(source), hashing(hash), entry);
			entries[path] = { bytes: info.size, sha256: hash.digest('hex') };
			return true;
		},
		async finish(manifest) {
			await whole(MANIFEST, Buffer.from(JSON.stringify({ ...manifest, entries }, null, '\t')));
			tar.finalize();
			await written;
			await syncToDisk(draft);
			await rename(draft, file);
			await syncToDisk(dirname(file));
		},
		async abandon() {
			tar.destroy();
			await written.catch(() => {});
			await rm(draft, { force: true });
		}
	};
}

const hashing = (hash: Hash) =>
	async function* (source: AsyncIterable<Buffer>) {
		for await (const part of source) {
			hash.update(part);
			yield part;
		}
	};

async function syncToDisk(path: string): Promise<void> {
	const handle = await open(path, 'r');
	await handle.sync().catch(() => {}); // some file systems refuse to sync a folder
	await handle.close();
}

/** Hands each entry of a back-up to `take`, in their order; the manifest is not among them. */
export async function readArchive(file: string, take: (path: string, content: Readable) => Promise<void>): Promise<void> {
	const entries = extract();
	const read = pipeline(createReadStream(file), createGunzip(), entries);
	read.catch(() => {});
	for await (const entry of entries) {
		if (entry.header.name !== MANIFEST) await take(entry.header.name, entry as unknown as Readable);
		// Whatever was not read is passed over; the next entry comes only then.
		entry.resume();
	}
	await read;
}

/**
 * Reads a whole back-up and compares every checksum.
 * @returns its manifest
 * @throws Error that names what is wrong: no back-up, cut off, an entry altered, missing or added
 */
export async function verifyArchive(file: string, progress: (bytes: number) => void): Promise<Manifest> {
	const found = new Map<string, { bytes: number; sha256: string }>();
	let manifestText = '';
	const entries = extract();
	const source = createReadStream(file);
	let read = 0;
	source.on('data', (part) => progress((read += part.length)));
	const reading = pipeline(source, createGunzip(), entries);
	try {
		for await (const entry of entries) {
			const hash = createHash('sha256');
			let bytes = 0;
			for await (const part of entry as AsyncIterable<Buffer>) {
				hash.update(part);
				bytes += part.length;
				if (entry.header.name === MANIFEST) manifestText += part.toString('utf8');
			}
			if (entry.header.name !== MANIFEST) found.set(entry.header.name, { bytes, sha256: hash.digest('hex') });
		}
		await reading;
	} catch (error) {
		reading.catch(() => {});
		throw new Error(`${file} is damaged or no back-up of Baiyun: ${(error as Error).message}`, { cause: error });
	}
	if (!manifestText) throw new Error(`${file} is no complete back-up of Baiyun: it has no manifest`);
	const parsed = v.safeParse(Manifest, JSON.parse(manifestText));
	if (!parsed.success) throw new Error(`${file} is no back-up that this version can read: ${parsed.issues[0].message}`);
	for (const [path, expected] of Object.entries(parsed.output.entries)) {
		const actual = found.get(path);
		if (!actual) throw new Error(`${file} lacks ${path}`);
		if (actual.sha256 !== expected.sha256) throw new Error(`${file} is damaged: ${path} does not have the checksum that the manifest names`);
		found.delete(path);
	}
	if (found.size) throw new Error(`${file} holds ${[...found.keys()][0]}, which its manifest does not name`);
	return parsed.output;
}
