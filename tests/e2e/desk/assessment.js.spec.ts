import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { beginAssessment } from '../support/care.ts';
import { signInStaff } from '../support/sign-in.ts';

const accessible = async (page: Page) => {
	// What a sticky bar covers for the moment is no smaller for it.
	await page.evaluate(() => scrollTo(0, 0));
	const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).disableRules(['target-size']).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
};
const saved = (page: Page) => expect(page.getByText('已保存')).toBeVisible();
const answer = (page: Page, item: string, nth: number) => page.locator(`#ask-${item} label`).nth(nth).click();

test('26 items on a phone: by thumb, by keys, without a network for a while, over a reload; then the level and why', async ({ page, context }) => {
	test.setTimeout(90_000);
	await signInStaff(page, 'zhangwei', '/desk/care');
	await beginAssessment(page, '老年人能力评估');
	await saved(page);
	await accessible(page);

	// By thumb: the next open item comes into sight.
	await answer(page, 'eating', 1);
	await expect(page.getByText('已评 1 / 26 项').last()).toBeVisible();
	await expect.poll(() => page.locator('#ask-grooming').evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(250);

	// Without a network nothing is lost, and the page says so.
	await context.setOffline(true);
	for (const item of ['grooming', 'bathing', 'upper_dressing']) await answer(page, item, 1);
	await expect(page.getByText('还没保存上')).toBeVisible();
	await context.setOffline(false);
	await saved(page);
	await page.reload();
	await saved(page);
	await expect(page.getByText('已评 4 / 26 项').last()).toBeVisible();
	await expect(page.locator('#ask-bathing input').nth(1)).toBeChecked();

	// By keys: a digit answers, and the focus goes on; at the end it stands on what leads to the next part.
	await page.locator('#ask-lower_dressing input').first().focus();
	for (let i = 0; i < 4; i++) await page.keyboard.press('3');
	await expect(page.getByRole('button', { name: '下一部分' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: '基础运动能力' })).toBeVisible();
	await page.locator('#ask-bed_mobility input').first().focus();
	for (let i = 0; i < 4; i++) await page.keyboard.press('3');
	await page.keyboard.press('Enter');
	await page.locator('#ask-time input').first().focus();
	for (const digit of '444444111') await page.keyboard.press(digit);
	await page.keyboard.press('Enter');

	// What is missing is named and leads to its item.
	await page.getByRole('link', { name: '核对' }).click();
	await expect(page.getByText('还有 5 项没评')).toBeVisible();
	await expect(page.getByRole('button', { name: '完成评估' })).toBeDisabled();
	await accessible(page);
	await page.getByRole('link', { name: '视力', exact: true }).click();
	await page.locator('#ask-sight input').first().focus();
	for (const digit of '22434') await page.keyboard.press(digit);
	await page.keyboard.press('Enter');
	await page.locator('#ask-dementia').getByText('是', { exact: true }).click();
	await page.locator('#ask-mental_disorder').getByText('否', { exact: true }).click();
	await page.locator('#ask-care_events input').fill('0');
	await page.getByRole('button', { name: '去核对' }).click();
	await expect(page.getByText('评定结果：能力中度受损（中度失能）。')).toBeVisible();
	await page.getByLabel('评估地点').fill('家中');
	await page.getByLabel('谁提供的情况').fill('本人');
	await page.getByRole('button', { name: '完成评估' }).click();

	await expect(page.getByText('评估已完成。')).toBeVisible();
	await expect(page.getByText('因为确诊痴呆（F00–F03），等级从“能力轻度受损（轻度失能）”调为“能力中度受损（中度失能）”（附录 C.4）。')).toBeVisible();
	await accessible(page);
	const paper = await page.request.get((await page.getByRole('link', { name: '打印' }).getAttribute('href'))!);
	expect(paper.headers()['content-type']).toBe('application/pdf');

	// A mistake is corrected by a new one; the old one stays and says so.
	const old = page.url().split('?')[0]!;
	await page.getByRole('button', { name: '有错，做一份更正' }).click();
	await expect(page.getByText('正在更正')).toBeVisible();
	await page.goto(`${page.url().split('?')[0]}?part=facts`);
	await saved(page);
	await page.locator('#ask-dementia').getByText('否', { exact: true }).click();
	await page.getByRole('button', { name: '去核对' }).click();
	await expect(page.getByText('评定结果：能力轻度受损（轻度失能）。')).toBeVisible();
	await page.getByRole('button', { name: '完成评估' }).click();
	await expect(page.getByText('这是一份更正，替代了原来的评估。')).toBeVisible();
	await page.goto(old);
	await expect(page.getByText('已有更正的评估，这一份不再作数。')).toBeVisible();
});

test('two windows: the second is told that the draft was changed elsewhere', async ({ page, context }) => {
	await signInStaff(page, 'zhangwei', '/desk/care');
	await beginAssessment(page, '特困人员生活自理能力评估');
	await saved(page);
	const other = await context.newPage();
	await other.goto(page.url());
	await saved(other);
	await answer(page, 'eat', 0);
	await expect(page.getByText('已评 1 / 6 项').last()).toBeVisible();
	await saved(page);
	await answer(other, 'eat', 1);
	await expect(other.getByText('这份草稿在别处改过了')).toBeVisible();
	await page.getByRole('link', { name: '核对' }).click();
	await page.getByText('放弃这份草稿').first().click();
	await page.getByRole('button', { name: '放弃这份草稿' }).click();
	await expect(page).toHaveURL(/tab=assessments$/);
	await accessible(page);
	await expect(page.getByRole('button', { name: '开始特困人员生活自理能力评估' })).toBeVisible();
});
