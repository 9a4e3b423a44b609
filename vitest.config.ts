import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

/*
 * Four projects. `unit`: everything that runs in Node, against a real PostgreSQL where it wants one.
 * `components`: what renders Svelte, through the product's own build plug-in. `product`: asks a running demonstration over HTTP.
 * `crash`: kills the product; alone, and last.
 * What runs in a browser is Playwright's (playwright.config.ts).
 */
const shared = {
	env: { BAIYUN_MASTER_KEY: 'ba1'.padEnd(64, '0'), TZ: 'UTC' },
	testTimeout: 20_000,
	hookTimeout: 60_000
};

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					...shared,
					name: 'unit',
					include: ['src/**/*.test.ts', 'tests/{architecture,load,support}/**/*.test.ts', 'tools/**/*.test.ts'],
					exclude: ['src/**/*.svelte.test.ts'],
					globalSetup: ['tests/support/database-server.ts'],
					// Reading the product anew for each file took half of the time. What a file changes in a module it puts back.
					isolate: false,
					sequence: { groupOrder: 0 }
				}
			},
			{
				plugins: [sveltekit()],
				test: { ...shared, name: 'components', include: ['src/**/*.svelte.test.ts'], sequence: { groupOrder: 0 } }
			},
			{
				test: { ...shared, name: 'product', include: ['tests/product/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 240_000, globalSetup: ['tests/support/demo-product.ts'], sequence: { groupOrder: 1 } }
			},
			{
				test: { ...shared, name: 'crash', include: ['tests/crash/**/*.test.ts'], testTimeout: 120_000, fileParallelism: false, sequence: { groupOrder: 2 } }
			}
		]
	}
});
