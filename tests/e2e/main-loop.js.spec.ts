import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';
import { signInStaff } from './support/sign-in.ts';

/*
 * The product's main job, once through: a need meets a resource, is served, comes back when the resident says it is not
 * solved, is served again, confirmed, and counted. The resident has a phone without script; everybody at a desk has script.
 */

const DESK = { width: 1440, height: 900 };

test('a need is told, offered, agreed, served, denied, served again, confirmed and counted', async ({ browser, baseURL }) => {
	test.setTimeout(120_000);
	const photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#cfe2d9' } }).png().toBuffer();
	const phone = `120${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
	const resident = await (await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 390, height: 844 } })).newPage();
	resident.setDefaultTimeout(10_000);
	const number = await tellNeed(resident, phone);

	// The worker finds it where new needs arrive, accepts it by key and puts it before a provider of the directory.
	const worker = await desk(browser, baseURL!, 'zhangwei', '/desk/requests?queue=to_accept');
	await worker.getByRole('link', { name: number.slice(-9) }).click();
	await expect(worker.locator('.steps-bar')).toBeVisible();
	const id = new URL(worker.url()).searchParams.get('id')!;
	await press(worker, 'a', '受理');
	await press(worker, 'i', '我来办');
	await openStep(worker, 'o', 'offer', async (form) => {
		// Any service of the directory is found by words; the list is reached and walked by key.
		await form.getByRole('searchbox').fill('暖阳居家照护服务社 助浴');
		await expect(form.getByRole('status')).toContainText('找到');
		await form.getByRole('searchbox').press('ArrowDown');
		await expect(form.getByRole('radio').first()).toBeFocused();
		await form.getByRole('radio', { name: '暖阳居家照护服务社' }).first().check();
		await form.locator('textarea[name=need]').fill('老人摔伤，需要上门助浴');
		await form.locator('input[name=shareContact]').check();
	});
	await expect(worker.locator('main')).toContainText('暖阳居家照护服务社');

	await providerProposes(browser, baseURL!, number, '10');

	// Followed by number and phone; the time is agreed without script.
	await resident.context().clearCookies();
	await resident.goto('/follow');
	await resident.locator('input[name=number]').fill(number);
	await resident.locator('input[name=phone]').fill(phone);
	await resident.getByRole('button', { name: '查一查' }).click();
	await expect(resident).toHaveURL(new RegExp(`/case/${number}`));
	await expect(resident.getByRole('heading', { name: '给您约了一个时间，行吗？' })).toBeVisible();
	// The first time does not suit; the provider is told when it would, and names another.
	await resident.locator('summary', { hasText: '这个时间不行' }).click();
	await resident.locator('input[name="wishes[]"][value=afternoon]').check();
	await resident.locator('form[action="?/slotNo"] [name=note]').fill('上午要去医院');
	await resident.getByRole('button', { name: '告诉他们' }).click();
	await expect(resident.getByText('已经告诉他们，会再跟您约时间。')).toBeVisible();
	await worker.goto(`/desk/requests?queue=unread&id=${id}`);
	await expect(worker.locator('main')).toContainText('上午要去医院');
	await providerProposes(browser, baseURL!, number, '15', '下午方便');
	await resident.goto(`/case/${number}`);
	await resident.getByRole('button', { name: '行，就这个时间' }).click();
	await expect(resident.getByRole('heading', { name: '时间已定' })).toBeVisible();

	// Contact recorded, served with a photo.
	await worker.goto(`/desk/requests?queue=mine&id=${id}`);
	await openStep(worker, 'c', 'record_contact', async (form) => {
		await form.locator('input[name=outcome][value=reached]').check();
		await form.locator('textarea[name=note]').fill('已电话联系');
	});
	await openStep(worker, 'f', 'serve', async (form) => {
		await form.locator('textarea[name=note]').fill('周四上午上门助浴，老人平稳');
		await form.locator('input[type=file]').setInputFiles({ name: '现场.png', mimeType: 'image/png', buffer: photo });
	});

	// "Not solved": back to the first owner, with the resident's words where the next step is taken.
	await resident.goto(`/case/${number}`);
	await expect(resident.getByText('周四上午上门助浴，老人平稳').first()).toBeVisible();
	await expect(resident.locator('img[src*="/files/"]')).toHaveCount(1);
	await resident.locator('summary', { hasText: '没解决' }).click();
	await resident.locator('form[action="?/deny"] textarea').fill('洗得太匆忙，头发没洗');
	await resident.getByRole('button', { name: '告诉他们，接着办' }).click();
	await expect(resident.getByText('已退回第一位负责人接着办').first()).toBeVisible();
	await worker.goto(`/desk/requests?queue=mine&id=${id}`);
	await expect(worker.getByText('居民说没解决')).toBeVisible();
	await expect(worker.getByText('洗得太匆忙，头发没洗').first()).toBeVisible();
	await openStep(worker, 'f', 'serve', (form) => form.locator('textarea[name=note]').fill('补洗了头发，已向老人致歉'));

	// The resident closes with one tap and rates afterwards.
	await resident.goto(`/case/${number}`);
	await resident.getByRole('button', { name: '解决了', exact: true }).click();
	await expect(resident.getByText('谢谢您。这件事办结了。')).toBeVisible();
	await resident.locator('form[action="?/rate"] input[name=rating][value="5"]').check();
	await resident.getByRole('button', { name: '评价', exact: true }).click();
	await expect(resident.getByText('谢谢您的评价。')).toBeVisible();

	// Counted, and the number opens to it.
	const head = await desk(browser, baseURL!, 'liumin', '/desk/requests/rates');
	await head.goto('/desk/requests/rates/solve?period=week&part=numerator');
	await expect(head.getByRole('link', { name: number })).toBeVisible();
	await head.goto('/desk/requests/rates/satisfaction?period=week&part=numerator');
	await head.getByRole('link', { name: number }).click();
	await expect(head.locator('main')).toContainText('已解决');

	for (const page of [resident, worker, head]) await page.context().close();
});

/** Tells a need from the front page, takes none of the offers, fills in the details. @returns the case's number */
async function tellNeed(page: Page, phone: string): Promise<string> {
	await page.goto('/?senior=1');
	await page.getByRole('textbox').fill('老伴摔了一跤，想请人上门照护洗澡');
	await page.getByRole('button', { name: '说一说' }).click();
	await expect(page).toHaveURL(/\/tell\/ways/);
	await expect(page.locator('.reasons li').first()).toBeVisible();
	await page.getByRole('button', { name: '都不是，请社区联系我' }).click();
	await expect(page).toHaveURL(/\/tell\/details/);
	for (const group of await page.locator('fieldset:has(input[type=radio][required])').all()) await group.locator('input').last().check();
	await page.locator('input[name=address]').fill('红云小区3号楼2单元301');
	await page.locator('summary', { hasText: '都可以不填' }).click();
	await page.locator('select[name=communityId]').selectOption({ label: '红云社区' });
	await page.locator('input[name=phone]').fill(phone);
	await page.getByRole('button', { name: '告诉社区' }).click();
	await expect(page).toHaveURL(/\/case\/\d{8}-\d{4,}/);
	return (await page.locator('.number').first().textContent())!.trim();
}

/** The provider's contact proposes tomorrow at the full hour: at first after taking the case, later after reading when it would suit. */
async function providerProposes(browser: Browser, baseURL: string, number: string, hour: string, wish?: string): Promise<void> {
	const page = await desk(browser, baseURL, 'nuanyang', '/desk/offers');
	const card = page.getByRole('listitem').filter({ hasText: number });
	if (wish) await expect(card.getByText(wish)).toBeVisible();
	else await card.getByRole('button', { name: '接', exact: true }).click();
	await expect(card.getByText(wish ? '待另提' : '服务方已接').first()).toBeVisible();
	await card.locator('summary', { hasText: '提出时间' }).click();
	const day = new Date(Date.now() + 24 * 3_600_000 + 8 * 3_600_000).toISOString().slice(0, 10);
	await card.locator('input[name=startsAt]').fill(`${day}T${hour}:00`);
	await card.locator('input[name=endsAt]').fill(`${day}T${hour}:45`);
	await card.locator('input[name=place]').fill('老人家里');
	await card.getByRole('button', { name: '提出时间' }).click();
	await expect(card.getByText('待居民确认时间')).toBeVisible();
	await page.context().close();
}

async function desk(browser: Browser, baseURL: string, username: string, next: string): Promise<Page> {
	const page = await (await browser.newContext({ baseURL, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: DESK })).newPage();
	page.setDefaultTimeout(10_000);
	page.on('pageerror', (error) => {
		throw error;
	});
	await signInStaff(page, username, next);
	return page;
}

/** Takes a step that asks for nothing, by its letter, and waits until it is recorded. */
async function press(page: Page, key: string, action: string): Promise<void> {
	const button = page.locator(`button[data-key="${key}"]`);
	await expect(button).toBeVisible();
	// The letter is heard once the page is hydrated.
	await expect(async () => {
		if (await button.count()) await page.keyboard.press(key);
		await expect(page.getByText(`“${action}”已记下`).first()).toBeVisible({ timeout: 2_000 });
	}).toPass({ timeout: 15_000 });
}

/** Opens a step's form by its letter, fills it in and sends it; the step is recorded. */
async function openStep(page: Page, key: string, step: string, fill: (form: Locator) => Promise<void>): Promise<void> {
	const form = page.locator(`form[data-step=${step}]`);
	await expect(page.locator('.steps-bar')).toBeVisible();
	await expect(async () => {
		await page.keyboard.press(key);
		await expect(form).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 15_000 });
	await fill(form);
	await form.getByRole('button').last().click();
	// It folds away only when the step was taken; refused, it stays with what was typed.
	await expect(form).toBeHidden();
	await expect(page.locator('.toast', { hasText: '已记下' }).last()).toBeVisible();
}
