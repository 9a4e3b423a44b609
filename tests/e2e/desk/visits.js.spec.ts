import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { signInStaff } from '../support/sign-in.ts';

const PIN = '204816';

/** Takes today's list along under the PIN. The worker must be signed in. */
async function takeAlong(page: Page): Promise<void> {
	await page.goto('/phone/visits');
	await page.getByRole('button', { name: '带走今天的名单' }).click();
	await page.getByLabel('设一个 6 位数字密码').fill(PIN);
	await page.getByLabel('再输入一次').fill(PIN);
	await page.getByRole('button', { name: '带走今天的名单' }).click();
	await expect(page.locator('button.stop').first()).toBeVisible({ timeout: 20_000 });
	// The page is kept before the worker leaves.
	await expect.poll(() => page.evaluate(async () => (await caches.match('/phone/visits')) !== undefined), { timeout: 20_000 }).toBe(true);
}

async function openList(page: Page): Promise<void> {
	await page.getByLabel('6 位数字密码').fill(PIN);
	await page.getByRole('button', { name: '打开名单' }).click();
	await expect(page.locator('button.stop').first()).toBeVisible({ timeout: 20_000 });
}

/** Everything that this origin keeps in the browser, as text: IndexedDB (bytes read as words), caches, storage. */
const everythingKept = (page: Page): Promise<string> =>
	page.evaluate(async () => {
		const words = (value: unknown): string => {
			if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
			if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
			if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) return Object.entries(value).map(([key, part]) => `${key}:${words(part)}`).join('\n');
			return Array.isArray(value) ? value.map(words).join('\n') : String(value);
		};
		const out: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
		for (const { name } of await indexedDB.databases()) {
			const db = await new Promise<IDBDatabase>((give, fail) => {
				const open = indexedDB.open(name!);
				open.onsuccess = () => give(open.result);
				open.onerror = () => fail(open.error);
			});
			for (const store of db.objectStoreNames)
				out.push(
					await new Promise<string>((give, fail) => {
						const all = db.transaction(store).objectStore(store).getAll();
						all.onsuccess = () => give(all.result.map(words).join('\n'));
						all.onerror = () => fail(all.error);
					})
				);
			db.close();
		}
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) if (!request.url.includes('/_app/immutable/')) out.push(request.url, await (await cache.match(request))!.text());
		}
		return out.join('\n');
	});

/** How many visits of a person say a word. */
async function timesWritten(page: Page, personId: string, word: string): Promise<number> {
	await page.goto(`/desk/visits/of/${personId}`);
	await expect(page.getByRole('heading', { name: '走访记录' })).toBeVisible();
	return page.locator('.entry', { hasText: word }).count();
}

test('two visits written without a network survive a killed page and an ended session, nobody reads them on the phone, and both arrive once', async ({ page, context, browser }) => {
	test.setTimeout(120_000);
	await signInStaff(page, 'sunyan', '/desk/visits');
	const people = await page.locator('a.stop').evaluateAll((links) => links.map((link) => ({ id: link.getAttribute('href')!.split('/').pop()!, name: link.querySelector('strong')!.textContent!.trim() })));
	expect(people.length).toBeGreaterThanOrEqual(2);
	const words = people.slice(0, 2).map((_, i) => `膝盖疼${Date.now() % 1_000_000}${i}`);
	await takeAlong(page);

	await context.setOffline(true);
	// The browser is killed and opened again: the page stands there locked.
	await page.close();
	const later = await context.newPage();
	await later.goto('/phone/visits');
	await expect(later.getByRole('heading', { name: '名单已锁上' })).toBeVisible();
	for (const { name } of people) await expect(later.getByText(name)).toHaveCount(0);
	await later.getByLabel('6 位数字密码').fill('111222');
	await later.getByRole('button', { name: '打开名单' }).click();
	await expect(later.getByText('还能试 4 次')).toBeVisible({ timeout: 20_000 });
	await openList(later);

	for (const [i, { name }] of people.slice(0, 2).entries()) {
		await later.locator('button.stop', { hasText: name }).click();
		await later.getByLabel('记一笔').fill(words[i]!);
		if (i === 0) {
			await later.locator('input[type=file]').setInputFiles({ name: 'door.png', mimeType: 'image/png', buffer: await sharp({ create: { width: 300, height: 200, channels: 3, background: '#7a5' } }).png().toBuffer() });
			await expect(later.getByRole('button', { name: '去掉第 1 张' })).toBeVisible();
			// Killed in the middle of a word: what was typed stands there under lock.
			await later.waitForTimeout(500);
			await later.reload();
			await openWriting(later);
			await expect(later.getByLabel('记一笔')).toHaveValue(words[i]!);
			// The photo is there, sealed: not even the page shows it again.
			await expect(later.getByRole('button', { name: '去掉第 1 张' })).toContainText('封好了');
		}
		await later.getByRole('button', { name: '见到了，挺好' }).click();
		await expect(later.getByText(`已封好：${name}`)).toBeVisible();
	}
	await expect(later.getByText('手机里还有 2 次走访、1 张照片没发出')).toBeVisible();
	// Something comes to mind on the stairs: the sealed visit is corrected without being read.
	await later.locator('button.stop', { hasText: people[0]!.name }).click();
	await later.getByRole('button', { name: '更正刚才那次' }).click();
	await later.getByRole('checkbox', { name: '吃饭' }).check();
	await later.getByRole('button', { name: '保存更正' }).click();
	await expect(later.getByText(`已封好更正：${people[0]!.name}`)).toBeVisible();
	const kept = await everythingKept(later);
	for (const secret of [...words, ...people.map(({ name }) => name), '红云里', '孙燕', 'ticket']) expect(kept, secret).not.toContain(secret);

	// The session ends elsewhere meanwhile; the phone sends all the same.
	await context.clearCookies();
	await context.setOffline(false);
	await expect(async () => {
		const send = later.getByRole('button', { name: '现在发送' });
		if (await send.isVisible()) await send.click();
		await expect(later.getByText('走访都发出了')).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 30_000 });

	const desk = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
	await signInStaff(desk, 'sunyan', '/desk/visits');
	for (const [i, { id }] of people.slice(0, 2).entries()) expect(await timesWritten(desk, id, words[i]!)).toBe(1);
	await desk.goto(`/desk/visits/of/${people[0]!.id}`);
	const entry = desk.locator('.entry', { hasText: words[0]! });
	await expect(entry).toContainText('吃饭');
	const photo = entry.getByRole('img', { name: '走访照片 1' });
	await expect(photo).toBeVisible();
	expect(await photo.evaluate((image) => (image as HTMLImageElement).decode().then(() => (image as HTMLImageElement).naturalWidth))).toBe(300);
	await desk.context().close();
});

