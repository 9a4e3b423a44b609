import { expect, it } from 'vitest';
import { atomFeed } from './notices.feed.ts';

it('escapes what would break the feed, and leaves out what XML does not know', () => {
	const at = new Date('2026-03-12T00:00:00Z');
	const notice = { id: 'n', communityId: null, category: 'notice' as const, title: 'A & B <script>', body: 'x\u0000\u000by ]]> "z"', attachments: [], pinned: false, publishFrom: at, publishUntil: null, retiredAt: null, updatedAt: at, updatedBy: '', version: 1 };
	const xml = atomFeed({ origin: 'https://site.example', title: '通知', id: 's', lang: 'zh-CN', updated: at }, [notice], () => '红云"社区');
	expect(xml).toContain('<title>A &amp; B &lt;script&gt;</title>');
	expect(xml).toContain('xy ]]&gt; &quot;z&quot;');
	expect(xml).toContain('<name>红云&quot;社区</name>');
	// eslint-disable-next-line no-control-regex
	expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c]/);
});
