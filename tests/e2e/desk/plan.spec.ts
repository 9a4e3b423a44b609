import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

test.use({ viewport: { width: 1280, height: 900 } });

test('the board says where the year stands and what will be missed; a number opens to as many records as it says', async ({ page, javaScriptEnabled }) => {
	await signInStaff(page, 'zhangwei', '/desk/plan');
	await expect(page.getByRole('heading', { name: '现在走到哪里' })).toBeVisible();
	await expect(page.getByRole('heading', { name: '照今天的进度会落空的' })).toBeVisible();
	await expect(page.getByText('原文缺失，默认值').first()).toBeVisible();
	await page.getByRole('row', { name: /群众性文体活动/ }).getByRole('link').first().click();
	await expect(page).toHaveURL(/measures\/activities\.mass_held\?from=\d{4}-01-01/);
	const said = Number(await page.getByRole('definition').first().getByRole('link').textContent());
	expect(said).toBeGreaterThan(0);
	expect(await page.getByRole('table').last().locator('tbody tr').count()).toBe(Math.min(said, 50));
	// Axe itself is a script.
	if (!javaScriptEnabled) return;
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('a plan is drafted from last year’s, a target set, taken back and adopted; a worker only reads it', async ({ page }) => {
	await signInStaff(page, 'zhoulan', '/desk/plan/plans');
	const name = `试写的计划 ${Date.now()}`;
	await page.getByLabel('名称').fill(name);
	await page.getByLabel('年度从哪天开始').fill('2031-03-01');
	await page.getByRole('button', { name: '起草' }).click();
	await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
	const targets = page.locator('.entry', { hasText: '群众性文体活动' });
	await targets.getByText('修改', { exact: true }).click();
	await targets.getByLabel(/^目标数/).fill('20');
	await targets.getByRole('button', { name: '保存' }).click();
	await expect(targets.getByText('不低于 20 场')).toBeVisible();
	await page.getByRole('button', { name: '撤回上一次改动' }).click();
	await expect(targets.getByText('不低于 12 场')).toBeVisible();
	await page.getByRole('button', { name: '采用这份计划' }).click();
	await expect(page.getByText('已采用').first()).toBeVisible();
	const address = page.url();
	await page.getByRole('button', { name: '撤回这一步' }).click();
	await expect(page.getByText('草稿').first()).toBeVisible();
	// Its year has not begun: the board says so, and no number opens to days that are still to come.
	await page.goto(`/desk/plan?plan=${new URL(address).pathname.split('/').at(-1)}`);
	await expect(page.getByText('到那天起数')).toBeVisible();
	await expect(page.getByRole('heading', { name: '照今天的进度会落空的' })).toHaveCount(0);
	await expect(page.locator('main table a[href*="/measures/"]')).toHaveCount(0);
	await page.context().clearCookies();
	await signInStaff(page, 'zhangwei', new URL(address).pathname);
	await expect(page.getByText('修改由街道管理员或本社区负责人来做')).toBeVisible();
	await expect(page.getByRole('button', { name: '保存' })).toHaveCount(0);
});

test('a report goes out on paper and as a sheet, and stands beside another', async ({ page }) => {
	await signInStaff(page, 'zhoulan', '/desk/plan/reports');
	await page.getByRole('table').getByRole('link').first().click();
	await page.getByLabel('对照').selectOption({ index: 1 });
	await page.getByRole('button', { name: '查看' }).click();
	await expect(page.getByRole('columnheader', { name: '变化' }).first()).toBeVisible();
	const file = async (name: string) => (await page.request.get((await page.getByRole('link', { name }).getAttribute('href'))!)).body();
	expect((await file('下载 PDF')).subarray(0, 5).toString()).toBe('%PDF-');
	expect((await file('下载 Excel')).subarray(0, 2).toString()).toBe('PK');
});

test('the site says how each promise does; the wall fits its screen', async ({ page }) => {
	await page.goto('/plan');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('计划走到哪里');
	await expect(page.getByRole('heading', { name: '群众性文体活动不少于 12 次' })).toBeVisible();
	expect(await page.locator('main a[href^="/desk"]').count()).toBe(0);
	await page.setViewportSize({ width: 1920, height: 1080 });
	await page.goto('/wall/plan');
	const fits = await page.locator('.wall-targets').evaluate((list) => list.scrollHeight <= list.clientHeight + 1);
	expect(fits).toBe(true);
});
