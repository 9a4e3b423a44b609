import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

/** A picture of 2 × 2 pixels. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGNsaGhgYGBgYmBgYGBgAAAOCgGFB7yXcQAAAABJRU5ErkJggg==', 'base64');

test('a case written without a network is kept over a reload and sent once when the network is back', async ({ page, context }) => {
	const text = `巡查：三号楼门口井盖松动 ${Date.now()}`;
	await signInStaff(page, 'zhangwei', '/desk/patrol');
	await expect(page.getByText('手机上没有未发出的。')).toBeVisible();
	// The worker keeps the page before the patrol leaves.
	await page.waitForFunction(async () => (await caches.match('/desk/patrol')) !== undefined);
	const shell = await page.evaluate(async () => (await caches.match('/desk/patrol'))!.text());
	expect(shell).not.toContain('张伟');

	await context.setOffline(true);
	await page.reload();
	await page.getByLabel('看到了什么').fill(text);
	await page.getByLabel('位置', { exact: true }).fill('红云里3号楼门口');
	await page.locator('input[type=file]').setInputFiles({ name: '井盖.png', mimeType: 'image/png', buffer: PNG });
	await expect(page.getByText('已拍 1 张')).toBeVisible();
	await page.getByRole('button', { name: '保存并上报' }).click();
	await expect(page.getByText('手机上还有 1 件没发出')).toBeVisible();

	// The tab is closed by the phone and opened again, still without a network.
	await page.reload();
	await expect(page.getByText('手机上还有 1 件没发出')).toBeVisible();
	await expect(page.getByText(text)).toBeVisible();

	// The network comes back; the first answer is lost on the way, so it is sent twice.
	let swallowed = 0;
	await context.route('**/desk/patrol/send', async (route) => {
		if (swallowed++ > 0) return route.continue();
		await route.fetch();
		await route.abort();
	});
	await context.setOffline(false);
	await page.getByRole('button', { name: '现在发送' }).click();
	await expect(async () => {
		const again = page.getByRole('button', { name: '现在发送' });
		if (await again.isVisible()) await again.click();
		await expect(page.getByText('手机上没有未发出的。')).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 20_000 });
	expect(swallowed).toBeGreaterThanOrEqual(1);

	await page.setViewportSize({ width: 1280, height: 860 });
	await page.goto(`/desk/requests?queue=all&text=${encodeURIComponent(text)}`);
	await expect(page.locator('.case')).toHaveCount(1);
	await page.locator('.case a').click();
	await expect(page.locator('.said')).toContainText(text);
});

test('a case that the server refuses stays with its reason, can be mended or dropped and brought back', async ({ page, context }) => {
	await signInStaff(page, 'zhangwei', '/desk/patrol');
	await context.route('**/desk/patrol/send', (route) => route.fulfill({ status: 422, contentType: 'application/json', body: JSON.stringify({ error: { code: 'platform.invalidInput', fields: [{ path: 'text', code: 'requests.textTooLong' }] } }) }));
	await page.getByLabel('看到了什么').fill('路灯杆歪了');
	await page.getByRole('button', { name: '保存并上报' }).click();
	await expect(page.getByText('没有收下')).toBeVisible();
	await expect(page.getByText('最多写 4000 个字。')).toBeVisible();

	await page.getByRole('button', { name: '放弃' }).click();
	await expect(page.getByText('手机上没有未发出的。')).toBeVisible();
	await page.getByRole('button', { name: '撤销' }).click();
	await expect(page.getByText('路灯杆歪了')).toBeVisible();

	await context.unroute('**/desk/patrol/send');
	await page.getByRole('button', { name: '修改' }).click();
	await expect(page.getByLabel('看到了什么')).toHaveValue('路灯杆歪了');
	await page.getByLabel('看到了什么').fill('菜场门口路灯杆歪了');
	await page.getByRole('button', { name: '保存并上报' }).click();
	await expect(page.getByText('手机上没有未发出的。')).toBeVisible();
	await expect(page.getByText(/^\d{8}-\d{4}$/)).toBeVisible();
});

test('the patrol’s page fits a small phone and has nothing that axe finds', async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 640 });
	await signInStaff(page, 'zhangwei', '/desk/patrol');
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
});
