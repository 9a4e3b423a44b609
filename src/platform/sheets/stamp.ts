/**
 * Who took a workbook out, and when, in its properties (docProps/core.xml, ECMA-376 part 2 §11): the file's own sheets stay
 * as they are, and Excel and WPS show it under 文件 → 信息.
 */
import { openArchive, readPart } from './archive.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { escapeXml } from './sheet-xml.ts';
import { replaceParts } from './zip-edit.ts';

const CORE = 'docProps/core.xml';

export interface Stamp {
	by: string;
	/** shown as the file's comments */
	words: string;
	at: Date;
}

/** A workbook that no office program wrote may have no properties; it comes back as it was. */
export async function stampWorkbook(bytes: Buffer, { by, words, at }: Stamp): Promise<Buffer> {
	const archive = await openArchive(bytes, DEFAULT_LIMITS);
	if (!archive.has(CORE)) return bytes;
	let core = await readPart(archive, CORE);
	const say = (tag: string, attributes: string, text: string) => {
		const element = `<${tag}${attributes}>${escapeXml(text)}</${tag}>`;
		const there = new RegExp(`<${tag}(?:\\s[^>]*)?(?:/>|>[^<]*</${tag}>)`);
		core = there.test(core) ? core.replace(there, () => element) : core.replace(/<\/([\w]+:)?coreProperties>\s*$/, (end) => element + end);
	};
	say('cp:lastModifiedBy', '', by);
	say('dc:description', '', words);
	say('dcterms:modified', ' xsi:type="dcterms:W3CDTF"', `${at.toISOString().slice(0, 19)}Z`);
	return replaceParts(bytes, new Map([[CORE, core]]));
}