/** Opens the list where a visit was being written. */
async function openWriting(page: Page): Promise<void> {
	await page.getByLabel('6 位数字密码').fill(PIN);
	await page.getByRole('button', { name: '打开名单' }).click();
	await expect(page.getByLabel('记一笔')).toBeVisible({ timeout: 20_000 });
}

test('five wrong PINs remove the list', async ({ page }) => {
	test.setTimeout(60_000);
	await signInStaff(page, 'zhaolei', '/desk/visits');
	await takeAlong(page);
	await page.reload();
	for (let i = 0; i < 5; i++) {
		await page.getByLabel('6 位数字密码').fill('111222');
		await page.getByRole('button', { name: '打开名单' }).click();
		await expect(i < 4 ? page.getByText(`还能试 ${4 - i} 次`) : page.getByText('名单已从手机里删掉')).toBeVisible({ timeout: 20_000 });
	}
	await page.reload();
	await expect(page.getByRole('heading', { name: '手机里没有名单' })).toBeVisible();
});

test('two phones correct the same field: both values stand side by side until somebody chooses', async ({ page, browser }) => {
	test.setTimeout(60_000);
	await signInStaff(page, 'wuhao', '/desk/visits');
	await page.locator('a.stop').first().click();
	await page.getByLabel('记一笔').fill('原来的话');
	await page.getByRole('button', { name: '见到了，挺好' }).click();
	await expect(page).toHaveURL(/done=/);
	const id = new URL(page.url()).searchParams.get('done')!;

	const other = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
	await signInStaff(other, 'xujie', `/desk/visits/${id}`);
	await page.goto(`/desk/visits/${id}`);
	await page.getByLabel('记一笔').fill('吴昊改的');
	await other.getByLabel('记一笔').fill('徐洁改的');
	await page.getByRole('button', { name: '保存更正' }).click();
	await expect(page.getByText('已保存更正')).toBeVisible();
	await other.getByRole('button', { name: '保存更正' }).click();
	await expect(other.getByText('同事也刚改过：记一笔')).toBeVisible();
	await other.getByRole('link', { name: '去选' }).click();
	const card = other.locator('.conflict', { hasText: '徐洁改的' });
	await expect(card).toContainText('吴昊改的');
	await expect(card).toContainText('原来的话');
	await card.getByRole('button', { name: '两份都要' }).click();
	await expect(other.locator('.conflict', { hasText: '徐洁改的' })).toHaveCount(0);
	await page.goto(`/desk/visits/${id}`);
	await expect(page.getByLabel('记一笔')).toHaveValue('吴昊改的\n徐洁改的');
	await other.context().close();
});

test('“seen, and well” takes two taps, and can be taken back', async ({ page }) => {
	await signInStaff(page, 'lina', '/desk/visits');
	const stop = page.locator('a.stop').first();
	await stop.click();
	await page.getByRole('button', { name: '见到了，挺好' }).click();
	await expect(page.getByText(/已记下：/)).toBeVisible();
	await page.getByRole('button', { name: '撤回' }).click();
	await expect(page.getByText(/已撤回/)).toBeVisible();
});

test('the pages fit a small phone and have nothing that axe finds, in both languages', async ({ page }) => {
	test.setTimeout(60_000);
	await page.setViewportSize({ width: 320, height: 640 });
	await signInStaff(page, 'zhangwei', '/desk/visits');
	const form = (await page.locator('a.stop').first().getAttribute('href'))!;
	for (const address of ['/desk/visits', form, '/phone/visits'])
		for (const lang of ['zh', 'en']) {
			await page.goto(`${address}?lang=${lang}`);
			expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), address).toBeLessThanOrEqual(0);
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`), `${address} ${lang}`).toEqual([]);
		}
});
