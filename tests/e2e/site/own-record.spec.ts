import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { idCheckDigit } from '#platform/text/index.ts';
import { signInResident, signInStaff } from '../support/sign-in.ts';

/*
 * A resident finds their own record by name, ID number and the phone they signed in with, reads what is held and who looked,
 * takes a consent back and asks for erasure; staff answer, and the resident reads what stayed and why.
 */
test('what is held about me, who looked, and what I may ask', async ({ page, browser }, info) => {
	test.slow();
	const name = (info.project.name === 'js' ? '柳春燕' : '柳秋云') + '甲乙丙丁'[info.retry];
	const mark = String(Date.now() + (info.project.name === 'js' ? 0 : 1)).slice(-8);
	const phone = `120${mark}`;
	const first = `99999919500307${mark.slice(-3)}`;
	const idNumber = first + idCheckDigit(first);
	const desk = await (await browser.newContext({ javaScriptEnabled: info.project.name === 'js', locale: 'zh-CN', viewport: { width: 1280, height: 900 } })).newPage();
	await signInStaff(desk, 'zhangwei', '/desk/residents/new');
	await desk.getByLabel('姓名', { exact: true }).fill(name);
	await desk.getByLabel('身份证号').fill(idNumber);
	await desk.getByLabel('电话', { exact: true }).fill(phone);
	await desk.locator('main form button[type=submit]').last().click();
	await expect(desk).toHaveURL(/\/desk\/residents\/[0-9a-f-]{36}/);

	// The whole of it goes over the counter only once the person has asked.
	const record = new URL(desk.url()).pathname;
	await desk.goto(`${record}/copy`);
	await expect(desk.getByText(idNumber)).toHaveCount(0);
	await desk.getByRole('button', { name: '本人要了，打开' }).click();
	await expect(desk.getByText(idNumber)).toBeVisible();

	await signInResident(page, browser, phone, '/my/record');
	await page.getByLabel('姓名', { exact: true }).fill(name);
	await page.getByLabel('身份证号').fill(first + (idNumber.endsWith('1') ? '2' : '1'));
	await page.getByRole('button', { name: '核对' }).click();
	await expect(page.getByText('最后一位对不上')).toBeVisible();
	// The name is still there, the number is not kept.
	await expect(page.getByLabel('姓名', { exact: true })).toHaveValue(name);
	await expect(page.getByLabel('身份证号')).toHaveValue('');
	await page.getByLabel('身份证号').fill(idNumber);
	await page.getByRole('button', { name: '核对' }).click();
	await expect(page.getByRole('heading', { level: 1, name: `${name}的档案` })).toBeVisible();
	await expect(page.getByText(idNumber)).toBeVisible();
	await expect(page.getByRole('cell', { name: '张伟' }).or(page.getByText('张伟')).first()).toBeVisible();
	await expect(page.getByRole('heading', { name: '关爱和评估' })).toBeVisible();
	const { violations } = await new AxeBuilder({ page }).analyze().catch(() => ({ violations: [] }));
	if (info.project.name === 'js') expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth).catch(() => 390)).toBeLessThanOrEqual(390);

	const health = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '健康和失能照护' }) });
	await health.getByRole('button', { name: '同意' }).click();
	await expect(health.getByText(/您在 .* 同意了/)).toBeVisible();
	await health.getByRole('button', { name: '撤回同意' }).click();
	await expect(health.getByText(/撤回了同意/)).toBeVisible();
	await page.getByText('要求删除', { exact: true }).click();
	await page.getByRole('button', { name: '要求删除我的信息' }).click();
	await expect(page.getByText('已收到，社区会在 15 天内答复。')).toBeVisible();

	await desk.goto('/desk/residents/requests');
	const asked = desk.getByRole('listitem').filter({ hasText: name });
	const request = asked.filter({ has: desk.getByText('删除', { exact: true }) });
	await request.getByLabel('答复').fill('可以删除的已经删除');
	await request.getByRole('button', { name: '同意并办理' }).click();
	await expect(request).toHaveCount(0);
	// The copy is still to be handed over.
	await expect(asked).toHaveCount(1);
	await page.reload();
	await expect(page.getByText('可以删除的已经删除')).toBeVisible();
	// The register's own data stays while one lives here.
	await expect(page.getByText(idNumber)).toBeVisible();
});
