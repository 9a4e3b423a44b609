import type { Samples } from './samples.ts';

/** What SiteHeader and SiteFooter need on the style page. */
export function frame(t: Samples, locale: 'zh' | 'en', senior: boolean, view: string) {
	const here = (query: string) => `/style?view=${view}&${query}`;
	return {
		head: {
			name: t.site.name,
			place: t.site.place,
			skipLabel: t.site.skip,
			senior: { href: here(`senior=${senior ? 0 : 1}`), label: senior ? t.site.standard : t.site.senior },
			language: { href: here(`lang=${locale === 'zh' ? 'en' : 'zh'}`), to: locale === 'zh' ? ('en' as const) : ('zh' as const), label: t.site.otherLanguage },
			me: { label: t.site.me, href: '#me' }
		},
		nav: { label: t.site.nav, items: t.site.pages.map((label, i) => ({ label, href: `#${i}`, current: i === 1 })) },
		foot: {
			label: t.site.footer,
			links: t.site.footerLinks.map((label) => ({ label, href: '#foot' })),
			items: t.site.legal.map(([label, value]) => ({ label: label ?? '', value })),
			colon: locale === 'zh' ? '：' : ': '
		}
	};
}
