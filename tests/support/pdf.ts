/** Reads just enough of a PDF that Typst wrote for a test to say what is on it. */

/** The title in the document's information dictionary. */
export function pdfTitle(pdf: Buffer): string | undefined {
	// XMP metadata is the one place where the title stands as UTF-8.
	const match = /<dc:title><rdf:Alt><rdf:li[^>]*>(.*?)<\/rdf:li>/s.exec(pdf.toString('utf8'));
	return match?.[1]?.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name]!);
}

/** Width and height of each page in whole millimetres. */
export function pdfPageSizes(pdf: Buffer): [number, number][] {
	const mm = (points: string | undefined) => Math.round((Number(points) * 25.4) / 72);
	return [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map((m) => [mm(m[1]), mm(m[2])]);
}

/** Every character that can be selected somewhere in the document (from the fonts' ToUnicode maps, which Typst leaves plain). */
export function pdfCharacters(pdf: Buffer): Set<string> {
	const found = new Set<string>();
	for (const map of pdf.toString('latin1').matchAll(/beginbfchar(.*?)endbfchar/gs)) {
		for (const pair of map[1]!.matchAll(/<[0-9a-fA-F]+>\s*<([0-9a-fA-F]+)>/g)) {
			for (const character of Buffer.from(pair[1]!, 'hex').swap16().toString('utf16le')) found.add(character);
		}
	}
	return found;
}
