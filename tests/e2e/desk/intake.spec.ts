import { expect, test, type Page } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

test.use({ viewport: { width: 1280, height: 900 } });

const PICTURE = 'static/icon-192.png';
const aPhone = () => `120${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
const register = (page: Page) => page.getByRole('button', { name: '登记', exact: true }).click();

/** With script the look comes by itself; without, by its button. */
async function look(page: Page, script: boolean | undefined) {
	if (script === false) await page.getByRole('button', { name: '查一下' }).click();
}

test('a need told on the telephone is registered, with a slip; the next call finds it before it ends', async ({ page, javaScriptEnabled }) => {
	const phone = aPhone();
	await signInStaff(page, 'zhangwei', '/desk/requests/new');

	// A number that is none is refused; what was said, the name and the photo stay.
	await page.getByLabel('电话号码').fill('1200000');
	await page.getByLabel('怎么称呼').fill('王阿姨');
	await page.getByLabel('他说的是').fill('三号楼二单元楼道灯不亮三天了');
	await page.locator('input[name="photos[]"]').setInputFiles(PICTURE);
	await register(page);
	await expect(page.getByText('这个电话号码不对')).toBeVisible();
	await expect(page.getByLabel('怎么称呼')).toHaveValue('王阿姨');
	await expect(page.getByLabel('他说的是')).toHaveValue('三号楼二单元楼道灯不亮三天了');
	await expect(page.getByText('已收到 1 张照片')).toBeVisible();

	await page.getByLabel('电话号码').fill(phone);
	await page.getByLabel('地址或位置').fill('红云里3号楼2单元');
	await look(page, javaScriptEnabled);
	const aside = page.getByRole('complementary', { name: '来电人和资源' });
	await expect(aside.getByText('这个号码以前没有提过诉求。')).toBeVisible();
	await expect(aside.getByText('楼道灯不亮', { exact: true })).toBeVisible();
	await register(page);
	await expect(page).toHaveURL(/done=/);
	const number = (await page.locator('.number').textContent()) ?? '';
	expect(number).toMatch(/^\d{8}-\d{4}$/);
	for (const size of ['A6', '80 毫米']) {
		const slip = await page.request.get((await page.getByRole('link', { name: size }).getAttribute('href'))!);
		expect(slip.headers()['content-type']).toBe('application/pdf');
		expect((await slip.body()).subarray(0, 5).toString()).toBe('%PDF-');
	}

	// The same person calls again: it is this case, and no second one.
	await page.getByRole('link', { name: '再登记一件' }).click();
	await page.getByLabel('电话号码').fill(phone);
	await look(page, javaScriptEnabled);
	await expect(aside.getByRole('link', { name: number })).toBeVisible();
	await expect(aside.getByText('在办 1 件，共 1 件')).toBeVisible();
	await aside.getByText('就是这件').click();
	await aside.getByLabel('他这次说了什么').fill('还是不亮，老人不敢下楼');
	await aside.getByRole('button', { name: '催办' }).click();
	await expect(page.getByText('已催办')).toBeVisible();
	await page.getByLabel('电话号码').fill(phone);
	await look(page, javaScriptEnabled);
	await expect(aside.getByText('已催 1 次')).toBeVisible();
});

test('a double click registers once; a neighbour who says the same joins it', async ({ page, javaScriptEnabled }) => {
	await signInStaff(page, 'zhangwei', '/desk/requests/new');
	const form = { phone: aPhone(), text: `红云里五号楼门口井盖松动 ${Date.now()}`, address: '红云里5号楼' };
	await page.getByLabel('电话号码').fill(form.phone);
	await page.getByLabel('他说的是').fill(form.text);
	await page.getByLabel('地址或位置').fill(form.address);
	const clientId = await page.locator('input[name=clientId]').inputValue();
	await register(page);
	await expect(page).toHaveURL(/done=/);
	const number = (await page.locator('.number').textContent()) ?? '';

	// The answer was lost and the same form is sent again.
	await page.goto('/desk/requests/new');
	await page.locator('input[name=clientId]').evaluate((input: HTMLInputElement, value) => (input.value = value), clientId);
	await page.getByLabel('电话号码').fill(form.phone);
	await page.getByLabel('他说的是').fill(form.text);
	await register(page);
	await expect(page.getByRole('heading', { name: '这件已经登记过了' })).toBeVisible();
	await expect(page.locator('.number')).toHaveText(number);

	await page.goto('/desk/requests/new');
	await page.getByLabel('电话号码').fill(aPhone());
	await page.getByLabel('他说的是').fill(form.text);
	await page.getByLabel('地址或位置').fill(form.address);
	await look(page, javaScriptEnabled);
	const aside = page.getByRole('complementary', { name: '来电人和资源' });
	await expect(aside.getByRole('link', { name: number })).toBeVisible();
	await aside.getByRole('listitem').filter({ hasText: number }).getByRole('button', { name: '也是这件' }).click();
	await expect(page.getByText('已记下，结果会一起告诉他')).toBeVisible();
});

test('what is being typed survives a reload, without the telephone', async ({ page, javaScriptEnabled }) => {
	test.skip(javaScriptEnabled === false, 'drafts are kept by script');
	await signInStaff(page, 'zhangwei', '/desk/requests/new');
	await page.getByLabel('电话号码').fill('12000000001');
	await page.getByLabel('他说的是').fill('楼上漏水到我家');
	// The script has seen it: the caller's side is filled.
	await expect(page.getByText('输入完整的电话号码')).toHaveCount(0);
	await page.reload();
	await expect(page.getByLabel('他说的是')).toHaveValue('楼上漏水到我家');
	await expect(page.getByLabel('电话号码')).toHaveValue('');
	expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('12000000001');
	await page.getByRole('button', { name: '清空重写' }).click();
	await expect(page.getByLabel('他说的是')).toHaveValue('');
});
