import yauzl from 'yauzl';
import { fileError } from './errors.ts';
import { keyFor, MIME, type Extension } from './keys.ts';
import { store } from './store.ts';

export interface SavedDocument {
	key: string;
	bytes: number;
	mime: string;
	extension: Extension;
	/** hex */
	sha256: string;
}

const MOST_BYTES = 30_000_000;

/**
 * Keeps a document as it was sent: PDF, OFD (GB/T 33190), Word, Excel, PowerPoint, OpenDocument. What it is, is read
 * from its bytes. Documents with macros or a password are refused. It is only ever served as a download.
 * @param subdistrictId begins the key
 * @throws AppError `files.empty`, `tooLarge`, `documentType`, `macros`, `encrypted`, `damaged`
 */
export async function saveDocument(subdistrictId: string, sent: Buffer): Promise<SavedDocument> {
	if (sent.length === 0) throw fileError('empty');
	if (sent.length > MOST_BYTES) throw fileError('tooLarge', { most: MOST_BYTES / 1_000_000 });
	const extension = await documentType(sent);
	const { key, sha256 } = keyFor(subdistrictId, 'document', sent, extension);
	await (await store()).put(key, sent);
	return { key, bytes: sent.length, mime: MIME[extension], extension, sha256 };
}

async function documentType(bytes: Buffer): Promise<Extension> {
	const head = bytes.toString('latin1', 0, 8);
	if (head.startsWith('%PDF-')) return 'pdf';
	if (head.startsWith('PK\x03\x04')) return zipType(bytes);
	if (head.startsWith('\xd0\xcf\x11\xe0')) return oleType(bytes);
	throw fileError('documentType');
}

/** Names inside a zip tell what it is; nothing is unpacked but the 100 bytes that OpenDocument says it in. */
async function zipType(bytes: Buffer): Promise<Extension> {
	const names = new Set<string>();
	let mimetype = '';
	try {
		const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
		if (zip.entryCount > 5_000) throw fileError('damaged');
		for await (const entry of zip.eachEntry()) {
			if (entry.generalPurposeBitFlag & 1) throw fileError('encrypted');
			names.add(entry.fileName);
			// OpenDocument 1.2 part 3, 3.3: the first file, named `mimetype`, stored without compression.
			if (entry.fileName === 'mimetype' && entry.compressionMethod === 0 && entry.uncompressedSize < 100) {
				for await (const chunk of await zip.openReadStreamPromise(entry)) mimetype += (chunk as Buffer).toString('latin1');
			}
		}
	} catch (error) {
		if ((error as { code?: string }).code?.startsWith('files.')) throw error;
		throw fileError('damaged', {}, error);
	}
	if ([...names].some((name) => /vbaProject\.bin$|^Basic\/|^Scripts\//i.test(name))) throw fileError('macros');
	if (names.has('OFD.xml')) return 'ofd';
	if (names.has('[Content_Types].xml')) {
		if (names.has('word/document.xml')) return 'docx';
		if (names.has('xl/workbook.xml')) return 'xlsx';
		if (names.has('ppt/presentation.xml')) return 'pptx';
	}
	for (const extension of ['odt', 'ods', 'odp'] as const) if (mimetype.trim() === MIME[extension]) return extension;
	throw fileError('documentType');
}

/** Office 97–2003: the names of the streams in the container tell what it is (MS-CFB). */
function oleType(bytes: Buffer): Extension {
	const has = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'));
	if (has('EncryptedPackage')) throw fileError('encrypted');
	if (has('_VBA_PROJECT')) throw fileError('macros');
	if (has('WordDocument')) return 'doc';
	if (has('PowerPoint Document')) return 'ppt';
	if (has('Workbook') || has('Book')) return 'xls';
	throw fileError('documentType');
}
