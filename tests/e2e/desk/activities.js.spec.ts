import { expect, test } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

test.use({ viewport: { width: 1280, height: 900 } });

/* A series is offered with a preview that warns of a clash, published, one of its dates is moved and moved back, and the site follows. */
test('an activity is offered, published, moved, and seen on the site', async ({ page }) => {
	await signInStaff(page, 'liumin', '/desk/activities/new');
	const title = `编织角 ${Date.now()}`;
	await page.locator('select[name=kind]').selectOption('course');
	await page.locator('input[name=title]').fill(title);
	const first = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
	await page.locator('input[name=firstOn]').fill(first);
	await page.locator('select[name=repeat]').selectOption('weekly');
	await page.locator('input[name=times]').fill('3');
	await page.locator('input[name=place]').fill('红云社区文化活动室');
	await expect(page.getByText('一年内办 3 场')).toBeVisible();
	await page.getByRole('button', { name: '保存并发布' }).click();
	await expect(page.getByText('已发布，居民在网站上能看到了。')).toBeVisible();

	await page.locator('.news a').first().click();
	await page.getByText('改期', { exact: true }).click();
	await page.locator('form[action="?/move"] input[name=startsAt]').fill('09:10');
	await page.locator('form[action="?/move"] input[name=endsAt]').fill('10:40');
	await page.locator('form[action="?/move"] input[name=why]').fill('老师有事');
	await page.getByRole('button', { name: '改到这个时间' }).click();
	await expect(page.getByText('已改期；报名的人会收到通知。')).toBeVisible();

	await page.getByRole('link', { name: '看网站上的样子' }).click();
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
	await expect(page.getByText('09:10–10:40').first()).toBeVisible();
	await expect(page.getByText('老师有事')).toBeVisible();
	await page.goBack();
	await page.getByRole('button', { name: '撤销改期' }).click();
	await expect(page.getByText('已撤销。')).toBeVisible();
	await expect(page.getByText('14:30–16:00').first()).toBeVisible();

	await page.goto('/desk/activities/calendar');
	// Keys work once the script has come.
	await expect(async () => {
		await page.keyboard.press('w');
		await expect(page).toHaveURL(/view=week/, { timeout: 1_000 });
	}).toPass();
	await page.keyboard.press('ArrowRight');
	await expect(page).toHaveURL(/day=\d{4}-\d\d-\d\d/);
});

/* Looking for somebody in the register leaves what was typed beside it; who is refused stands there again, still ticked. */
test('signing others up loses nothing that was typed while one looks for somebody', async ({ page }) => {
	await signInStaff(page, 'liumin', '/desk/activities');
	await page.locator('a[href^="/desk/activities/0"]').first().click();
	await page.getByRole('link', { name: '替人报名' }).click();
	const lines = page.locator('textarea[name=lines]');
	const name = `陈阿姨${Date.now() % 100_000}`;
	await lines.fill(`${name} 12000007788`);
	await page.getByText('电话', { exact: true }).click();
	await page.locator('input[name=words]').fill('王');
	await page.getByRole('button', { name: '找人' }).click();
	const found = page.locator('input[name="personId[]"]');
	await expect(found.first()).toBeAttached();
	await expect(lines).toHaveValue(`${name} 12000007788`);
	await expect(page.locator('input[name=source][value=phone]')).toBeChecked();
	// A line that cannot be read: all of it comes back, whoever was found and ticked too.
	const one = page.locator('input[name="personId[]"]:enabled').first();
	await one.check();
	const id = await one.getAttribute('value');
	await lines.fill('12000007788');
	await page.getByRole('button', { name: '报名', exact: true }).click();
	await expect(page.getByText('第 1 行看不懂')).toBeVisible();
	await expect(lines).toHaveValue('12000007788');
	await expect(page.locator(`input[name="personId[]"][value="${id}"]`)).toBeChecked();
});

