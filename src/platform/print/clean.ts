/** What must not reach paper: control characters, and marks that turn the direction of the text around them. */
const UNPRINTABLE = /(?![\t\n])\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** A plain text as it may be printed: CR LF becomes LF, half surrogate pairs become U+FFFD, control and bidi characters go. */
export function cleanText(text: string): string {
	return text.replace(/\r\n?/g, '\n').replace(UNPRINTABLE, '').toWellFormed();
}

/**
 * The data of a template as the JSON text that Typst reads. Every string goes through {@link cleanText};
 * `undefined` becomes `null`, so that a template sees each named field. Typst parses this as data, never as source.
 */
export function dataAsJson(data: unknown): string {
	return JSON.stringify(data, (_key, value: unknown) => {
		if (typeof value === 'string') return cleanText(value);
		if (typeof value === 'number' && !Number.isFinite(value)) return null;
		return value === undefined ? null : value;
	});
}
