import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

const PICTURE = 'static/icon-192.png';

/** What waits on the phone, first come first. */
const kept = () =>
	new Promise<{ clientId: string; address: string } | undefined>((give, fail) => {
		const open = indexedDB.open('baiyun-patrol');
		open.onerror = () => fail(open.error);
		open.onsuccess = () => {
			const all = open.result.transaction('waiting').objectStore('waiting').getAll();
			all.onsuccess = () => give(all.result[0]);
			all.onerror = () => fail(all.error);
		};
	});

test('a case written without a network is kept over a reload and sent once when the network is back', async ({ page, context }) => {
	const text = `三号楼门口井盖松动 ${Date.now() % 1_000_000}`;
	await signInStaff(page, 'zhangwei', '/desk/patrol');
	await expect(page.getByText('手机上没有未发出的。')).toBeVisible();
	// The worker keeps the page before the patrol leaves.
	await expect.poll(() => page.evaluate(async () => (await caches.match('/desk/patrol')) !== undefined), { timeout: 15_000 }).toBe(true);
	const shell = await page.evaluate(async () => (await caches.match('/desk/patrol'))!.text());
	expect(shell).not.toContain('张伟');

	await context.setOffline(true);
	await page.reload();
	await expect(page.getByRole('button', { name: '用我现在的位置' })).toBeVisible();
	await page.getByLabel('看到了什么').fill(text);
	await page.getByLabel('位置', { exact: true }).fill('红云里3号楼门口');
	await page.locator('input[type=file]').setInputFiles(PICTURE);
	await expect(page.getByText('已拍 1 张')).toBeVisible();
	await page.getByRole('button', { name: '保存并上报' }).click();
	await expect(page.getByText('手机上还有 1 件没发出')).toBeVisible();

	// The tab is closed by the phone and opened again, still without a network.
	await page.reload();
	await expect(page.getByText('手机上还有 1 件没发出')).toBeVisible();
	await expect(page.getByText(text)).toBeVisible();

	// The network comes back, and the case goes by itself or at a push.
	const { clientId, address } = (await page.evaluate(kept))!;
	await context.setOffline(false);
	await expect(async () => {
		const send = page.getByRole('button', { name: '现在发送' });
		if (await send.isVisible()) await send.click();
		await expect(page.getByText('手机上没有未发出的。')).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 20_000 });
	const number = /\d{8}-\d{4}/.exec((await page.getByRole('list').last().textContent()) ?? '')![0];

	// Had the answer been lost, the phone would have sent it again: it finds the same case.
	const again = await page.request.post('/desk/patrol/send', { headers: { origin: new URL(page.url()).origin }, multipart: { clientId, text, address } });
	expect(await again.json()).toMatchObject({ number });

	await page.setViewportSize({ width: 1280, height: 860 });
	await page.goto(`/desk/requests?queue=all&text=${encodeURIComponent(text)}`);
	await expect(page.locator('.case')).toHaveCount(1);
	await page.locator('.case a').click();
	await expect(page.locator('.said')).toContainText(text);
});

test('a case that the server refuses stays with its reason, can be mended or dropped and brought back', async ({ page, context }) => {
	await signInStaff(page, 'zhangwei', '/desk/patrol');
	await context.route('**/desk/patrol/send', (route) => route.fulfill({ status: 422, contentType: 'application/json', body: JSON.stringify({ error: { code: 'platform.invalidInput', fields: [{ path: 'text', code: 'requests.textTooLong' }] } }) }));
	await page.getByLabel('看到了什么').fill('路灯杆歪了');
	await page.getByRole('button', { name: '保存并上报' }).click();
	await expect(page.getByText('没有收下')).toBeVisible();
	await expect(page.getByText('最多写 4000 个字。')).toBeVisible();

	await page.getByRole('button', { name: '放弃' }).click();
	await expect(page.getByText('手机上没有未发出的。')).toBeVisible();
	await page.getByRole('button', { name: '撤销' }).click();
	await expect(page.getByText('路灯杆歪了')).toBeVisible();

	await context.unroute('**/desk/patrol/send');
	await page.getByRole('button', { name: '修改' }).click();
	await expect(page.getByLabel('看到了什么')).toHaveValue('路灯杆歪了');
	await page.getByLabel('看到了什么').fill('菜场门口路灯杆歪了');
	await page.getByRole('button', { name: '保存并上报' }).click();
	await expect(page.getByText('手机上没有未发出的。')).toBeVisible();
	await expect(page.getByText(/\d{8}-\d{4}/)).toBeVisible();
});

test('the patrol’s page fits a small phone and has nothing that axe finds', async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 640 });
	await signInStaff(page, 'zhangwei', '/desk/patrol');
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
});
