import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { sheetError } from './errors.ts';

/** What a reader of one XML part wants to be told. Names come without prefix: some writers say `x:row`, some `row`. */
export interface XmlEvents {
	open?(name: string, attributes: Record<string, string>): void;
	text?(text: string): void;
	close?(name: string): void;
}

/**
 * Reads one XML part as it is inflated, so that memory follows what is kept and not what is in the file.
 * Entities other than XML's own five are an error, document types are not followed: nothing expands, nothing is fetched.
 * @throws AppError `sheets.damaged`
 */
export async function readXml(stream: Readable, events: XmlEvents): Promise<void> {
	const parser = new SaxesParser({ xmlns: false, position: false });
	const { open, text, close } = events;
	if (open) {
		parser.on('opentag', (tag) => {
			open(localName(tag.name), tag.attributes as Record<string, string>);
		});
	}
	if (text) {
		parser.on('text', text);
		parser.on('cdata', text);
	}
	if (close) {
		parser.on('closetag', (tag) => {
			close(localName(tag.name));
		});
	}
	parser.on('error', (error) => {
		throw sheetError('damaged', {}, error);
	});
	const decoder = new StringDecoder('utf8');
	try {
		for await (const chunk of stream) parser.write(decoder.write(chunk as Buffer));
		parser.write(decoder.end()).close();
	} catch (error) {
		stream.destroy();
		if ((error as { code?: string }).code?.startsWith('sheets.')) throw error;
		throw sheetError('damaged', {}, error);
	}
}

function localName(name: string): string {
	const colon = name.indexOf(':');
	return colon === -1 ? name : name.slice(colon + 1);
}

/** An attribute by its local name: `r:id`, `d3p1:id` and `id` are all `id`. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
	if (attributes[name] !== undefined) return attributes[name];
	for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key];
	return undefined;
}
