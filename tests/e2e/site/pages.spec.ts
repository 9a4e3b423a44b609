import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const PAGES = ['/', '/tell', '/follow', '/notices', '/how-we-do', '/about', '/privacy', '/accessibility', '/report-error', '/nowhere'];

for (const mode of ['standard', 'senior'] as const) {
	test(`${mode}: no accessibility violation that axe finds`, async ({ page, javaScriptEnabled }) => {
		test.skip(javaScriptEnabled === false, 'axe runs in the page');
		test.setTimeout(120_000);
		await page.goto(`/?senior=${mode === 'senior' ? 1 : 0}`);
		for (const path of PAGES) {
			await page.goto(path);
			const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
			expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
		}
	});

	for (const language of ['zh', 'en'])
		test(`${mode}, ${language}: nothing sticks out at 320 pixels`, async ({ page }) => {
			await page.setViewportSize({ width: 320, height: 700 });
			await page.goto(`/?senior=${mode === 'senior' ? 1 : 0}&lang=${language}`);
			for (const path of PAGES) {
				await page.goto(path);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
				expect(wide, path).toBe(0);
			}
		});
}

test('a word without an end sticks out nowhere', async ({ page, javaScriptEnabled }) => {
	test.skip(javaScriptEnabled === false, 'it is written into the page');
	await page.setViewportSize({ width: 320, height: 700 });
	await page.goto('/?senior=1');
	for (const path of ['/', '/notices', '/activities', '/services', '/follow', '/impact']) {
		await page.goto(path);
		const wider = await page.evaluate(() => {
			const found: string[] = [];
			const texts = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
			for (let text = texts.nextNode(); text; text = texts.nextNode()) {
				const within = text.parentElement!;
				// Dates, tags, buttons and the names of places to go are ours, and short.
				if (!text.textContent!.trim() || within.closest('time, .tag, .btn, nav, script, style')) continue;
				const before = text.textContent!;
				text.textContent = 'Donaudampfschifffahrtsgesellschaftskapitänsmütze';
				if (document.documentElement.scrollWidth > document.documentElement.clientWidth) found.push(before);
				text.textContent = before;
			}
			return found;
		});
		expect(wider, path).toEqual([]);
	}
});

test('an address that leads nowhere says so kindly, without script', async ({ page }) => {
	const answer = await page.goto('/nowhere');
	expect(answer!.status()).toBe(404);
	await expect(page.getByRole('heading', { level: 1, name: '没有这一页' })).toBeVisible();
	await expect(page.getByRole('link', { name: '回首页' })).toBeVisible();
	expect(await page.locator('script').count()).toBe(0);
});

test('a page of one’s own asks for a sign-in first', async ({ page }) => {
	await page.goto('/my');
	expect(new URL(page.url()).pathname).toBe('/sign-in');
});
