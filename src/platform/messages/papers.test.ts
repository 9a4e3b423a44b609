import { expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from './error-words.ts';
import { platformMessages } from './index.ts';

const platform = join(import.meta.dirname, '..');
/** The union type that names a room's problems, read from its source: a new problem without words fails here. */
const problems = (room: string, type: string) =>
	[...new RegExp(`type ${type} = ([^;]+);`).exec(readFileSync(join(platform, room, 'errors.ts'), 'utf8'))![1]!.matchAll(/'(\w+)'/g)].map((m) => `${room}.${m[1]}`);

test('each problem of a file, a table, paper or a map has words in both languages that say what to do', () => {
	const codes = [...problems('files', 'FileProblem'), ...problems('sheets', 'SheetProblem'), 'print.failed', 'geo.invalid'];
	expect(codes.length).toBeGreaterThan(15);
	for (const locale of ['zh', 'en'] as const) {
		for (const code of codes) {
			const words = errorText(code, { most: 25, rows: 3, more: 4, what: 'rows', problem: 'ring' }, locale, [platformMessages]);
			expect(words?.todo, `${locale} ${code}`).toBeTruthy();
			expect(words!.what).not.toMatch(/undefined|\bnull\b/);
		}
	}
});

test('the rooms of papers throw no other codes', () => {
	for (const room of ['print', 'geo']) {
		for (const file of readdirSync(join(platform, room)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
			for (const [, code] of readFileSync(join(platform, room, file), 'utf8').matchAll(/AppError\('([\w.]+)'/g)) expect(['print.failed', 'geo.invalid']).toContain(code);
		}
	}
});
