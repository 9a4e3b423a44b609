import { expect, test } from '@playwright/test';
import { beginAssessment, peopleOnCareList } from '../support/care.ts';
import { signInStaff } from '../support/sign-in.ts';

test('an assessment is filled in, completed and shown, with script and without', async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 700 });
	await signInStaff(page, 'zhangwei', '/desk/care');
	await beginAssessment(page, '特困人员生活自理能力评估');
	await expect(page.getByRole('heading', { name: '六项日常动作' })).toBeVisible();
	for (const item of ['eat', 'dress', 'bed', 'toilet']) await page.locator(`#ask-${item} label`).first().click();
	for (const item of ['walk', 'wash']) await page.locator(`#ask-${item} label`).nth(1).click();
	await page.getByRole('button', { name: '去核对' }).click();
	await expect(page.getByText('6 项中有 2 项做不到。')).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

	// A refusal keeps what was typed and leads back to the same screen.
	await page.getByLabel('评估人').fill('甲，乙，丙，丁，戊');
	await page.getByLabel('评估地点').fill('日间照料中心');
	await page.getByRole('button', { name: '完成评估' }).click();
	await expect(page.getByText('评估人最多写四位').first()).toBeVisible();
	await expect(page.getByLabel('评估地点')).toHaveValue('日间照料中心');
	await page.getByLabel('评估人').fill('张伟');
	await page.getByRole('button', { name: '完成评估' }).click();
	await expect(page.getByText('评估已完成。')).toBeVisible();
	await expect(page.locator('.level')).toHaveText('部分丧失生活自理能力');
	await expect(page.getByText('日间照料中心')).toBeVisible();
});

test('what a colleague found is sealed, and stays unsaid on the list', async ({ page }) => {
	await page.setViewportSize({ width: 1280, height: 860 });
	await signInStaff(page, 'liumin', '/desk/care');
	const people = await peopleOnCareList(page);
	// Somebody of the demonstration who was assessed by a colleague.
	for (const person of people) {
		await page.goto(`/desk/residents/${person}?tab=assessments`);
		if (await page.getByRole('cell', { name: '未打开' }).first().isVisible()) break;
	}
	await expect(page.getByText(/能力(完好|轻度|中度|重度|完全)/)).toHaveCount(0);
	await page.locator('tbody a').first().click();
	await expect(page.getByText('评估的内容是健康信息，打开要写明事由')).toBeVisible();
	await expect(page.getByText('各项评分')).toHaveCount(0);

	// A reason opens it, leads back here, and stands where the person sees it.
	const assessment = page.url();
	await page.getByRole('link', { name: '填写事由查看' }).click();
	await page.getByLabel('上门走访').check();
	await page.getByRole('button', { name: '看 10 分钟' }).click();
	await expect(page).toHaveURL(assessment);
	await expect(page.locator('.level')).toHaveText(/能力/);
	await page.getByRole('link', { name: /全部评估/ }).click();
	await expect(page.getByText(/能力(完好|轻度|中度|重度|完全)/).first()).toBeVisible();
	await page.getByRole('link', { name: '谁看过' }).click();
	await expect(page.getByRole('row', { name: /查看明文.*上门走访/ }).first()).toBeVisible();
});
