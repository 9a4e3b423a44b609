import { plainWords } from '#ui/plain-text.ts';
import type { Notice } from './notices.model.ts';

const escape = (text: string): string =>
	text
		// XML 1.0 §2.2 knows no other control characters, not even escaped.
		.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;');

/**
 * The notices as an Atom feed (RFC 4287), newest first.
 * @param origin the site's own address, without a slash at the end
 * @param from whose notice it is, as a name
 */
export function atomFeed(feed: { origin: string; title: string; id: string; updated: Date; lang: string }, notices: readonly Notice[], from: (notice: Notice) => string): string {
	const entries = notices.map(
		(notice) => `	<entry>
		<id>urn:uuid:${notice.id}</id>
		<title>${escape(notice.title)}</title>
		<link rel="alternate" type="text/html" href="${escape(`${feed.origin}/notices/${notice.id}`)}"/>
		<published>${notice.publishFrom.toISOString()}</published>
		<updated>${(notice.updatedAt > notice.publishFrom ? notice.updatedAt : notice.publishFrom).toISOString()}</updated>
		<author><name>${escape(from(notice))}</name></author>
		<category term="${notice.category}"/>
		<content type="text">${escape(plainWords(notice.body))}</content>
	</entry>
`
	);
	return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.lang}">
	<id>urn:uuid:${feed.id}</id>
	<title>${escape(feed.title)}</title>
	<link rel="self" type="application/atom+xml" href="${escape(`${feed.origin}/feeds/notices.xml`)}"/>
	<link rel="alternate" type="text/html" href="${escape(`${feed.origin}/notices`)}"/>
	<updated>${feed.updated.toISOString()}</updated>
${entries.join('')}</feed>
`;
}
