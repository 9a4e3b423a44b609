/*
 * Somebody becomes a volunteer, comes to a shift with one tap, checks in with the code at the place and out again, asks for a
 * certificate, which the community issues; a stranger verifies it and learns no name. With script and without.
 */
import { expect, test } from '@playwright/test';
import { idCheckDigit } from '#platform/text/index.ts';
import { signInResident, signInStaff } from '../support/sign-in.ts';

/** The wall clock here, for a shift that is on now. */
const clock = (minutes: number): string => new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(Date.now() + minutes * 60_000);
/** The day on which that is. */
const dayAt = (minutes: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + minutes * 60_000);

/** The last three digits in words, for names. */
const numeral = (mark: string): string => mark.slice(-3).replace(/\d/g, (digit) => '零一二三四五六七八九'[Number(digit)]!);

test('from joining to a certificate that anybody can verify', async ({ page, browser }, info) => {
	test.slow();
	const js = info.project.name === 'js';
	const mark = String(Date.now() + (js ? 0 : 1)).slice(-8);
	// A name of this run's own: lists know people by it.
	const name = `卫${numeral(mark)}`;
	const [phone, title] = [`120${mark}`, `值守${mark}`];
	const first17 = `99999919600101${mark.slice(-3)}`;
	const desk = await (await browser.newContext({ javaScriptEnabled: js, locale: 'zh-CN', viewport: { width: 1280, height: 900 } })).newPage();

	// The desk opens a shift that begins in a minute or so.
	await signInStaff(desk, 'liumin', '/desk/volunteers/shifts/new');
	await desk.getByLabel('做什么').fill(title);
	await desk.getByLabel('地点').fill('红云小区东门');
	await desk.getByLabel('日期').fill(dayAt(1));
	await desk.getByLabel('开始').fill(clock(1));
	await desk.getByLabel('结束').fill(clock(61));
	await desk.getByLabel('岗位', { exact: true }).first().fill('门岗');
	await desk.getByRole('button', { name: '开出班次' }).click();
	await expect(desk.getByRole('heading', { level: 1 })).toHaveText(title);
	const shift = new URL(desk.url()).pathname.split('/').at(-1)!;

	// Joining: the phone is the account's.
	await signInResident(page, browser, phone, '/volunteers/join');
	await page.getByLabel('姓名').fill(name);
	await page.getByLabel('身份证号').fill(first17 + idCheckDigit(first17));
	await page.getByRole('button', { name: '登记', exact: true }).click();
	await expect(page.getByText('欢迎您成为志愿者')).toBeVisible();

	// One tap.
	await page.goto('/volunteers');
	await page.getByRole('button', { name: new RegExp(title) }).click();
	await expect(page.getByText('报名成功')).toBeVisible();
	await expect(page.getByText('扫张贴的二维码签到')).toBeVisible();
	await expect(page.getByRole('button', { name: '签到' })).toHaveCount(0);

	// A wrong code is refused; staff check in whoever has none.
	await page.goto(`/volunteers/shifts/${shift}?k=guess`);
	await page.getByRole('button', { name: '签到' }).click();
	await expect(page.getByText('二维码不对')).toBeVisible();
	await desk.goto(`/desk/volunteers/shifts/${shift}`);
	await desk.getByRole('row', { name }).getByRole('button', { name: '签到' }).click();
	await expect(desk.getByRole('row', { name }).getByRole('button', { name: '签到' })).toHaveCount(0);

	// Nothing is served before the shift begins, so there is nothing to certify yet.
	const volunteer = (await desk.getByRole('link', { name }).getAttribute('href'))!;
	await page.goto('/my/volunteering');
	await expect(page.getByRole('button', { name: '签退' })).toBeVisible();
	await page.getByRole('button', { name: '签退' }).click();
	await expect(page.getByText('签退好了')).toBeVisible();
	await expect(page.getByRole('button', { name: '申请证明' })).toHaveCount(0);

	// Yesterday's shift, from the paper sheet.
	await desk.goto('/desk/volunteers/shifts/new');
	await desk.getByLabel('做什么').fill(`${title}昨`);
	await desk.getByLabel('地点').fill('红云小区东门');
	await desk.getByLabel('日期').fill(dayAt(-24 * 60));
	await desk.getByLabel('岗位', { exact: true }).first().fill('门岗');
	await desk.getByRole('button', { name: '开出班次' }).click();
	await expect(desk.getByRole('heading', { level: 1 })).toHaveText(`${title}昨`);
	await desk.getByRole('searchbox').last().fill(name);
	await desk.getByRole('button', { name: '找人' }).click();
	await desk.getByText('按纸质表补录').click();
	await desk.getByRole('button', { name: '补录', exact: true }).click();
	await expect(desk.getByRole('row', { name })).toContainText('2 小时');

	// Apply, accept, issue, verify.
	await page.goto('/my/volunteering');
	await page.getByRole('button', { name: '申请证明' }).click();
	await expect(page.getByText('申请收到了')).toBeVisible();
	await desk.goto(volunteer);
	await desk.getByRole('link', { name: '志愿服务记录证明' }).click();
	await desk.getByRole('button', { name: '受理' }).click();
	await desk.getByRole('button', { name: '出具证明' }).click();
	await expect(desk.getByRole('link', { name: '打印证明' })).toBeVisible();
	const verify = (await desk.getByRole('link', { name: '公开核验页' }).getAttribute('href'))!;
	await page.goto('/my/volunteering');
	const pdf = await page.request.get((await page.getByRole('link', { name: '下载证明' }).getAttribute('href'))!);
	expect(pdf.headers()['content-type']).toBe('application/pdf');
	const stranger = await (await browser.newContext({ javaScriptEnabled: js, locale: 'zh-CN' })).newPage();
	await stranger.goto('/verify');
	await stranger.getByLabel('证明编号').fill(verify.split('/').at(-1)!);
	await stranger.getByRole('button', { name: '核验' }).click();
	await expect(stranger.getByText('有效，公示中')).toBeVisible();
	await expect(stranger.getByText('2 小时')).toBeVisible();
	await expect(stranger.getByText(name)).toHaveCount(0);
	await expect(stranger.getByText(first17.slice(-4))).toHaveCount(0);
});

