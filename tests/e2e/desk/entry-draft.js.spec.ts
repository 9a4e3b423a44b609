import { expect, test } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

const name = () => `修拉链 ${Math.random().toString(36).slice(2, 8)}`;

test('an entry that is being written survives a closed tab, and is gone once it is saved', async ({ browser, baseURL }) => {
	const context = await browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
	const first = await context.newPage();
	await signInStaff(first, 'zhoulan', '/desk/directory/new');
	const called = name();
	const typing = async (page: typeof first) => {
		await page.locator('input[name=name]').fill(called);
		await page.locator('textarea[name="schedules.0.hours"]').fill('周一至周五 9:00-17:00');
		await expect.poll(() => page.evaluate(() => Object.keys(localStorage).length)).toBe(1);
	};
	// The script has come when a row can be added.
	await expect(async () => {
		await first.getByRole('button', { name: '再加一个地点' }).or(first.getByRole('button', { name: '加一个地点' })).first().click();
		await expect(first.locator('input[name="places.1.name"]')).toBeVisible({ timeout: 500 });
	}).toPass();
	await first.locator('input[name="places.1.name"]').fill('东门摊位');
	await typing(first);
	await first.close();

	const second = await context.newPage();
	await second.goto('/desk/directory/new');
	await expect(second.getByText('没填完的内容还在')).toBeVisible();
	await expect(second.locator('input[name=name]')).toHaveValue(called);
	await expect(second.locator('input[name="places.1.name"]')).toHaveValue('东门摊位');
	await expect(second.locator('textarea[name="schedules.0.hours"]')).toHaveValue('周一至周五 9:00-17:00');

	await second.locator('select[name=organizationId]').selectOption({ index: 1 });
	await second.getByRole('button', { name: '保存', exact: true }).click();
	await expect(second).toHaveURL(/\/desk\/directory\/[0-9a-f-]{36}\?done=1/);
	await expect.poll(() => second.evaluate(() => Object.keys(localStorage).length)).toBe(0);
	await second.goto('/desk/directory/new');
	await expect(second.locator('input[name=name]')).toHaveValue('');
	await context.close();
});

test('a contact’s proposal is kept the same way, for nobody else, and can be dropped', async ({ browser, baseURL }) => {
	const context = await browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width: 390, height: 844 } });
	const page = await context.newPage();
	await signInStaff(page, 'nuanyang', '/desk/mine/new');
	const called = name();
	await expect(async () => {
		await page.locator('input[name=name]').fill(called);
		await expect.poll(() => page.evaluate(() => Object.keys(localStorage).length), { timeout: 1500 }).toBe(1);
	}).toPass();
	await page.reload();
	await expect(page.locator('input[name=name]')).toHaveValue(called);
	await page.goto('/sign-out');
	await page.context().clearCookies();
	await signInStaff(page, 'weisheng', '/desk/mine/new');
	await expect(page.locator('input[name=name]')).toHaveValue('');
	await page.context().clearCookies();
	await signInStaff(page, 'nuanyang', '/desk/mine/new');
	await page.getByRole('button', { name: '不要了，重新填' }).click();
	await expect(page.locator('input[name=name]')).toHaveValue('');
	expect(await page.evaluate(() => Object.keys(localStorage).length)).toBe(0);
	await context.close();
});
