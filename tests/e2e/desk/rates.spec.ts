import { expect, test, type Page } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

test.use({ viewport: { width: 1280, height: 900 } });

/** Rows of a list over all of its pages. */
async function countRows(page: Page): Promise<number> {
	let rows = 0;
	for (let pages = 0; pages < 40; pages++) {
		rows += await page.locator('tbody tr').count();
		const older = page.getByRole('link', { name: '更早的' });
		if (!(await older.isVisible())) return rows;
		const at = page.url();
		await older.click();
		await expect(page).not.toHaveURL(at);
	}
	return rows;
}

test('every figure of a rate opens to exactly the cases that make it up', async ({ page }) => {
	test.setTimeout(90_000);
	const rates = '/desk/requests/rates?period=year';
	await signInStaff(page, 'zhoulan', rates);
	const links = page.getByRole('region', { name: '解决率' }).locator('dd a');
	const figures = () => links.evaluateAll((all) => all.map((link) => ({ href: (link as HTMLAnchorElement).href, count: Number(link.textContent) })));
	const parts = (await figures()).map(({ href }) => href);
	expect(parts.length).toBeGreaterThan(2);
	for (const part of parts) {
		// Other tests tell needs at the same time: a figure and its list are compared from one moment to the next, until nobody came between.
		await expect(async () => {
			await page.goto(rates);
			const figure = (await figures()).find(({ href }) => href === part);
			await page.goto(part);
			expect(await countRows(page), part).toBe(figure?.count ?? 0);
		}).toPass({ timeout: 25_000 });
	}
});

test('a period of one’s own, a community and one’s own queue stand in the address; the figures go out as Excel', async ({ page }) => {
	await signInStaff(page, 'zhangwei', '/desk/requests/rates');
	await page.getByLabel('从', { exact: true }).fill('2026-01-01');
	await page.getByLabel('只看我承办的').check();
	await page.getByRole('button', { name: '查看' }).click();
	await expect(page).toHaveURL(/from=2026-01-01.*mine=on/);
	await expect(page.getByLabel('只看我承办的')).toBeChecked();
	// There is no way to ask for somebody else's queue.
	expect(await page.locator('select[name=owner], input[name=owner]').count()).toBe(0);
	const book = await page.request.get((await page.getByRole('link', { name: '导出' }).getAttribute('href'))!);
	expect(book.status()).toBe(200);
	expect((await book.body()).subarray(0, 2).toString()).toBe('PK');
});

test('a list goes out as it is seen, for those who may take lists out', async ({ page }) => {
	await signInStaff(page, 'zhoulan', '/desk/requests?queue=all');
	const book = await page.request.get('/desk/requests/export.xlsx?queue=all&urgency=urgent');
	expect(book.headers()['content-type']).toContain('spreadsheetml');
	expect((await book.body()).subarray(0, 2).toString()).toBe('PK');
	await page.context().clearCookies();
	await signInStaff(page, 'zhangwei', '/desk/requests?queue=all');
	expect((await page.request.get('/desk/requests/export.xlsx?queue=all')).status()).toBe(403);
});
