/*
 * A sheet as it was received becomes people of the register, and is taken back; a superior's own form is filled and comes back
 * as it was sent. With script and without.
 */
import { expect, test, type Page } from '@playwright/test';
import { readWorkbook } from '#platform/sheets/index.ts';
import { allowance, elders, idOf, wide, workbookOf, type SheetPlan } from '../../../src/modules/residents/import/sheets.testing.ts';
import { elderForm } from '../../../src/modules/residents/forms/forms.testing.ts';
import { signInStaff } from '../support/sign-in.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Without script a job is seen by looking again. */
async function until(page: Page, words: RegExp): Promise<void> {
	await expect(async () => {
		if (!(await page.getByText(words).first().isVisible())) await page.reload();
		await expect(page.getByText(words).first()).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 20_000 });
}

async function receive(page: Page, name: string, plan: SheetPlan): Promise<void> {
	await page.goto('/desk/residents/import');
	await page.getByLabel('名单文件').setInputFiles({ name, mimeType: XLSX, buffer: await workbookOf([plan]) });
	await page.getByRole('button', { name: '读取名单' }).click();
	await expect(page.getByRole('heading', { name: '这些列是什么？' })).toBeVisible();
}

async function check(page: Page): Promise<void> {
	await page.getByRole('button', { name: '核对名单' }).click();
	await until(page, /看一遍，再写进档案/);
}

async function apply(page: Page): Promise<void> {
	await page.getByRole('button', { name: '写进档案' }).click();
	await until(page, /已写进档案：新建/);
}

async function undo(page: Page): Promise<void> {
	await page.getByRole('button', { name: '整批撤回' }).click();
	await until(page, /已整批撤回/);
}

test('sheets of three offices, each its own way, are read, taken in and taken back', async ({ page }, { project }) => {
	test.skip(project.name !== 'js', 'the same people cannot be taken in twice at once');
	test.setTimeout(90_000);
	await signInStaff(page, 'zhaolei', '/desk/residents');

	await receive(page, '高龄老人.xlsx', elders);
	await expect(page.getByLabel('D 公民身份号码')).toHaveValue('idNumber');
	await expect(page.getByLabel('F 家庭住址')).toHaveValue('address');
	await check(page);
	// One number came damaged out of Excel; that row waits unless somebody says to take it without.
	await expect(page.getByText(/被 Excel 改坏了/).first()).toBeVisible();
	await page.getByLabel('身份证号被 Excel 改坏的，不带身份证号也收下').check();
	await page.getByRole('button', { name: '照此处理' }).click();
	await until(page, /看一遍，再写进档案/);
	await apply(page);
	await expect(page.getByText('已写进档案：新建 4 人')).toBeVisible();

	// The same list again finds everybody, and makes nobody twice.
	await receive(page, '高龄老人（再发）.xlsx', elders);
	await expect(page.getByText(/这种表以前导入过 1 次/)).toBeVisible();
	await check(page);
	await expect(page.getByRole('link', { name: /已有档案/ })).toContainText('3');
	await page.getByRole('button', { name: '丢弃这份名单' }).click();
	await page.goto('/desk/residents/import');
	await page.getByRole('link', { name: '高龄老人.xlsx', exact: true }).first().click();
	await undo(page);
	await expect(page.getByText(/删去新建的 4 人/)).toBeVisible();

	for (const [name, plan, people] of [
		['低保名册.xlsx', allowance, 5],
		['租住户.xlsx', wide, 4]
	] as const) {
		await receive(page, name, plan);
		await check(page);
		await apply(page);
		await expect(page.getByText(`已写进档案：新建 ${people} 人`)).toBeVisible();
		await undo(page);
		await expect(page.getByText(`删去新建的 ${people} 人`)).toBeVisible();
	}
});

test('somebody who may be there already is decided by a person', async ({ page }, { project, retry }) => {
	const run = (project.name === 'js' ? 1 : 2) * 10 + retry;
	const [name, born] = [`${'赵钱'[project.name === 'js' ? 0 : 1]}试${'甲乙丙'[retry % 3]}`, '1950-06-07'];
	const heads = ['姓名', '证件号码', '出生日期', '联系电话', '住址'];
	const phone = `1209955${String(run).padStart(4, '0')}`;
	await signInStaff(page, 'zhaolei', '/desk/residents');
	await receive(page, '先来.xlsx', { name: '人', rows: [heads, [name, idOf(born, 700 + run), born, phone, '白云小区3幢2单元502'], ['钱多多', idOf('1960-01-01', 700 + run), '1960.1.1', null, '白云小区3幢2单元502']] });
	await check(page);
	await apply(page);
	const first = page.url();

	// Without the number it may be the same person: nobody is joined silently.
	await receive(page, '后来.xlsx', { name: '人', rows: [heads, [name, null, '1950.6.7', phone, '3-2-502']] });
	await check(page);
	await page.getByRole('link', { name: /可能是同一人/ }).click();
	await expect(page.getByText('可能已有')).toBeVisible();
	await page.getByRole('button', { name: '是这个人，补充这份档案' }).first().click();
	await expect(page.getByText('将补充')).toBeVisible();
	await apply(page);
	await undo(page);
	await page.goto(first);
	await undo(page);
	await expect(page.getByText(/删去新建的 2 人/)).toBeVisible();
});

test('a superior’s own form is filled as it stands, and says where its numbers come from', async ({ page }, { project, retry }) => {
	const name = `高龄津贴花名册${project.name}${retry}`;
	await signInStaff(page, 'zhaolei', '/desk/residents/forms');
	await page.getByLabel('空表').setInputFiles({ name: '高龄.xlsx', mimeType: XLSX, buffer: await elderForm() });
	await page.getByLabel('表名').fill(name);
	await page.getByLabel('哪个单位要的').fill('区民政局');
	await page.getByRole('button', { name: '加进来' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
	await expect(page.getByLabel('F 身份证号码')).toHaveValue('idNumber');
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.getByText('已保存')).toBeVisible();
	await page.getByRole('button', { name: '填好' }).click();
	await expect(page.getByText('第一次填，没有上次可比。')).toBeVisible();

	const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载填好的表' }).click()]);
	const chunks: Buffer[] = [];
	for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
	const sheet = (await readWorkbook(Buffer.concat(chunks))).sheets[0]!;
	expect(sheet.rows[0]![0]).toBe('高龄老人情况统计表');
	expect(sheet.rows[1]![0]).toMatch(/^填报单位：.+社区$/);
	expect(sheet.rows.length).toBeGreaterThan(20);
	expect(sheet.rows.at(-1)![0]).toBe('填表人：');

	await page.goto('/desk/residents/forms');
	await page.getByRole('link', { name }).click();
	await page.getByRole('button', { name: '填好' }).click();
	await expect(page.getByText('和上次完全一样')).toBeVisible();
});
