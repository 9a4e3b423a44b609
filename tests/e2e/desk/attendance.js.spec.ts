import { expect, test } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

const PIN = '204816';
const shanghai = (minutes: number, locale: string, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', ...options }).format(Date.now() + minutes * 60_000);
const clock = (minutes: number): string => shanghai(minutes, 'en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/* At the door without a network: the list is taken along, somebody comes unannounced, the page is killed; with the network it arrives, once. */
test('who comes without a network is checked in on the phone, and counted once when the network is back', async ({ page, context }) => {
	test.setTimeout(90_000);
	const title = `门口签到 ${Date.now()}`;
	const walkIn = `来宾${Date.now() % 10_000}`;
	await signInStaff(page, 'liumin', '/desk/activities/new');
	await page.locator('select[name=kind]').selectOption('lecture');
	await page.locator('input[name=title]').fill(title);
	await page.locator('input[name=firstOn]').fill(shanghai(5, 'sv-SE', { dateStyle: 'short' }));
	await page.locator('input[name=startsAt]').fill(clock(5));
	await page.locator('input[name=endsAt]').fill(clock(65));
	await page.locator('input[name=place]').fill('红云社区一楼');
	await page.getByRole('button', { name: '保存并发布' }).click();
	await expect(page.getByText('已发布，居民在网站上能看到了。')).toBeVisible();
	const roster = `${new URL(page.url()).pathname}/attendance`;

	await page.setViewportSize({ width: 390, height: 800 });
	await page.goto('/phone/attendance');
	await page.getByRole('button', { name: '带上今天的名单' }).click();
	await page.getByLabel('设一个 6 位数字密码').fill(PIN);
	await page.getByLabel('再输入一次').fill(PIN);
	await page.getByRole('button', { name: '带上今天的名单' }).click();
	await expect(page.getByRole('button', { name: title })).toBeVisible({ timeout: 20_000 });
	await expect.poll(() => page.evaluate(async () => (await caches.match('/phone/attendance')) !== undefined), { timeout: 20_000 }).toBe(true);

	await context.setOffline(true);
	await page.getByRole('button', { name: title }).click();
	await page.getByLabel('名字').fill(walkIn);
	await page.getByRole('button', { name: '登记签到' }).click();
	await expect(page.getByText(`已签到：${walkIn}`)).toBeVisible();
	await page.close();

	const later = await context.newPage();
	await later.setViewportSize({ width: 390, height: 800 });
	await later.goto('/phone/attendance');
	await expect(later.getByRole('heading', { name: '名单已锁上' })).toBeVisible();
	await expect(later.getByText(walkIn)).toHaveCount(0);
	await context.setOffline(false);
	// Nobody opens the list for that: it goes by itself, locked as it is.
	await expect(later.getByText('签到都发出了')).toBeVisible({ timeout: 20_000 });

	await later.goto(roster);
	await expect(later.getByRole('rowheader', { name: walkIn })).toHaveCount(1);
	await expect(later.getByRole('link', { name: '直接来的 1' })).toBeVisible();
});
