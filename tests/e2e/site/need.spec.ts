import { expect, test, type Page } from '@playwright/test';

/** A picture of 2 × 2 pixels. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGNsaGhgYGBgYmBgYGBgAAAOCgGFB7yXcQAAAABJRU5ErkJggg==', 'base64');
const PHONE = () => `120${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;

async function tell(page: Page, words: string) {
	await page.goto('/');
	await page.getByRole('textbox').fill(words);
	await page.getByRole('button', { name: '说一说' }).click();
	if (new URL(page.url()).pathname === '/tell/ways') await page.locator('button[name=chosen][value=""]').click();
	await expect(page).toHaveURL(/\/tell\/details/);
}

async function answerRequired(page: Page) {
	for (const group of await page.locator('fieldset:has(input[type=radio][required])').all()) await group.locator('input').last().check();
}

test('a need is told in one field, gets a number, is followed by number and phone, and nothing typed is lost on the way', async ({ page, browser }) => {
	const phone = PHONE();
	await tell(page, '小区东门口的垃圾桶满了好几天没人清');
	await expect(page.getByText('小区东门口的垃圾桶满了好几天没人清')).toBeVisible();

	// Without a phone it is refused where the kind needs one, and with a broken picture; everything stays.
	await page.locator('input[name="photos[]"]').setInputFiles([
		{ name: '桶.png', mimeType: 'image/png', buffer: PNG },
		{ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') }
	]);
	await page.locator('input[name=name]').fill('王阿姨');
	await page.locator('input[name=address]').fill('东门外第二个岗亭旁');
	await page.getByRole('button', { name: '告诉社区' }).click();
	await expect(page.getByRole('alert').or(page.locator('.notice-late'))).toBeVisible();
	await expect(page.locator('input[name=name]')).toHaveValue('王阿姨');
	await expect(page.locator('input[name=address]')).toHaveValue('东门外第二个岗亭旁');

	// The language changes, the page is left and come back to: it is all still there.
	await page.getByRole('link', { name: 'English' }).click();
	await expect(page.locator('input[name=name]')).toHaveValue('王阿姨');
	await page.getByRole('link', { name: '中文' }).click();
	await page.goto('/notices');
	await page.goto('/tell');
	await expect(page.locator('textarea[name=text]')).toHaveValue('小区东门口的垃圾桶满了好几天没人清');
	await page.goto('/tell/details');

	await page.locator('input[name=phone]').fill(phone);
	await answerRequired(page);
	await page.getByRole('button', { name: '告诉社区' }).click();
	await expect(page).toHaveURL(/\/case\/\d{8}-\d{4,}/);
	const number = (await page.locator('.number').first().textContent())!.trim();
	await expect(page.getByText('已经收到，编号是')).toBeVisible();
	await expect(page.locator('.step')).toHaveCount(5);
	await expect(page.getByRole('heading', { name: '谁负责' })).toBeVisible();
	await expect(page.getByRole('heading', { name: '什么时候之前' })).toBeVisible();
	await expect(page.getByRole('heading', { name: '接下来' })).toBeVisible();

	await page.locator('textarea[name=body]').fill('今天又多了一袋');
	await page.getByRole('button', { name: '发送' }).click();
	await expect(page.getByText('今天又多了一袋')).toBeVisible();

	// Somebody else has the number but not the phone.
	const other = await (await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN', baseURL: new URL(page.url()).origin })).newPage();
	await other.goto(`/case/${number}`);
	await expect(other).toHaveURL(/\/follow\?number=/);
	await other.locator('input[name=phone]').fill(PHONE());
	await other.getByRole('button', { name: '查一查' }).click();
	await expect(other.getByText('没有查到。')).toBeVisible();
	await other.locator('input[name=phone]').fill(phone);
	await other.getByRole('button', { name: '查一查' }).click();
	await expect(other).toHaveURL(new RegExp(`/case/${number}`));

	// Withdrawn by the resident, it says so and offers nothing more to do.
	await other.locator('summary', { hasText: '撤回，不用办了' }).click();
	await other.getByRole('button', { name: '撤回，不用办了' }).click();
	await expect(other.locator('h1')).toContainText('已撤回');
	await expect(other.getByRole('button', { name: '撤回，不用办了' })).toHaveCount(0);
	await other.context().close();
});

test('a double tap and a resend make one case', async ({ page }) => {
	await tell(page, '楼下广场舞音量太大，晚上十点还在跳');
	await page.locator('input[name=phone]').fill(PHONE());
	await answerRequired(page);
	const form = page.locator('form[action="?/send"]');
	const body = await form.evaluate((element) => [...new FormData(element as HTMLFormElement)].filter(([, value]) => typeof value === 'string') as [string, string][]);
	const send = () => {
		const data = new FormData();
		for (const [name, value] of body) data.append(name, name === 'address' && !value ? '3号楼前' : value);
		return page.request.post('/tell/details?/send', { multipart: data, maxRedirects: 0, headers: { origin: new URL(page.url()).origin, accept: 'text/html' } });
	};
	const [one, two] = await Promise.all([send(), send()]);
	const three = await send();
	for (const answer of [one, two, three]) expect(answer.status(), await answer.text().catch(() => '')).toBe(303);
	const numbers = [one, two, three].map((answer) => /\/case\/([\d-]+)/.exec(answer.headers()['location'] ?? '')?.[1]);
	expect(numbers[0]).toBeTruthy();
	expect(new Set(numbers).size).toBe(1);
});

test('an error of the site can be reported without a phone, and is followed by the page alone', async ({ page }) => {
	await page.goto('/notices');
	await page.getByRole('link', { name: '网站找错' }).click();
	await expect(page.locator('input[name=page]')).toHaveValue('/notices');
	await page.locator('textarea[name=what]').fill('第二条通知的电话少了一位');
	await page.getByRole('button', { name: '告诉我们' }).click();
	await expect(page).toHaveURL(/\/case\//);
	await expect(page.getByText('您没有留电话')).toBeVisible();
});

test('following is slowed for whoever guesses', async ({ playwright, baseURL }) => {
	const request = await playwright.request.newContext({ baseURL: baseURL!, extraHTTPHeaders: { origin: baseURL! } });
	let last = 0;
	for (let i = 0; i < 30 && last !== 429; i++) last = (await request.post('/follow', { form: { number: '20200101-0001', phone: PHONE() }, headers: { accept: 'text/html' }, maxRedirects: 0 })).status();
	expect(last).toBe(429);
	await request.dispose();
});
