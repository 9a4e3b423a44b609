import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { sheetError } from './errors.ts';
import type { Limits } from './limits.ts';

/** The files inside a zip that has passed the limits, by path. */
export interface Archive {
	has(path: string): boolean;
	paths(): string[];
	/** @throws AppError `sheets.damaged` when there is none */
	open(path: string): Promise<Readable>;
}

/** A part as text. Every writer of workbooks writes UTF-8. @throws AppError `sheets.damaged` */
export async function readPart(archive: Archive, path: string): Promise<string> {
	const stream = await archive.open(path);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(await buffer(stream));
	} catch (error) {
		throw sheetError('damaged', { part: path }, error);
	}
}

/**
 * Opens a zip and judges it by its directory, before a byte is inflated: number of entries, sizes, ratios, doubled
 * names, encryption. The directory may lie; while inflating, yauzl breaks off when an entry exceeds what it declared,
 * so that what was judged is also the most that is ever made. Entries that share their bytes (the "better zip bomb")
 * each count with their full size.
 * @throws AppError `sheets.damaged`, `sheets.encrypted`, `sheets.tooLarge`
 */
export async function openArchive(bytes: Buffer, limits: Limits): Promise<Archive> {
	const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true }).catch((error: unknown) => {
		throw sheetError('damaged', {}, error);
	});
	if (zip.entryCount > limits.entries) throw sheetError('tooLarge', { what: 'entries' });

	const entries = new Map<string, yauzl.Entry>();
	let inflated = 0;
	try {
		for await (const entry of zip.eachEntry()) {
			if (entry.generalPurposeBitFlag & 1) throw sheetError('encrypted');
			inflated += entry.uncompressedSize;
			if (inflated > limits.inflated) throw sheetError('tooLarge', { what: 'inflated' });
			if (entry.uncompressedSize > 1_000_000 && entry.uncompressedSize > entry.compressedSize * limits.ratio) throw sheetError('tooLarge', { what: 'ratio' });
			// Two entries of one name are read differently by different programs: a way to show one thing and import another.
			if (entries.has(entry.fileName)) throw sheetError('damaged');
			entries.set(entry.fileName, entry);
		}
	} catch (error) {
		if ((error as { code?: string }).code?.startsWith('sheets.')) throw error;
		throw sheetError('damaged', {}, error);
	}

	return {
		has: (path) => entries.has(path),
		paths: () => [...entries.keys()],
		open: async (path) => {
			const entry = entries.get(path);
			if (!entry) throw sheetError('damaged', { part: path });
			return zip.openReadStreamPromise(entry).catch((error: unknown) => {
				throw sheetError('damaged', { part: path }, error);
			});
		}
	};
}
