import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Browser, type Page } from '@playwright/test';

/** The password that was made for a demonstration account of the product under test. */
export function demoPassword(username: string): string {
	const file = readFileSync(join(process.env.E2E_DATA!, 'demo-sign-ins.txt'), 'utf8');
	const line = file.split('\n').find((each) => each.startsWith(`${username}\t`));
	if (!line) throw new Error(`the demonstration has no ${username}`);
	return line.split('\t')[1]!;
}

/** Signs a member of the demonstration's staff in by the form, as a person does. `zhoulan` manages the subdistrict; see accounts/demo.ts. */
export async function signInStaff(page: Page, username: string, next = '/desk/account'): Promise<void> {
	await page.goto(`/sign-in/staff?next=${encodeURIComponent(next)}`);
	await page.getByLabel('用户名').fill(username);
	await page.getByLabel('密码', { exact: true }).fill(demoPassword(username));
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await expect(page).toHaveURL(new RegExp(`${next.replace(/[?]/g, '\\?')}$`));
}

/** Signs a resident in by phone; the code is read from the outbox by a manager in a window of its own. */
export async function signInResident(page: Page, browser: Browser, phone: string, next = '/my/account'): Promise<void> {
	await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
	await page.getByLabel('手机号').fill(phone);
	await page.getByRole('button', { name: '发送验证码' }).click();
	await page.getByLabel('6 位验证码').fill(await codeFor(browser, phone));
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await expect(page).toHaveURL(new RegExp(`${next}$`));
}

/** The newest code for a phone at /desk/outbox. */
export async function codeFor(browser: Browser, phone: string): Promise<string> {
	const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
	const desk = await context.newPage();
	await signInStaff(desk, 'zhoulan', '/desk/outbox');
	const row = desk.getByRole('row', { name: `${phone.slice(0, 3)}****${phone.slice(-4)}` }).first();
	const code = /\d{6}/.exec((await row.textContent()) ?? '')?.[0];
	await context.close();
	if (!code) throw new Error('no code in the outbox');
	return code;
}
