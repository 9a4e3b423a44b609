import { expect, test } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

test.use({ viewport: { width: 1280, height: 900 } });

test('a call that reaches nobody is counted as unreached and stays; a "no" needs a word and opens the case again', async ({ page, javaScriptEnabled }) => {
	// The head of a community handles no case herself, so she may make every call of it.
	await signInStaff(page, javaScriptEnabled === false ? 'chenjing' : 'liumin', '/desk/requests/callbacks');
	const calls = page.locator('.call');
	const before = await calls.count();
	expect(before).toBeGreaterThan(1);

	// The number is masked until it is asked for, with a reason on the record.
	const first = calls.first();
	await expect(first.locator('.call-who')).toContainText('****');
	await first.getByRole('button', { name: '显示号码' }).click();
	await expect(calls.first().locator('a[href^="tel:"]')).toHaveText(/^120\d{8}$|\d{7,}/);

	const number = (await calls.first().locator('.call-what a').textContent()) ?? '';
	const mine = page.locator('.call').filter({ hasText: number });
	if (!(await mine.getByText('未联系上').isVisible())) await mine.getByText('记下结果').first().click();
	await mine.getByLabel('未联系上').check();
	await mine.getByRole('button', { name: '记下结果' }).click();
	await expect(page.getByText('已记：没联系上，过后再打')).toBeVisible();
	await expect(page.locator('.call').filter({ hasText: number })).toHaveCount(0);
	await page.goto('/desk/requests/callbacks?later=1');
	await expect(page.locator('.call').filter({ hasText: number })).toContainText(/已打 \d 次没联系上/);

	// "Not solved" without a word is refused in place; with it, the case goes back to its first handler.
	await page.goto('/desk/requests/callbacks');
	const again = (await calls.first().locator('.call-what a').textContent()) ?? '';
	const line = page.locator('.call').filter({ hasText: again });
	await line.getByText('记下结果').first().click();
	await line.getByLabel('没解决', { exact: true }).check();
	await line.getByRole('button', { name: '记下结果' }).click();
	await expect(line.getByText('请写明还差什么，承办人要看。')).toBeVisible();
	await expect(line.getByLabel('没解决', { exact: true })).toBeChecked();
	await line.getByLabel('原话或说明').fill('只修了一半');
	await line.getByRole('button', { name: '记下结果' }).click();
	await expect(page.getByText('工单重新打开，回到首接人')).toBeVisible();
});
