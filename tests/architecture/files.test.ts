import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Every tracked file that is text, with what stands in it. */
const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
	.split('\0')
	.filter((path) => path && existsSync(path) && statSync(path).size < 2_000_000)
	.map((path) => ({ path, text: readFileSync(path, 'latin1') }))
	.filter(({ text }) => !text.includes('\0'))
	.map(({ path, text }) => ({ path, text: Buffer.from(text, 'latin1').toString('utf8') }));

test('the files are found', () => {
	expect(files.length).toBeGreaterThan(500);
	expect(files.map(({ path }) => path)).toContain('package-lock.json');
});

/** Written in halves, because this file is looked at too. */
const word = (...halves: string[]) => halves.join('');
const REGISTRIES = [word('registry.np', 'mjs'), word('np', 'mjs.org'), word('registry.ya', 'rnpkg'), word('np', 'mmirror'), word('registry.np', 'm.taobao'), word('arti', 'factory'), word('jf', 'rog.io'), word('/repository/', 'npm'), word('verda', 'ccio'), word('npm.pkg.git', 'hub'), word('un', 'pkg.com'), word('js', 'delivr'), word('py', 'pi.org')];
const TELEMETRY = [word('google-', 'analytics'), word('googletag', 'manager'), word('hm.ba', 'idu.com'), word('sen', 'try.io'), word('seg', 'ment.io'), word('post', 'hog'), word('mix', 'panel'), word('umeng', '.com'), word('datadog', 'hq'), word('telemetry', '.'), word('bug', 'snag')];

test.each([
	['no package registry', REGISTRIES],
	['no telemetry', TELEMETRY]
])('%s is named in a tracked file', (_, words) => {
	expect(files.flatMap(({ path, text }) => words.filter((each) => text.toLowerCase().includes(each)).map((each) => `${path}: ${each}`))).toEqual([]);
});

test('the lock file says which versions, not from where', () => {
	const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, { resolved?: string }> };
	expect(Object.entries(lock.packages).flatMap(([name, { resolved }]) => (resolved && /^[a-z+]+:\/\//.test(resolved) ? [`${name}: ${new URL(resolved).host}`] : []))).toEqual([]);
	expect(readFileSync('.npmrc', 'utf8')).not.toMatch(/^\s*(@[\w-]+:)?registry\s*=/m);
});

test('versions are pinned exactly', () => {
	const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
	expect(Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

/** Hosts that the product's own files may name, and what for. Nothing is fetched from any of them. */
const HOSTS: Record<string, string> = {
	'www.w3.org': 'names of XML vocabularies',
	'schemas.microsoft.com': 'names of XML in workbooks',
	'schemas.openxmlformats.org': 'names of XML vocabularies of spreadsheets',
	'raw.githubusercontent.com': 'the address by which HSDS names its profile, a field of its answers',
	'docs.openreferral.org': 'the address by which HSDS names its profile',
	'github.com': 'the source of a standard, in a comment',
	'lucide.dev': 'where the icons come from, in a comment: their licence asks for it',
	'beian.miit.gov.cn': 'the link that the law wants at the foot of a site (ICP)',
	'beian.mps.gov.cn': 'the link that the law wants at the foot of a site (public security)'
};
/** RFC 2606 and 6761: names that are nobody's. */
const NOBODY = /(^|\.)(example(\.(com|org|net))?|invalid|test|localhost)$|^(127\.0\.0\.1|localhost|x|a|b|h)$/;

test('the product names no outside host but those with a reason', () => {
	const named = files
		.filter(({ path }) => /^(src|static|tools|deploy|db)\//.test(path))
		.flatMap(({ path, text }) => [...text.matchAll(/\b(?:https?|wss?):\/\/([a-z0-9][a-z0-9.-]*)/gi)].map(([, host]) => ({ path, host: host!.toLowerCase().replace(/\.$/, '') })));
	expect(named.length).toBeGreaterThan(5);
	expect(named.filter(({ host }) => !NOBODY.test(host) && !(host in HOSTS))).toEqual([]);
});

describe('documents', () => {
	const documents = files.filter(({ path }) => path.endsWith('.md'));
	/** As GitHub makes it from a heading. */
	const anchor = (heading: string) => heading.toLowerCase().replace(/[`*_]/g, '').replace(/[^\p{L}\p{N}\s-]/gu, '').trim().replace(/\s/g, '-');
	const anchorsOf = (text: string) => new Set([...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, heading]) => anchor(heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'))));

	test('there are some', () => expect(documents.length).toBeGreaterThan(10));

	test.each(documents.map(({ path, text }) => [path, text] as const))('%s leads where it says', (path, text) => {
		const prose = text.replace(/```[\s\S]*?```/g, '').replace(/`[^`]*`/g, '');
		const broken: string[] = [];
		for (const [, target] of prose.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)) {
			if (/^[a-z]+:/i.test(target!)) continue;
			const [file, hash] = target!.split('#') as [string, string?];
			const goal = file === '' ? path : join(file.startsWith('/') ? '.' : dirname(path), decodeURIComponent(file));
			if (!existsSync(goal)) broken.push(`${target}: no such file`);
			else if (hash && goal.endsWith('.md') && !anchorsOf(readFileSync(goal, 'utf8')).has(hash)) broken.push(`${target}: no such heading`);
		}
		expect(broken).toEqual([]);
	});

	test.each(documents.map(({ path, text }) => [path, text] as const))('%s names files and commands that are there', (path, text) => {
		const gone: string[] = [];
		for (const [, named] of text.matchAll(/`((?:src|tests|docs|tools|deploy|db|static)\/[\w./()[\]-]+\.\w+)(?::\d+)?`/g)) if (!existsSync(named!) && !existsSync(join(dirname(path), named!))) gone.push(named!);
		const scripts = Object.keys((JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object }).scripts);
		for (const [, script] of text.matchAll(/npm run (?:-s )?([\w:-]+)/g)) if (!scripts.includes(script!)) gone.push(`npm run ${script}`);
		const commands = [...readFileSync('src/app/cli.ts', 'utf8').matchAll(/^\t(\w+): \{ summary/gm)].map(([, name]) => name);
		for (const [, command] of text.matchAll(/(?:npm run (?:-s )?baiyun -- |`baiyun )([a-z]\w*)/g)) if (!commands.includes(command)) gone.push(`baiyun ${command}`);
		expect(gone).toEqual([]);
	});
});
