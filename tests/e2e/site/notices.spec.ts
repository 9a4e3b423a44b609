import { expect, test } from '@playwright/test';

test('a notice is found by community, read, and printed', async ({ page, request }) => {
	await page.goto('/notices');
	await page.getByRole('navigation', { name: '按社区看' }).getByRole('link').nth(1).click();
	await page.locator('.news a').first().click();
	await expect(page.locator('article h1')).toBeVisible();
	const href = await page.getByRole('link', { name: '打印（A4）' }).getAttribute('href');
	const paper = await request.get(href!);
	expect(paper.headers()['content-type']).toBe('application/pdf');
	expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('words find notices, and what finds nothing says so', async ({ page }) => {
	await page.goto('/notices');
	await page.getByRole('searchbox').fill('停水');
	await page.getByRole('button', { name: '找', exact: true }).click();
	await expect(page.locator('.news a').first()).toContainText('停水');
	await page.getByRole('searchbox').fill('没有这回事');
	await page.getByRole('button', { name: '找', exact: true }).click();
	await expect(page.getByText('没有说到“没有这回事”的通知')).toBeVisible();
});

test('the feed holds what the list holds', async ({ page, request }) => {
	await page.goto('/notices');
	const titles = await page.locator('.news-title').evaluateAll((all) => all.map((each) => each.childNodes[each.childNodes.length > 5 ? 2 : 0]?.textContent?.trim() ?? ''));
	const feed = await request.get('/feeds/notices.xml');
	expect(feed.headers()['content-type']).toContain('application/atom+xml');
	const xml = await feed.text();
	for (const id of await page.locator('.news a').evaluateAll((all) => all.map((each) => each.getAttribute('href')!.split('/').at(-1)!))) expect(xml).toContain(id);
	expect(titles.length).toBeGreaterThan(5);
});

test('hostile ids and keys of lists are refused politely', async ({ request }) => {
	for (const path of ['/notices/x', "/notices/'%20or%201=1", '/notices/00000000-0000-7000-8000-000000000000', '/notices/00000000-0000-7000-8000-000000000000/files/0']) expect((await request.get(path)).status(), path).toBe(404);
	// A NUL is refused before it is looked at, any other word because it is no key.
	expect((await request.get('/notices?after=%00')).status()).toBe(422);
	expect((await request.get('/notices?after=zzz')).status()).toBe(400);
	expect((await request.get('/notices?community=x&category=y')).status()).toBe(200);
});
