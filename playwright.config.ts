import { defineConfig } from '@playwright/test';
import { quietFlags } from './tests/e2e/support/chromium.ts';

/*
 * Everything in a real browser, twice: with script and without. `*.js.spec.ts` needs script (the desk), the others
 * run in both. A phone's width unless a test says otherwise.
 */
export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/e2e',
	globalSetup: './tests/e2e/support/global-setup.ts',
	workers: 2,
	forbidOnly: !!process.env.CI,
	// All tests share one demonstration, two at a time; one that another came between gets a second chance and is listed as flaky.
	retries: process.env.CI ? 1 : 0,
	timeout: 30_000,
	expect: { timeout: 7_000 },
	reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
	use: {
		baseURL: process.env.E2E_ORIGIN,
		// As if each worker sat in an office of its own: the product counts sign-ins by address.
		extraHTTPHeaders: { 'x-test-address': `10.1.${process.env.TEST_WORKER_INDEX ?? 0}.1` },
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		viewport: { width: 390, height: 844 },
		screenshot: 'only-on-failure',
		trace: 'retain-on-failure',
		launchOptions: { executablePath: process.env.E2E_CHROMIUM, args: quietFlags }
	},
	projects: [
		{ name: 'js', use: { javaScriptEnabled: true } },
		{ name: 'no-js', testIgnore: '**/*.js.spec.ts', use: { javaScriptEnabled: false } }
	]
});
