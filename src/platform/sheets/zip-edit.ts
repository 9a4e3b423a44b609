import { crc32, deflateRawSync } from 'node:zlib';
import yauzl from 'yauzl';
import { sheetError } from './errors.ts';

/**
 * A zip with some of its files replaced or (null) taken out; every other file keeps its very bytes, its place, its time
 * and its attributes. The zip must have passed `openArchive`.
 * @throws AppError `sheets.damaged`
 */
export async function replaceParts(bytes: Buffer, parts: ReadonlyMap<string, string | null>): Promise<Buffer> {
	const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true }).catch((error: unknown) => {
		throw sheetError('damaged', {}, error);
	});
	const files: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	let count = 0;
	for await (const entry of zip.eachEntry()) {
		const part = parts.get(entry.fileName);
		if (part === null) continue;
		const content = part === undefined ? null : Buffer.from(part);
		const packed = content ? deflateRawSync(content) : packedBytes(bytes, entry);
		const name = entry.fileNameRaw;
		// Sizes beyond 4 GB cannot occur within the limits, so the extra field that would hold them goes.
		const extra = withoutZip64(entry.extraFieldRaw);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		// Without bit 3: sizes stand in the header, not behind the data.
		common.writeUInt16LE(entry.generalPurposeBitFlag & ~8, 2);
		common.writeUInt16LE(content ? 8 : entry.compressionMethod, 4);
		common.writeUInt16LE(entry.lastModFileTime, 6);
		common.writeUInt16LE(entry.lastModFileDate, 8);
		common.writeUInt32LE(content ? crc32(content) : entry.crc32, 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(content ? content.length : entry.uncompressedSize, 18);
		common.writeUInt16LE(name.length, 22);
		const local = Buffer.concat([LOCAL, common, name, packed]);
		common.writeUInt16LE(extra.length, 24);
		const tail = Buffer.alloc(14);
		tail.writeUInt16LE(entry.fileCommentRaw.length, 0);
		tail.writeUInt16LE(entry.internalFileAttributes, 4);
		tail.writeUInt32LE(entry.externalFileAttributes, 6);
		tail.writeUInt32LE(offset, 10);
		const made = Buffer.alloc(2);
		made.writeUInt16LE(entry.versionMadeBy);
		directory.push(Buffer.concat([CENTRAL, made, common, tail, name, extra, entry.fileCommentRaw]));
		files.push(local);
		offset += local.length;
		count++;
	}
	const central = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	END.copy(end);
	end.writeUInt16LE(count, 8);
	end.writeUInt16LE(count, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...files, central, end]);
}

const LOCAL = Buffer.from('PK\x03\x04', 'latin1');
const CENTRAL = Buffer.from('PK\x01\x02', 'latin1');
const END = Buffer.from('PK\x05\x06', 'latin1');

/** The bytes of a file as they are packed. */
function packedBytes(bytes: Buffer, entry: yauzl.Entry): Buffer {
	const header = entry.relativeOffsetOfLocalHeader;
	if (header + 30 > bytes.length || !bytes.subarray(header, header + 4).equals(LOCAL)) throw sheetError('damaged');
	const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
	const packed = bytes.subarray(start, start + entry.compressedSize);
	if (packed.length !== entry.compressedSize) throw sheetError('damaged');
	return packed;
}

function withoutZip64(extra: Buffer): Buffer {
	const kept: Buffer[] = [];
	for (let at = 0; at + 4 <= extra.length; ) {
		const end = at + 4 + extra.readUInt16LE(at + 2);
		if (extra.readUInt16LE(at) !== 1) kept.push(extra.subarray(at, end));
		at = end;
	}
	return Buffer.concat(kept);
}
