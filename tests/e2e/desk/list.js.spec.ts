import { expect, test } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

test.use({ viewport: { width: 1600, height: 900 } });

const LIST = '/desk/requests?queue=all';

test('the rows that came with the page are the ones that the keys move over, and none is drawn twice', async ({ page }) => {
	await signInStaff(page, 'zhoulan', '/desk/account');
	const faults: string[] = [];
	page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
	page.on('pageerror', (error) => faults.push(String(error)));
	// Each row is marked as soon as it stands in the page: a row that the script drew anew would have lost its mark.
	await page.addInitScript(() => {
		new MutationObserver(() => {
			if (document.readyState === 'loading') for (const row of document.querySelectorAll<HTMLElement & { fromServer?: true }>('.case')) row.fromServer = true;
		}).observe(document, { childList: true, subtree: true });
	});
	const html = await (await page.request.get(LIST)).text();
	await page.goto(LIST);
	const rows = page.locator('.case');
	const sent = [...html.matchAll(/class="case-no">([^<]+)/g)].map((found) => found[1]);
	expect(sent.length).toBeGreaterThan(5);

	await expect(async () => {
		await page.keyboard.press('j');
		await expect(page.locator('.case[data-focus] a')).toBeFocused({ timeout: 500 });
	}).toPass();
	expect(await rows.evaluateAll((all: (Element & { fromServer?: true })[]) => all.every((row) => row.fromServer))).toBe(true);
	expect(await rows.locator('.case-no').allTextContents()).toEqual(sent);

	const at = await rows.evaluateAll((all) => all.findIndex((row) => row.hasAttribute('data-focus')));
	await page.keyboard.press('j');
	await expect(rows.nth(at + 1)).toHaveAttribute('data-focus', 'true');
	await page.keyboard.press('k');
	await expect(rows.nth(at)).toHaveAttribute('data-focus', 'true');
	await page.keyboard.press('x');
	await expect(rows.nth(at).getByRole('checkbox')).toBeChecked();
	await expect(page.locator('#bulk')).toHaveAttribute('data-count', '1');
	await page.keyboard.press('x');
	await expect(page.locator('#bulk')).toHaveAttribute('data-count', '0');

	const number = await rows.nth(at).locator('.case-no').textContent();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/[?&]queue=all&id=/);
	await expect(rows.nth(at)).toHaveAttribute('aria-current', 'true');
	await expect(page.locator('.desk-side')).toContainText(number!);
	await page.keyboard.press('Escape');
	await expect(page).toHaveURL(/queue=all$/);
	expect(faults).toEqual([]);
});

test('a clock says its exact time to whoever points at it', async ({ page }) => {
	await signInStaff(page, 'zhoulan', '/desk/requests?queue=open');
	const clock = page.locator('.case-clock[data-due]').first();
	await expect(async () => {
		await page.mouse.move(0, 0);
		await clock.hover();
		await expect(clock).toHaveAttribute('title', /\d{4}年\d{1,2}月\d{1,2}日 周. \d{2}:\d{2}/, { timeout: 500 });
	}).toPass();
});

test('the filters unfold, keep what was typed and chosen, and fold again', async ({ page }) => {
	await signInStaff(page, 'zhoulan', LIST);
	await expect(page.getByLabel('类别')).toHaveCount(0);
	await page.getByRole('link', { name: '筛选' }).click();
	await expect(page).toHaveURL(/more=1/);
	await page.getByLabel('紧急程度').selectOption('特急');
	await page.locator('.filters').getByRole('button', { name: '查看' }).first().click();
	await expect(page).toHaveURL(/urgency=critical/);
	await expect(page.getByLabel('紧急程度')).toHaveValue('critical');
	await page.getByRole('link', { name: '清除筛选' }).click();
	await expect(page.getByLabel('类别')).toHaveCount(0);
});

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });
	test('the filters unfold too', async ({ page }) => {
		await signInStaff(page, 'zhoulan', LIST);
		await page.getByRole('link', { name: '筛选' }).click();
		await page.getByLabel('类别').selectOption({ index: 1 });
		await page.locator('.filters').getByRole('button', { name: '查看' }).first().click();
		await expect(page).toHaveURL(/category=\w+/);
		await expect(page.getByLabel('类别')).not.toHaveValue('');
	});
});

test('several cases are ticked in a row with shift, by mouse and by key', async ({ page }) => {
	await signInStaff(page, 'zhoulan', '/desk/requests?queue=open');
	const bulk = page.locator('#bulk');
	await expect(bulk).toContainText('按住 Shift 连选一段');
	const boxes = page.locator('.case-check input');
	await boxes.nth(1).click();
	await boxes.nth(4).click({ modifiers: ['Shift'] });
	await expect(bulk).toHaveAttribute('data-count', '4');
	await expect(bulk.getByRole('button')).toHaveText('已选 4 件');
	await page.getByRole('heading', { level: 1 }).click();
	for (let i = 0; i < 7; i++) await page.keyboard.press('j');
	await page.keyboard.press('Shift+X');
	await expect(bulk).toHaveAttribute('data-count', '6');
});

test('a step is taken back from the message that tells of it', async ({ page }) => {
	await signInStaff(page, 'zhangwei', '/desk/requests/new');
	await page.getByLabel('他说的是').fill('楼道灯不亮，请来看看');
	await page.getByLabel('社区', { exact: true }).selectOption('红云社区');
	await page.getByRole('button', { name: '登记', exact: true }).click();
	const number = (await page.locator('.number').textContent()) ?? '';
	await page.goto(`/desk/requests?queue=all&text=${number}`);
	await page.getByRole('link', { name: number.slice(-9) }).click();
	const pane = page.locator('.sheet');
	await expect(pane.locator('.steps-bar')).toBeVisible();
	await pane.getByRole('button', { name: '受理', exact: true }).click();
	const told = page.locator('.toasts');
	await expect(told).toHaveAttribute('aria-live', 'polite');
	await expect(told).toContainText('“受理”已记下');
	await told.getByRole('button', { name: '撤销' }).click();
	await expect(told).toContainText('已撤销');
	await expect(pane.getByRole('button', { name: '受理', exact: true })).toBeVisible();
	await expect(pane).toContainText('撤销上一步');
});

test.describe('where there is least room', () => {
	test.use({ viewport: { width: 1280, height: 900 } });
	test('in English, no clock of the list is cut and none lies over a state', async ({ page }) => {
		await signInStaff(page, 'zhoulan', '/desk/account');
		await page.goto('/desk/requests?queue=all&lang=en');
		const crowded = await page.locator('.case').evaluateAll((rows) =>
			rows.flatMap((row) => {
				const clock = row.querySelector<HTMLElement>('.case-clock')!;
				const tag = row.querySelector<HTMLElement>('.tag')!;
				const cut = clock.scrollWidth > clock.clientWidth;
				return cut || tag.getBoundingClientRect().right > clock.getBoundingClientRect().left ? [`${tag.textContent} | ${clock.textContent}`] : [];
			})
		);
		expect(crowded).toEqual([]);
	});
});
