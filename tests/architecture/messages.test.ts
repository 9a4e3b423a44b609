import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { issueText, problemText } from '#app/problems.ts';
import { locales } from '#platform/i18n.ts';

/** A message set: `zh` is the shape, `en` has the same. */
interface Set {
	name: string;
	zh: unknown;
	en: unknown;
}

async function sets(): Promise<Set[]> {
	const found: Set[] = [];
	for (const file of globSync('src/**/messages/*.ts', { exclude: ['**/*.test.ts'] }).sort()) {
		const words = (await import(resolve(file))) as Record<string, unknown>;
		for (const [name, value] of Object.entries(words)) if (typeof value === 'object' && value !== null && 'zh' in value && 'en' in value) found.push({ name: `${file} ${name}`, ...(value as { zh: unknown; en: unknown }) });
	}
	return found;
}

/** Every place of a set, with what stands there: text, or the source of what makes it. */
function leaves(value: unknown, at = ''): Map<string, string> {
	if (typeof value === 'string') return new Map([[at, value]]);
	if (typeof value === 'function') return new Map([[`${at}()`, String(value)]]);
	if (typeof value !== 'object' || value === null) return new Map([[at, '']]);
	return new Map(Object.entries(value).flatMap(([name, part]) => [...leaves(part, at ? `${at}.${name}` : name)]));
}

/**
 * Chinese that belongs into an English text: what a person must recognise on a form or a door, in quotation marks or
 * brackets. Hints show what to type, which is Chinese, but say so in English.
 */
const CHINESE_IN_ENGLISH = /“[^”]*”|"[^"]*"|\([^)]*\)|（[^）]*）/g;

/** The name of a language in itself, words to search with, and what is written for the desk. */
const ON_PURPOSE = ['frame.otherLanguage', 'my.zh', 'front.mealsWords', 'errorReport.text()'];

describe('words', async () => {
	const all = await sets();

	test('there are the sets that we know of', () => {
		expect(all.length).toBeGreaterThan(8);
		// Every zh file has its en beside it.
		for (const file of globSync('src/**/{messages/,}*zh.ts')) expect(globSync(file.replace(/zh\.ts$/, 'en.ts')), file).toHaveLength(1);
	});

	test.each(all)('$name says the same things in both languages', ({ zh, en }) => {
		const [inZh, inEn] = [leaves(zh), leaves(en)];
		// What is a sentence in one language may be made from params in the other.
		const names = (found: Map<string, string>) => [...new Set([...found.keys()].map((name) => name.replace(/\(\)$|\.(what|kept|todo)$/g, '')))].sort();
		expect(names(inEn)).toEqual(names(inZh));
		// Empty here and said there is a gap.
		for (const [name, text] of inZh) if (inEn.has(name)) expect(inEn.get(name) === '', name).toBe(text === '');
	});

	test.each(all)('$name has no Chinese in English', ({ en }) => {
		const chinese = [...leaves(en)].filter(([name, text]) => !/Hint(\(\))?$/.test(name) && !ON_PURPOSE.includes(name) && /\p{Script=Han}|[，。；：？！、]/u.test(text.replace(CHINESE_IN_ENGLISH, '')));
		expect(chinese).toEqual([]);
		const hints = [...leaves(en)].filter(([name, text]) => name.endsWith('Hint') && /\p{Script=Han}/u.test(text) && !/[A-Za-z]{2,}/.test(text));
		expect(hints).toEqual([]);
	});
});

describe('coded errors', () => {
	const codes = codesIn(globSync('src/**/*.ts', { exclude: (path) => /\.test\.ts$|\.testing\.ts$|\/messages\//.test(path) }));

	test('are found in the sources', () => {
		expect(codes.size).toBeGreaterThan(80);
		for (const code of ['platform.tooMany', 'requests.textMissing', 'requests.refused_only_owner', 'files.heic', 'sheets.tooLarge', 'directory.notAPhone']) expect(codes.keys().toArray(), code).toContain(code);
	});

	test.each(locales)('each has words in %s', (locale) => {
		const unsaid: string[] = [];
		for (const [code, where] of codes) {
			// These two are what is said of a code that has no words.
			if (code === 'platform.notValid' || code === 'platform.unexpected') continue;
			const said = problemText({ code, params: {} }, locale).what !== problemText({ code: 'nobody.knows' }, locale).what || issueText({ path: 'x', code }, locale) !== issueText({ path: 'x', code: 'nobody.knows' }, locale);
			if (!said) unsaid.push(`${code} (${where})`);
		}
		expect(unsaid).toEqual([]);
	});
});

/**
 * Every code that these files can throw, with where: the first argument of AppError and of the functions that make one, the
 * `code` of a field's issue, and the message of a Valibot check. A template (`requests.refused_${refusal}`) stands for every
 * member of its parts' types, which is why the compiler is asked.
 */
function codesIn(files: string[]): Map<string, string> {
	const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as { config: { compilerOptions?: object } };
	const { options } = ts.parseJsonConfigFileContent({ ...config, files, include: [] }, ts.sys, process.cwd());
	const program = ts.createProgram(files, { ...options, noEmit: true, skipLibCheck: true });
	const checker = program.getTypeChecker();
	const found = new Map<string, string>();
	const SHAPE = /^[a-z]+\.[A-Za-z]\w*$/;

	const literals = (type: ts.Type): string[] => (type.isUnion() ? type.types.flatMap(literals) : type.isStringLiteral() ? [type.value] : []);
	const textsOf = (node: ts.Expression): string[] => {
		if (ts.isStringLiteralLike(node)) return [node.text];
		if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
		if (ts.isTemplateExpression(node)) return node.templateSpans.reduce((heads, span) => heads.flatMap((head) => literals(checker.getTypeAtLocation(span.expression)).map((part) => head + part + span.literal.text)), [node.head.text]);
		return [];
	};
	const note = (node: ts.Expression | undefined, source: ts.SourceFile) => {
		for (const text of node ? textsOf(node) : []) if (SHAPE.test(text) && !found.has(text)) found.set(text, `${source.fileName.replace(`${process.cwd()}/`, '')}:${source.getLineAndCharacterOfPosition(node!.getStart()).line + 1}`);
	};
	for (const source of program.getSourceFiles()) {
		if (!files.some((file) => source.fileName.endsWith(file))) continue;
		const visit = (node: ts.Node): void => {
			if (ts.isNewExpression(node) && node.expression.getText() === 'AppError') note(node.arguments?.[0], source);
			else if (ts.isCallExpression(node)) {
				const callee = node.expression.getText();
				if (callee === 'conflict') note(node.arguments[0], source);
				else if (/^v\.\w+$/.test(callee)) for (const argument of node.arguments) note(argument, source);
			} else if (ts.isPropertyAssignment(node) && node.name.getText() === 'code' && ts.isObjectLiteralExpression(node.parent) && node.parent.properties.some((each) => each.name?.getText() === 'path')) note(node.initializer, source);
			ts.forEachChild(node, visit);
		};
		visit(source);
	}
	return found;
}
