/** Addresses of views: the state of a page lives in its address. */

/**
 * The address of this same view with some parameters changed; null takes one away.
 * `withQuery(url, { senior: '1' })` -> "/services?q=%E4%BF%AE&senior=1"
 */
export function withQuery(url: Pick<URL, 'pathname' | 'search'>, changes: Record<string, string | number | null | undefined>): string {
	const query = new URLSearchParams(url.search);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === undefined || value === '') query.delete(name);
		else query.set(name, String(value));
	}
	const text = query.toString();
	return text ? `${url.pathname}?${text}` : url.pathname;
}
