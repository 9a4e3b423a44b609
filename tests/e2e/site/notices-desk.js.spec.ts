import { expect, test } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

test.use({ viewport: { width: 1280, height: 860 } });

test('a notice is written, kept while typing, published, taken down and brought back', async ({ page }) => {
	const title = `停水通知 ${Date.now()}`;
	await signInStaff(page, 'zhoulan', '/desk/notices');
	await page.getByRole('link', { name: '写通知' }).click();
	await page.getByLabel('标题').fill(title);
	await page.getByLabel('正文').fill('明天 9:00–11:00 停水。\n\n- 请存水\n- 请关好水龙头\n\n<script>alert(1)</script> [点我](javascript:alert(1))');
	await expect(page.getByText(/草稿已于 .* 存好/)).toBeVisible();
	const address = page.url().split('?')[0]!;

	// Away and back: the draft is there, the public sees nothing.
	await page.goto('/desk/notices');
	await page.goto(address);
	await expect(page.getByLabel('标题')).toHaveValue(title);
	const id = address.split('/').at(-1)!;
	expect((await page.request.get(`/notices/${id}`)).status()).toBe(404);

	await page.locator('input[name="files[]"]').setInputFiles({ name: '通知.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') });
	await page.getByRole('button', { name: '发布', exact: true }).click();
	await expect(page.getByText('已发布。')).toBeVisible();

	await page.goto(`/notices/${id}`);
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
	await expect(page.locator('article li').filter({ hasText: '请存水' })).toBeVisible();
	await expect(page.getByText('<script>alert(1)</script>')).toBeVisible();
	expect(await page.locator('article a[href^="javascript"]').count()).toBe(0);
	const file = await page.request.get(`/notices/${id}/files/0`);
	expect(file.headers()['content-disposition']).toContain('attachment');

	await page.goto(address);
	await page.getByRole('button', { name: '撤下' }).click();
	await expect(page.getByText('已撤下，居民网站上不再显示。')).toBeVisible();
	expect((await page.request.get(`/notices/${id}`)).status()).toBe(404);
	expect((await page.request.get(`/notices/${id}/files/0`)).status()).toBe(404);
	await page.getByRole('button', { name: '撤销撤下' }).click();
	await expect(page.getByText('已撤销。')).toBeVisible();
	expect((await page.request.get(`/notices/${id}`)).status()).toBe(200);
	// Leave the demonstration as it was.
	await page.getByRole('button', { name: '撤下' }).click();
	await expect(page.getByText('已撤下，居民网站上不再显示。')).toBeVisible();
});

test('a worker finds no other community to write for', async ({ page }) => {
	await signInStaff(page, 'zhangwei', '/desk/notices');
	await page.getByRole('link', { name: '写通知' }).click();
	await expect(page.getByLabel('范围').locator('option')).toHaveText(['红云社区']);
});

test('the footer shows what the settings hold, and nothing for what is empty', async ({ page }) => {
	await signInStaff(page, 'zhoulan', '/desk/settings/site');
	const icp = page.getByLabel('ICP备案');
	const before = await icp.inputValue();
	await icp.fill('没有');
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.getByText('请照备案证书填写，例如“京ICP备12345678号-1”。')).toBeVisible();
	await expect(icp).toHaveValue('没有');
	await icp.fill('示ICP备00000000号-1');
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.getByText('已保存，网站上已经换成新的内容。')).toBeVisible();
	await page.goto('/about');
	await expect(page.locator('footer')).toContainText('ICP备案：示ICP备00000000号-1');
	await expect(page.locator('footer')).not.toContainText('公安备案');
	await page.goto('/desk/settings/site');
	await icp.fill(before);
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.getByText('已保存，网站上已经换成新的内容。')).toBeVisible();
});
