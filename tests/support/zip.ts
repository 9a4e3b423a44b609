import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a zip made by hand. `declare` lies about its unpacked size; `encrypted` sets the flag. */
export interface ZipPart {
	path: string;
	content: string | Buffer;
	declare?: number;
	encrypted?: boolean;
}

/** A zip (APPNOTE 4.3) whose lies are as told: for tests of readers. */
export function makeZip(parts: ZipPart[]): Buffer {
	const locals: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const part of parts) {
		const content = Buffer.from(part.content);
		const packed = deflateRawSync(content);
		const name = Buffer.from(part.path);
		const fields = Buffer.alloc(26);
		fields.writeUInt16LE(20, 0);
		fields.writeUInt16LE((part.encrypted ? 1 : 0) | 0x800, 2);
		fields.writeUInt16LE(8, 4);
		fields.writeUInt32LE(crc32(content), 10);
		fields.writeUInt32LE(packed.length, 14);
		fields.writeUInt32LE(part.declare ?? content.length, 18);
		fields.writeUInt16LE(name.length, 22);
		const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), fields, tail, name]));
		locals.push(local);
		offset += local.length;
	}
	const central = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(parts.length, 8);
	end.writeUInt16LE(parts.length, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, central, end]);
}
