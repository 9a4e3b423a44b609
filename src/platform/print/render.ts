import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { config } from '#platform/config.ts';
import { AppError } from '#platform/errors.ts';
import { dataAsJson } from './clean.ts';

/** A Typst template and the shape of the data that it prints. */
export interface Template<Data> {
	/** path below `src`, e.g. `modules/requests/print/slip.typ` */
	readonly file: string;
	/** only for the type: never set */
	readonly data?: Data;
}

/** Names a template. The type parameter is what {@link renderPdf} will ask for. */
export function template<Data>(file: string): Template<Data> {
	return { file };
}

/** The weights that `lib.typ` uses; each is 10 MB, so no others are loaded. */
const WEIGHTS = ['400Regular', '700Bold'];

/** Memoised layout that was not used in this many renderings is dropped; without this the compiler grows for ever. */
const CACHE_AGE = 10;

let compiler: NodeCompiler | undefined;

/** Made at the first print, not at start: about 0.2 s and 60 MB that a process which never prints need not pay. */
async function theCompiler(): Promise<NodeCompiler> {
	if (compiler) return compiler;
	const typst = await import('@myriaddreamin/typst-ts-node-compiler');
	return (compiler ??= typst.NodeCompiler.create({
		workspace: join(config().root, 'src'),
		fontArgs: [{ fontBlobs: WEIGHTS.map((weight) => readFileSync(fontFile(weight))) }]
	}));
}

/** Path of one weight of Noto Sans SC (`400Regular`, `700Bold`…) inside its package. */
export function fontFile(weight: string): string {
	return createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`);
}

/**
 * Prints data through a Typst template.
 *
 * The data travels as JSON in `sys.inputs.data` and is parsed by Typst as values, so that text which looks like
 * markup stays text. Nothing is fetched: no network packages, no files outside `src`. Laying out one page takes
 * a few milliseconds and blocks the thread; print runs of many hundred pages belong in a job.
 *
 * @param options.now the creation time written into the PDF
 * @returns a tagged PDF 1.7 with its title set and selectable text
 * @throws AppError `print.failed` (500) when the template does not compile with this data; `cause` has Typst's words
 */
export async function renderPdf<Data>(template: Template<Data>, data: Data, options: { now?: Date } = {}): Promise<Buffer> {
	const typst = await theCompiler();
	// A turn of the event loop between renderings: only then does Node free the documents of earlier ones, which live
	// outside its heap. A loop without it kept 0.6 MB of each page (measured: 2 GB after 3,000; with it 190 MB).
	await new Promise(setImmediate);
	const result = typst.compile({
		mainFilePath: join(config().root, 'src', template.file),
		inputs: { data: dataAsJson(data) },
		// Templates are read again at each print; an edit shows at once in development and costs 0.1 ms elsewhere.
		resetRead: true
	});
	try {
		if (!result.result) {
			const error = result.takeError();
			throw new AppError('print.failed', {
				status: 500,
				params: { template: template.file },
				cause: error ? new Error(JSON.stringify(typst.fetchDiagnostics(error))) : undefined
			});
		}
		return typst.pdf(result.result, { creationTimestamp: Math.floor((options.now ?? new Date()).getTime() / 1000) });
	} finally {
		typst.evictCache(CACHE_AGE);
	}
}
