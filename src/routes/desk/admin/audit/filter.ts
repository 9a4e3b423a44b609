/** What the address asks of the log; the page and its export read it alike. */
export const filterOf = (url: URL, zone: string) => ({
	from: url.searchParams.get('from') ?? '',
	to: url.searchParams.get('to') ?? '',
	who: url.searchParams.get('who') ?? '',
	action: url.searchParams.get('action') ?? '',
	subject: url.searchParams.get('subject') ?? '',
	zone
});
