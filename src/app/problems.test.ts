import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { locales } from '#platform/i18n.ts';
import { platformMessages } from '#platform/messages/index.ts';
import { issueText, problemText } from './problems.ts';

/** Codes of the platform's own that the sources name in AppErrors and field issues. */
const named = new Set(
	globSync('src/platform/**/*.ts', { exclude: (path) => path.includes('.test.') || path.includes('messages') })
		.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/(?:AppError|conflict|code:)\(?\s*'(platform\.\w+)'/g)])
		.map((found) => found[1]!)
);

it('says every code of the platform in both languages', () => {
	expect(named.size).toBeGreaterThan(4);
	for (const locale of locales) for (const code of named) expect(platformMessages[locale].errors[code], `${locale} ${code}`).toBeDefined();
	expect(Object.keys(platformMessages.en.errors)).toEqual(Object.keys(platformMessages.zh.errors));
});

it('fills the blanks, and says the least that is true of a code that nobody knows', () => {
	expect(problemText({ code: 'platform.tooMany', params: { retryAfterSeconds: 150 } }, 'zh').todo).toContain('3 分钟');
	expect(problemText({ code: 'nobody.knows' }, 'en')).toEqual(problemText({ code: 'platform.unexpected' }, 'en'));
	expect(issueText({ path: 'x', code: 'nobody.knows' }, 'zh')).toBe(issueText({ path: 'x', code: 'platform.notValid' }, 'zh'));
});
