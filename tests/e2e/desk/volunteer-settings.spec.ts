import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { signInStaff } from '../support/sign-in.ts';

test.use({ viewport: { width: 1280, height: 900 } });

test('a rule of hours is set from a day to come, stands beside what holds, and is taken back; a grade that falls is refused under its field', async ({ page, javaScriptEnabled }) => {
	await signInStaff(page, 'zhoulan', '/desk/settings/volunteers');
	// Each on a rule of its own: both run at once.
	const { name, was, will } = javaScriptEnabled ? { name: '推荐时看最近', was: '90 天', will: '45' } : { name: '签到最早提前', was: '30 分钟', will: '45' };
	const rule = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
	await rule.getByText('修改', { exact: true }).click();
	await rule.getByLabel('改为').fill(will);
	await rule.getByLabel('从哪天起').fill('2031-01-01');
	await rule.getByLabel('依据').fill('街道 2030 年第 9 号通知');
	await rule.getByRole('button', { name: '保存' }).click();
	await expect(rule.getByText(`2031年1月1日 起 ${will}`)).toBeVisible();
	await expect(rule.getByRole('strong')).toHaveText(was);
	await rule.getByText('历来的标准', { exact: true }).click();
	await expect(rule.getByRole('row')).toHaveCount(3);
	await rule.getByRole('button', { name: /撤销/ }).click();
	await expect(rule.getByText('将生效')).toHaveCount(0);

	const star = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '2 星' }) });
	await star.getByText('修改', { exact: true }).click();
	await star.getByLabel('满多少小时').fill('90');
	await star.getByLabel('依据').fill('试一试');
	await star.getByRole('button', { name: '保存' }).click();
	await expect(star.getByText('星级要一级比一级高', { exact: false })).toBeVisible();
	await expect(star.getByLabel('满多少小时')).toHaveValue('90');
	// Axe itself is a script.
	if (!javaScriptEnabled) return;
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
