import { expect, test } from '@playwright/test';

const HERE = { longitude: 103.61234567, latitude: 26.21234567 };

test('services near one’s own position: only some hundred metres of it leave the phone; without script there is no button', async ({ browser, baseURL, javaScriptEnabled }) => {
	const context = await browser.newContext({ baseURL, javaScriptEnabled, locale: 'zh-CN', geolocation: HERE, permissions: ['geolocation'], viewport: { width: 390, height: 844 } });
	const page = await context.newPage();
	const asked: string[] = [];
	page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
	await page.goto('/services');
	const button = page.getByRole('button', { name: '用我现在的位置' });
	if (javaScriptEnabled === false) {
		await expect(button).toBeHidden();
		return context.close();
	}
	await button.click();
	await expect(page).toHaveURL(/lon=103\.612&lat=26\.212/);
	await expect(page.getByText('按离您现在的位置远近排')).toBeVisible();
	await expect(page.locator('.entries > li').first()).toBeVisible();
	expect(asked.filter((each) => /\d\.\d{4,}/.test(each))).toEqual([]);

	// It is kept through other searches until it is dropped, and nowhere else.
	await page.locator('input[name=q]').fill('理发');
	await page.getByRole('button', { name: '查找' }).click();
	await expect(page).toHaveURL(/q=.*lon=103\.612/);
	await page.getByRole('link', { name: '不按位置' }).click();
	await expect(page).not.toHaveURL(/lon=/);
	expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
	expect((await context.cookies()).map(({ value }) => value).join()).not.toContain('103.6');
	await context.close();
});

test('who refuses to tell the position is told what to do instead', async ({ browser, baseURL, javaScriptEnabled }) => {
	test.skip(javaScriptEnabled === false, 'there is no button');
	const page = await (await browser.newContext({ baseURL, locale: 'zh-CN', permissions: [] })).newPage();
	await page.goto('/services');
	await page.getByRole('button', { name: '用我现在的位置' }).click();
	await expect(page.getByText('没取到位置。')).toBeVisible();
	await page.context().close();
});
