import { expect } from 'vitest';

/** Shown anywhere as it is, this would be an element of ours; `MARK` finds it. */
export const MARKUP = `"'></textarea></script></title><b id=hostile><img src=x onerror=alert(1)><script>alert(1)</script>`;
export const MARK = /<b id=hostile|<img src=x|<script>alert/i;

/** Text that has broken something somewhere. */
export const hostileTexts: readonly [string, string][] = [
	['SQL quotes', `x'; DROP TABLE requests.request; --`],
	['SQL in dollars', `$$; CALL pg_sleep(9); $$ \\' OR '1'='1`],
	['markup', MARKUP],
	['NUL', 'a\0b'],
	['control characters', '\u0001\u0007\u001b[31m\u007f\u0085\u2028\ufffe'],
	['half a surrogate pair', '\ud83d'],
	['right to left', '\u202eabc\u2066'],
	['a path', '../../../../etc/passwd'],
	['a path in percent signs', '..%2f..%2f%00'],
	['line breaks of a header', 'x\r\nSet-Cookie: hostile=1\r\n\r\n<script>'],
	['a prototype', '__proto__'],
	['an inherited name', 'constructor'],
	['a template', '${7*7}{{7*7}}#{7*7}<%= 7*7 %>'],
	['a formula', '=HYPERLINK("http://example.invalid","x")'],
	['a number too large', '9'.repeat(400)],
	['no number', 'NaN'],
	['a negative', '-1'],
	['wild cards', '%_\\%'],
	['a tsquery', `a & ! ( | :* <-> '`],
	['a regular expression', '(a+)+$('],
	['combining marks without end', `a${'\u0301'.repeat(3000)}`],
	['long', '长'.repeat(20_000)]
];

/** JSON that is not what was asked for. */
export const hostileJson: readonly [string, unknown][] = [
	...hostileTexts,
	['null', null],
	['a list', ['a', 'b']],
	['a list of lists', [[[[]]]]],
	['an object', { a: 1 }],
	['a prototype as a key', JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}')],
	['true', true],
	['zero', 0],
	['a large number', 1e308],
	['more than an integer of the database', 2 ** 31],
	['more than a bigint of the database', 2 ** 70],
	['a fraction', 0.1],
	['an operator', { $ne: null, $gt: '' }]
];

/** Traces of our inside: stack frames, files, SQL and the words of PostgreSQL, drivers and decoders. */
const INSIDE = /\bat [\w.<>[\] ]+ \(\S+:\d+:\d+\)|node_modules|file:\/\/|\.ts:\d+|\b(?:select|from|update) "[a-z]|insert into|syntax error|invalid byte sequence|violates|duplicate key|out of range for type|relation "|column "|Kysely|PostgreSQL \d|VipsJpeg|VALIBOT/i;

/**
 * The product kept calm: no 5xx, no trace of its inside, no element of theirs in a page of ours, and a refusal has a code.
 * @returns the answer's text
 */
export async function expectCalm(answer: Response, what: string): Promise<string> {
	const text = await answer.text();
	expect(answer.status, `${what}: ${text.slice(0, 300)}`).toBeLessThan(500);
	expect(INSIDE.exec(text)?.[0], `${what} tells of our inside`).toBeUndefined();
	expect(answer.headers.get('set-cookie') ?? '', what).not.toMatch(/hostile/);
	const type = answer.headers.get('content-type') ?? '';
	if (type.includes('html')) expect(MARK.exec(text)?.[0], `${what} comes back as markup`).toBeUndefined();
	if (answer.status >= 400 && type.includes('json')) {
		const body = JSON.parse(text) as { error?: { code?: string }; code?: string };
		expect(body.error?.code ?? body.code, `${what}: ${text.slice(0, 200)}`).toMatch(/^[a-z]+\.\w+$/);
	}
	return text;
}
