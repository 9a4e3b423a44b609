import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test('the front page is Chinese, loads no script and asks no other host', async ({ page, baseURL }) => {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	const answer = await page.goto('/');
	expect(answer?.status()).toBe(200);
	await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	expect(asked.filter((url) => !url.startsWith(`${baseURL}/`))).toEqual([]);
	expect(await page.locator('script[src], script[type=module]').count()).toBe(0);
});

test('Chinese characters are drawn, not boxes', async ({ page }) => {
	await page.setContent('<span style="font:40px sans-serif">白</span><br><span style="font:40px sans-serif">云</span>');
	const [white, cloud] = await Promise.all([page.locator('span').nth(0).screenshot(), page.locator('span').nth(1).screenshot()]);
	// Two characters that a font lacks would both be the same empty box.
	expect(white.equals(cloud)).toBe(false);
});

test('the front page has no accessibility violation that axe finds', async ({ page, javaScriptEnabled }) => {
	test.skip(javaScriptEnabled === false, 'axe runs in the page');
	await page.goto('/');
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
});
