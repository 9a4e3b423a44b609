import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

test('the front page is small: HTML under 15 kB gzipped, one style sheet under 20 kB gzipped, no script', async ({ request, baseURL }) => {
	const answer = await request.get('/');
	const html = await answer.text();
	expect(gzipSync(html).length).toBeLessThan(15_000);
	expect(html).not.toMatch(/<script/);
	const sheets = [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]*>/g)].map(([tag]) => /href="([^"]+)"/.exec(tag)![1]!);
	// The development server writes the styles into the page instead.
	test.skip(sheets.length === 0 && /<style/.test(html), 'not a built product');
	expect(sheets).toHaveLength(1);
	const css = await (await request.get(new URL(sheets[0]!, baseURL!).href)).body();
	expect(gzipSync(css[0] === 0x1f ? gunzipSync(css) : css).length).toBeLessThan(20_000);
});

test('no tile and no link of the front page is dead', async ({ page, request }) => {
	await page.goto('/');
	const hrefs = await page.locator('a[href^="/"]').evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')!))]);
	expect(hrefs.length).toBeGreaterThan(15);
	for (const href of hrefs) expect((await request.get(href)).status(), href).toBeLessThan(400);
});

test('长辈版 is one tap away, on every page, and is remembered', async ({ page }) => {
	await page.goto('/');
	await page.getByRole('link', { name: '长辈版' }).click();
	await expect(page.locator('html')).toHaveAttribute('data-mode', 'senior');
	for (const path of ['/', '/tell', '/notices', '/about', '/follow', '/how-we-do', '/report-error', '/nowhere']) {
		await page.goto(path);
		await expect(page.locator('html')).toHaveAttribute('data-mode', 'senior');
		await expect(page.getByRole('link', { name: '标准版' })).toBeVisible();
	}
	const size = await page.locator('main p').first().evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
	expect(size).toBeGreaterThanOrEqual(20);
	const tiles = await page.goto('/').then(() => page.locator('.tile').count());
	expect(tiles).toBeGreaterThanOrEqual(4);
	expect(tiles).toBeLessThanOrEqual(6);
});

test('the other language is one tap away and is remembered', async ({ page }) => {
	await page.goto('/notices');
	await page.getByRole('link', { name: 'English' }).click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await page.goto('/tell');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('What do you need?');
});
