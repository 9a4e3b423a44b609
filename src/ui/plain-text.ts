/**
 * Plain text with four simple marks, as a tree that is drawn element by element, so that no written text is ever HTML:
 *
 *     ## heading            - item of a list          [words](https://…) or a bare https://… is a link
 *     a blank line parts paragraphs; a line break stays   1. item of a numbered list (also `1、`)
 *
 * Links go to http(s), mailto, tel and to paths of this site; anything else stays text.
 */
export type Span = { text: string; href?: string; outside?: boolean };
/** A line of a paragraph or one item of a list. */
export type Line = Span[];
export type Block = { kind: 'heading'; text: string } | { kind: 'paragraph'; lines: Line[] } | { kind: 'list'; ordered: boolean; start: number; items: Line[] };

const HEADING = /^#{1,3}\s+(.+)$/;
const BULLET = /^[-*·•]\s+(.+)$/;
const NUMBERED = /^(\d{1,3})(?:[.)]\s+|[、．]\s*)(.+)$/;
// Chinese punctuation and brackets end an address that stands in a sentence.
const LINK = /\[([^\]\n]{1,200})\]\(([^)\s]{1,500})\)|(https?:\/\/[^\s<>"'（）()【】《》「」，。；、！？]+)/g;

export function parsePlainText(text: string): Block[] {
	const blocks: Block[] = [];
	let open: Block | null = null;
	for (const raw of text.replace(/\r\n?/g, '\n').split('\n')) {
		const line = raw.trim();
		const heading = HEADING.exec(line);
		const bullet = BULLET.exec(line);
		const numbered = NUMBERED.exec(line);
		if (line === '') open = null;
		else if (heading) {
			blocks.push({ kind: 'heading', text: heading[1]! });
			open = null;
		} else if (bullet || numbered) {
			const ordered = !bullet;
			if (open?.kind !== 'list' || open.ordered !== ordered) {
				open = { kind: 'list', ordered, start: numbered ? Number(numbered[1]) : 1, items: [] };
				blocks.push(open);
			}
			open.items.push(spans(bullet ? bullet[1]! : numbered![2]!));
		} else {
			if (open?.kind !== 'paragraph') {
				open = { kind: 'paragraph', lines: [] };
				blocks.push(open);
			}
			open.lines.push(spans(line));
		}
	}
	return blocks;
}

function spans(line: string): Line {
	const out: Line = [];
	let at = 0;
	for (const found of line.matchAll(LINK)) {
		const target = safeTarget(found[2] ?? found[3]!);
		if (!target) continue;
		if (found.index > at) out.push({ text: line.slice(at, found.index) });
		out.push({ text: found[1] ?? found[3]!, href: target.href, ...(target.outside && { outside: true }) });
		at = found.index + found[0].length;
	}
	if (at < line.length) out.push({ text: line.slice(at) });
	return out;
}

function safeTarget(wanted: string): { href: string; outside: boolean } | null {
	if (/^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(wanted)) return { href: wanted, outside: false };
	if (/^tel:[\d+-]{3,20}$/.test(wanted)) return { href: wanted, outside: false };
	if (/^mailto:[^\s@?&]+@[^\s@?&]+$/.test(wanted)) return { href: wanted, outside: false };
	if (!/^https?:\/\//i.test(wanted) || !URL.canParse(wanted)) return null;
	const url = new URL(wanted);
	// `https://bank.example@evil.example` reads as another address than it opens.
	return url.username || url.password ? null : { href: url.href, outside: true };
}

/** The same text without its marks, for feeds, previews and paper. */
export function plainWords(text: string): string {
	const line = (parts: Line) => parts.map((part) => (part.href && part.text !== part.href && part.outside ? `${part.text} ${part.href}` : part.text)).join('');
	return parsePlainText(text)
		.flatMap((block) => {
			if (block.kind === 'heading') return [block.text];
			if (block.kind === 'paragraph') return block.lines.map(line);
			return block.items.map((item, i) => (block.ordered ? `${block.start + i}. ${line(item)}` : `· ${line(item)}`));
		})
		.join('\n');
}
