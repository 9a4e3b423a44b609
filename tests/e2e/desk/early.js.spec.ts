import { expect, test, type Page } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

test.use({ viewport: { width: 1280, height: 900 } });

/** Holds back the page's script, as a slow line does. @returns lets it come, and waits until the page answers to keys */
async function holdScript(page: Page): Promise<() => Promise<void>> {
	const held: (() => void)[] = [];
	let open = false;
	await page.route('**/*', async (route) => {
		if (!open && route.request().resourceType() === 'script') await new Promise<void>((go) => held.push(go));
		await route.continue();
	});
	return async () => {
		open = true;
		for (const go of held) go();
		await expect(async () => {
			await page.keyboard.press('Control+k');
			await expect(page.getByRole('dialog')).toBeVisible({ timeout: 500 });
		}).toPass();
		await page.keyboard.press('Escape');
	};
}

test('what was chosen, ticked and typed before the script came is there after it', async ({ page }) => {
	await signInStaff(page, 'zhangwei', '/desk/account');
	const letScriptCome = await holdScript(page);
	await page.goto('/desk/requests/new', { waitUntil: 'commit' });
	await page.getByLabel('他说的是').fill('楼道灯不亮');
	await page.getByLabel('怎么称呼').fill('王阿姨');
	await page.getByLabel('社区', { exact: true }).selectOption('红云社区');
	await page.getByLabel('紧急程度').selectOption('特急');
	await page.getByRole('radio', { name: '窗口' }).check();
	await page.getByRole('checkbox', { name: '不愿留姓名' }).check();
	await letScriptCome();
	const chosen = (label: string) => page.getByLabel(label, { exact: true }).evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text);
	await expect(page.getByLabel('他说的是')).toHaveValue('楼道灯不亮');
	await expect(page.getByLabel('怎么称呼')).toHaveValue('王阿姨');
	expect(await chosen('社区')).toBe('红云社区');
	expect(await chosen('紧急程度')).toBe('特急');
	await expect(page.getByRole('radio', { name: '窗口' })).toBeChecked();
	await expect(page.getByRole('checkbox', { name: '不愿留姓名' })).toBeChecked();
});

test('a case ticked before the script came is one of those chosen', async ({ page }) => {
	await signInStaff(page, 'zhangwei', '/desk/account');
	const letScriptCome = await holdScript(page);
	await page.goto('/desk/requests', { waitUntil: 'commit' });
	const box = page.locator('.case-check input').first();
	await box.check();
	await letScriptCome();
	await expect(box).toBeChecked();
	await expect(page.locator('#bulk')).toHaveAttribute('data-count', '1');
});

test('a form unfolded before the script came is not folded by it', async ({ page }) => {
	await signInStaff(page, 'zhoulan', '/desk/account');
	const letScriptCome = await holdScript(page);
	await page.goto('/desk/offers', { waitUntil: 'commit' });
	await page.getByText('不接', { exact: true }).first().click();
	const reason = page.locator('details[open] textarea');
	await reason.fill('这几天没有人手');
	await letScriptCome();
	await expect(reason).toBeVisible();
	await expect(reason).toHaveValue('这几天没有人手');
});