test('a lead without a role among the staff checks people in and out from their phone', async ({ page, browser }, info) => {
	test.slow();
	const js = info.project.name === 'js';
	const mark = String(Date.now() + (js ? 2 : 3)).slice(-8);
	const [leads, comes] = [`领${numeral(mark)}`, `来${numeral(mark)}`];
	const title = `巡逻${mark}`;
	const other = await (await browser.newContext({ javaScriptEnabled: js, locale: 'zh-CN' })).newPage();
	const desk = await (await browser.newContext({ javaScriptEnabled: js, locale: 'zh-CN', viewport: { width: 1280, height: 900 } })).newPage();

	for (const [who, name, phone] of [[page, leads, `120${mark}`], [other, comes, `1200${mark.slice(1)}`]] as const) {
		await signInResident(who, browser, phone, '/volunteers/join');
		await who.getByLabel('姓名').fill(name);
		await who.getByLabel('出生日期').fill('1960-01-01');
		await who.getByRole('button', { name: '登记', exact: true }).click();
		await expect(who.getByText('欢迎您成为志愿者')).toBeVisible();
	}
	const number = (await page.locator('dt', { hasText: '志愿者编号' }).locator('+ dd').textContent())!.trim();

	await signInStaff(desk, 'liumin', '/desk/volunteers/shifts/new');
	await desk.getByLabel('做什么').fill(title);
	await desk.getByLabel('地点').fill('红云小区东门');
	await desk.getByLabel('日期').fill(dayAt(1));
	await desk.getByLabel('开始').fill(clock(1));
	await desk.getByLabel('结束').fill(clock(61));
	await desk.getByLabel('负责人（志愿者编号）').fill(number);
	await desk.getByLabel('岗位', { exact: true }).first().fill('巡逻员');
	await desk.getByRole('button', { name: '开出班次' }).click();
	await expect(desk.getByRole('heading', { level: 1 })).toHaveText(title);
	const shift = `/volunteers/shifts/${new URL(desk.url()).pathname.split('/').at(-1)!}`;

	// Whoever comes sees no list of the others.
	await other.goto(shift);
	await other.getByRole('button', { name: /我来/ }).click();
	await expect(other.getByText('报名成功')).toBeVisible();
	await expect(other.getByRole('heading', { name: '到场的人' })).toHaveCount(0);

	// The lead finds the shift on their own page.
	await page.goto('/my/volunteering');
	await page.getByRole('link', { name: title }).click();
	await page.getByRole('button', { name: `来了 · ${comes}` }).click();
	await expect(page.getByText('记下了，人已到')).toBeVisible();
	await expect(page.getByText(/\d\d:\d\d 来了/)).toBeVisible();
	await other.goto(shift);
	await expect(other.getByText(/已签到/)).toBeVisible();
	await page.getByRole('button', { name: `走了 · ${comes}` }).click();
	await expect(page.getByText('记下了，这次计入')).toBeVisible();
	await expect(page.getByText(/\d\d:\d\d 来，\d\d:\d\d 走/)).toBeVisible();
});
