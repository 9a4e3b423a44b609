/*
 * Somebody comes to the counter: they are registered, found again by any way, corrected with the source, and what is masked is opened
 * for a reason that stays on the record. With script and without.
 */
import { expect, test } from '@playwright/test';
import { idCheckDigit } from '#platform/text/index.ts';
import { signInStaff } from '../support/sign-in.ts';

test('a resident is registered, found without a trace in the address, corrected and opened for a reason', async ({ page, browser }, { project, retry }) => {
	// Each run registers somebody of its own.
	const order = `${project.name === 'js' ? 1 : 2}${retry}`;
	const [name, phone] = [`试${'甲乙丙丁'[retry % 4]}${project.name === 'js' ? '有' : '无'}脚本`, `1209977${order.padStart(4, '0')}`];
	const first17 = `99999919350412${order.padStart(3, '0')}`;
	await signInStaff(page, 'zhangwei', '/desk/residents');

	await page.getByRole('link', { name: '登记居民' }).first().click();
	await page.getByLabel('姓名', { exact: true }).fill(name);
	await page.getByLabel('身份证号').fill(first17 + (idCheckDigit(first17) === '1' ? '2' : '1'));
	await page.getByLabel('电话').fill(phone);
	await page.getByRole('button', { name: '登记', exact: true }).click();
	await expect(page.getByText('身份证号的最后一位对不上')).toBeVisible();
	await expect(page.getByLabel('电话')).toHaveValue(phone);
	await page.getByLabel('身份证号').fill(first17 + idCheckDigit(first17));
	await page.getByRole('button', { name: '登记', exact: true }).click();
	await expect(page).toHaveURL(/\/desk\/residents\/[0-9a-f-]{36}\?done=new$/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
	await expect(page.getByText('1935-04-12')).toBeVisible();
	const own = new URL(page.url()).pathname;

	// Found by whole numbers; neither stands in the address.
	for (const words of [phone, first17 + idCheckDigit(first17), name]) {
		await page.goto('/desk/residents');
		await page.getByLabel('查找居民').fill(words);
		await page.getByRole('button', { name: '查找', exact: true }).click();
		await expect(page.getByRole('link', { name })).toBeVisible();
		expect(page.url()).not.toContain(encodeURIComponent(words));
	}
	await page.getByRole('link', { name }).click();

	// Masked until a reason is given.
	const row = page.locator('#field-phone');
	await expect(row).toContainText(`120****${phone.slice(-4)}`);
	await row.getByRole('link', { name: '查看明文' }).click();
	await page.getByLabel('当面核对身份').check();
	await page.getByRole('button', { name: '看 10 分钟' }).click();
	await expect(page).toHaveURL(own);
	await expect(row).toContainText(phone);
	await page.getByRole('link', { name: '谁看过' }).click();
	await expect(page.getByRole('row', { name: '查看明文 · 电话' })).toContainText('当面核对身份');

	// What a less trusted source says is noted and does not win; what the counter says of a workplace does.
	await page.goto(`${own}?edit=workplace`);
	await page.getByLabel('新的内容').fill('纺织厂退休');
	await page.getByLabel('从哪里知道的').selectOption('self');
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.locator('#field-workplace')).toContainText('纺织厂退休');
	await expect(page.locator('#field-workplace')).toContainText('本人说的');
	await page.goto(`${own}?edit=name`);
	await page.getByLabel('新的内容').fill(`${name}二`);
	await page.getByLabel('从哪里知道的').selectOption('visit');
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.getByText('记下了。')).toBeVisible();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);

	// Staff of another community learn by the whole number only where the record is kept.
	const elsewhere = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
	await signInStaff(elsewhere, 'zhaolei', '/desk/residents');
	await elsewhere.getByLabel('查找居民').fill(phone);
	await elsewhere.getByRole('button', { name: '查找', exact: true }).click();
	await expect(elsewhere.getByText('档案在红云社区')).toBeVisible();
	await expect(elsewhere.locator('main')).not.toContainText(name);
	expect((await elsewhere.goto(own))!.status()).toBe(404);
	await elsewhere.getByRole('heading', { level: 1 }).waitFor();
	await expect(elsewhere.locator('body')).not.toContainText(name);
});
