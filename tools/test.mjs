// npm test: everything that is checked before a change lands, in the order of what fails fastest. Arguments name
// steps to run alone (npm test -- types walls). The last line is "N passed, N failed".
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode } from './lib/node24.mjs';
import { ensurePackages } from './lib/packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
const results = join(root, 'test-results');

/** @typedef {{ passed: number, failed: number }} Count */

/** Runs one of the installed programs. @returns {Promise<boolean>} whether it ended well */
async function run(/** @type {string} */ packageName, /** @type {string} */ program, /** @type {string[]} */ ...args) {
	const home = join(root, 'node_modules', packageName);
	const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
	return node(join(home, typeof bin === 'string' ? bin : bin[program]), ...args);
}

/** Runs a JavaScript or TypeScript file on Node 24. @returns {Promise<boolean>} whether it ended well */
function node(/** @type {string[]} */ ...args) {
	const child = spawn(findNode(root), ['--disable-warning=ExperimentalWarning', ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, BAIYUN_ROOT: root, BAIYUN_TESTS_IN_MEMORY: '1' } });
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => child.kill(signal));
	return new Promise((resolve, reject) => child.on('error', reject).on('exit', (status) => resolve(status === 0)));
}

/** A step that either holds or does not. @returns {Count} */
const one = (/** @type {boolean} */ ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

/** Tests of Vitest projects, counted from its report; a run that fails beside its tests counts as one failure more. */
async function vitest(/** @type {string} */ name, /** @type {string[]} */ ...projects) {
	const file = join(results, `${name}.json`);
	const ok = await run('vitest', 'vitest', 'run', ...projects.map((project) => `--project=${project}`), '--reporter=default', '--reporter=json', `--outputFile.json=${file}`);
	return counted(ok, file, (report) => ({
		passed: report.numPassedTests,
		// A file that could not be loaded has no tests to fail.
		failed: report.numFailedTests + report.testResults.filter((/** @type {any} */ result) => result.status === 'failed' && result.assertionResults.length === 0).length
	}));
}

/** @returns {Count} */
function counted(/** @type {boolean} */ ok, /** @type {string} */ file, /** @type {(report: any) => Count} */ read) {
	let count = { passed: 0, failed: 0 };
	try {
		count = read(JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		// No report: the run ended before its first test, which `ok` tells.
	}
	return !ok && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** @type {Record<string, { title: string, run: () => Promise<Count> }>} */
const steps = {
	types: {
		title: 'Types (svelte-check)',
		run: async () => one((await run('@sveltejs/kit', 'svelte-kit', 'sync')) && (await run('svelte-check', 'svelte-check', '--tsconfig', './tsconfig.json', '--threshold', 'error')))
	},
	lint: { title: 'Lint (oxlint)', run: async () => one(await run('oxlint', 'oxlint', '--deny-warnings')) },
	walls: {
		title: 'Walls (dependency-cruiser, knip)',
		run: async () => {
			const imports = await run('dependency-cruiser', 'depcruise', '--config', '.dependency-cruiser.cjs', 'src');
			return one((await run('knip', 'knip')) && imports);
		}
	},
	unit: { title: 'Unit and integration tests (Vitest on PostgreSQL)', run: () => vitest('unit', 'unit', 'components') },
	build: { title: 'Build', run: async () => one(await node('src/app/build.ts')) },
	product: { title: 'On a running product (hostile input, the API as described, concurrency, back-up)', run: () => vitest('product', 'product') },
	e2e: {
		title: 'In a browser, with and without script (Playwright)',
		run: async () => {
			const ok = await run('@playwright/test', 'playwright', 'test');
			return counted(ok, join(results, 'e2e.json'), ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }));
		}
	},
	crash: { title: 'Crashes (kill -9 of application and database)', run: () => vitest('crash', 'crash') }
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length) {
	console.error(`No such step: ${unknown.join(', ')}. Steps: ${Object.keys(steps).join(', ')}`);
	process.exit(2);
}

const total = { passed: 0, failed: 0 };
try {
	await ensurePackages(root, { dev: true });
	rmSync(results, { recursive: true, force: true });
	mkdirSync(results, { recursive: true });
	const times = [];
	for (const [name, step] of Object.entries(steps)) {
		if (wanted.length && !wanted.includes(name)) continue;
		console.log(`\n━━ ${step.title}`);
		const began = Date.now();
		const { passed, failed } = await step.run();
		const seconds = ((Date.now() - began) / 1000).toFixed(1);
		times.push(`${failed ? '✗' : '✓'} ${name.padEnd(6)} ${seconds.padStart(6)} s  ${passed} passed${failed ? `, ${failed} failed` : ''}`);
		console.log(`━━ ${times.at(-1)}`);
		total.passed += passed;
		total.failed += failed;
	}
	console.log(`\n${times.join('\n')}`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	total.failed += 1;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
