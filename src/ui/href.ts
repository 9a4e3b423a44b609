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

/**
 * Where a form of this view goes: to the named action, with the view's own parameters, so that a refusal finds the same
 * view again. `actionHref(url, 'handle')` -> "?term=care&/handle"
 */
export function actionHref(url: Pick<URL, 'search'>, action: string): string {
	const query = new URLSearchParams(url.search);
	// The action of the form before stands in the address of its answer.
	for (const name of new URLSearchParams(url.search).keys()) if (name.startsWith('/')) query.delete(name);
	const text = query.toString();
	return `?${text ? `${text}&` : ''}/${action}`;
}
