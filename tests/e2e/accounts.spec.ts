import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { signInResident, signInStaff } from './support/sign-in.ts';

/** A number of its own for each test and project, so that one test's codes do not use up another's limit. */
const phone = (project: string, test: number) => `120${project === 'js' ? 1 : 2}${String(Date.now() % 1_000_000).padStart(6, '0')}${test}`;

test('a resident signs in by phone, sees no number in full, and signs out everywhere', async ({ page, browser }, { project }) => {
	const number = phone(project.name, 1);
	await page.goto('/my');
	await expect(page).toHaveURL(/\/sign-in\?next=%2Fmy$/);
	await page.getByLabel('手机号').fill('123');
	await page.getByRole('button', { name: '发送验证码' }).click();
	await expect(page.getByText('请填写 11 位手机号')).toBeVisible();
	await expect(page.getByLabel('手机号')).toHaveValue('123');

	await signInResident(page, browser, number);
	await expect(page.getByText(`${number.slice(0, 3)}****${number.slice(-4)}`).first()).toBeVisible();
	expect(await page.content()).not.toContain(number);
	await page.goto('/desk');
	await expect(page).toHaveURL(/\/sign-in\/staff/);
	await page.goto('/my/account');
	await page.getByRole('button', { name: '退出所有设备' }).click();
	await expect(page).toHaveURL(/\/sign-out$/);
	await page.goto('/my/account');
	await expect(page).toHaveURL(/\/sign-in\?next/);
});

test('a wrong code and a wrong password say what to do, and keep what was typed', async ({ page }, { project }) => {
	await page.goto('/sign-in');
	await page.getByLabel('手机号').fill(phone(project.name, 2));
	await page.getByRole('button', { name: '发送验证码' }).click();
	await page.getByLabel('6 位验证码').fill('000000');
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('验证码不对或已过期');
	await page.goto('/sign-in/staff');
	await page.getByLabel('用户名').fill('somebody');
	await page.getByLabel('密码', { exact: true }).fill('not-a-password');
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('用户名或密码不对');
	await expect(page.getByLabel('用户名')).toHaveValue('somebody');
	await expect(page.getByLabel('密码', { exact: true })).toHaveValue('');
});

test('the system administrator makes an account, the security administrator gives it a role, the audit administrator sees both', async ({ page, browser }, { project }) => {
	const username = `new-${project.name}-${Date.now() % 1_000_000}`;
	await signInStaff(page, 'xitong', '/desk/admin/accounts');
	await page.getByLabel('姓名', { exact: true }).fill('新同事');
	await page.getByLabel('用户名', { exact: true }).fill(username);
	await page.getByRole('button', { name: '新建账号' }).click();
	const password = await page.getByRole('status').first().locator('code').textContent();
	await page.getByRole('link', { name: username }).click();
	// With script the page changes in place; its address is read once it has.
	await expect(page).toHaveURL(/\/accounts\/[0-9a-f-]{36}/);
	await expect(page.getByRole('button', { name: '授予角色' })).toHaveCount(0);
	const address = new URL(page.url()).pathname;
	await page.goto('/desk/admin/audit');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('不能');

	const security = await (await browser.newContext({ javaScriptEnabled: project.name === 'js', locale: 'zh-CN' })).newPage();
	await signInStaff(security, 'anquan', address);
	await security.getByLabel('角色', { exact: true }).selectOption('社区工作者');
	await security.getByRole('button', { name: '授予角色' }).click();
	await expect(security.getByText('社区工作者和社区负责人要选社区').last()).toBeVisible();
	await security.getByLabel('社区', { exact: true }).selectOption('翠湖社区');
	await security.getByRole('button', { name: '授予角色' }).click();
	await expect(security.getByText('社区工作者 · 翠湖社区')).toBeVisible();
	await security.context().close();

	const newcomer = await (await browser.newContext({ javaScriptEnabled: project.name === 'js', locale: 'zh-CN' })).newPage();
	await newcomer.goto('/sign-in/staff?next=/desk/areas');
	await newcomer.getByLabel('用户名').fill(username);
	await newcomer.getByLabel('密码', { exact: true }).fill(password!);
	await newcomer.getByRole('button', { name: '登录', exact: true }).click();
	await newcomer.getByLabel('新密码', { exact: true }).fill('lanmao-72-Qiao');
	await newcomer.getByLabel('再输入一次新密码').fill('lanmao-72-Qiao');
	await newcomer.getByRole('button', { name: '修改密码' }).click();
	await expect(newcomer).toHaveURL(/\/desk\/areas$/);
	await newcomer.context().close();

	const audit = await (await browser.newContext({ javaScriptEnabled: project.name === 'js', locale: 'zh-CN' })).newPage();
	await signInStaff(audit, 'shenji', '/desk/admin/audit?action=accounts.');
	await expect(audit.getByText('accounts.grantRole').first()).toBeVisible();
	await audit.getByRole('link', { name: '现在核对' }).click();
	await expect(audit.getByRole('status').first()).toContainText('没有改动');
	const download = audit.waitForEvent('download');
	await audit.getByRole('link', { name: '导出 CSV' }).click();
	expect((await download).suggestedFilename()).toMatch(/^audit-.*\.csv$/);
	await audit.goto('/desk/admin/sign-ins');
	await expect(audit.getByRole('cell', { name: '成功' }).first()).toBeVisible();
	await audit.context().close();
});

test('a token for another system is told once, opens what it was made for, and stops at once when it is revoked', async ({ page }, { project }) => {
	const name = `区平台 ${project.name}-${Date.now() % 1_000_000}`;
	await signInStaff(page, 'xitong', '/desk/admin/tokens');
	await page.getByLabel('给哪个系统用').fill(name);
	await page.getByLabel('用到哪一天').fill('2020-01-01');
	await page.getByRole('checkbox', { name: '读诉求工单' }).check();
	await page.getByRole('button', { name: '生成令牌' }).click();
	await expect(page.getByText('这一天已经过了')).toBeVisible();
	await expect(page.getByRole('checkbox', { name: '读诉求工单' })).toBeChecked();
	await page.getByLabel('用到哪一天').fill('2099-12-31');
	await page.getByRole('button', { name: '生成令牌' }).click();
	const token = await page.getByLabel('令牌', { exact: true }).inputValue();
	const asked = (path: string) => page.request.get(path, { headers: { authorization: `Bearer ${token}` } }).then((answer) => answer.status());
	expect(await asked('/api/v1/requests?limit=1')).toBe(200);
	expect(await asked('/api/v1/residents')).not.toBe(200);

	await page.goto('/desk/admin/tokens');
	expect(await page.content()).not.toContain(token);
	const row = page.getByRole('row', { name });
	await expect(row).toContainText('2099年12月31日');
	await row.getByText('停用', { exact: true }).click();
	await row.getByRole('button', { name: '确认停用' }).click();
	await expect(page.getByText('已停用。')).toBeVisible();
	await expect(row).toHaveCount(0);
	expect(await asked('/api/v1/requests?limit=1')).toBe(401);
});

test('a manager finds an address, adds buildings and takes one out of use again', async ({ page }, { project }) => {
	await signInStaff(page, 'zhoulan', '/desk/areas');
	await page.getByLabel('查地址').fill('翠湖花园三栋');
	await page.getByRole('button', { name: '查找', exact: true }).click();
	await page.getByRole('link', { name: '翠湖花园 3号楼' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('翠湖花园');
	const number = (project.name === 'js' ? 500 : 700) + (Date.now() % 200);
	await page.getByLabel('从', { exact: true }).fill(String(number));
	await page.getByLabel('到', { exact: true }).fill(String(number - 1));
	await page.getByRole('button', { name: '成批添加楼栋' }).click();
	await expect(page.getByText('不能小于')).toBeVisible();
	await page.getByLabel('到', { exact: true }).fill(String(number));
	await page.getByRole('button', { name: '成批添加楼栋' }).click();
	await expect(page.getByText('添加了 1 栋。')).toBeVisible();
	const building = page.locator('details', { hasText: `${number}号楼` });
	await building.locator('summary').click();
	await building.getByRole('button', { name: '停用' }).click();
	await expect(page.getByText(`${number}号楼`)).toHaveCount(0);
	await page.goto('/desk/areas?zoom=2');
	await expect(page.getByRole('group', { name: '街道地图' })).toBeVisible();
	await page.getByText(/^已停用/).click();
	await page.getByRole('listitem').filter({ hasText: `${number}号楼` }).getByRole('button', { name: '恢复使用' }).click();
	await expect(page.getByText('已保存。')).toBeVisible();
});

test('no page of accounts and areas has an accessibility violation that axe finds', async ({ browser, javaScriptEnabled }) => {
	test.skip(javaScriptEnabled === false, 'axe runs in the page');
	test.setTimeout(120_000);
	const visits: [string | null, string[]][] = [
		[null, ['/sign-in', '/sign-in/staff', '/sign-in/staff?senior=1', '/sign-out']],
		['zhoulan', ['/desk/account?enrol', '/desk/outbox', '/desk/areas', '/my/account']],
		['xitong', ['/desk/admin/accounts', '/desk/admin/tokens']],
		['anquan', ['/desk/admin/sign-ins']],
		['shenji', ['/desk/admin/audit?verify=1']]
	];
	for (const [who, paths] of visits) {
		const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
		if (who) await signInStaff(page, who);
		for (const path of paths) {
			await page.goto(path);
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
		}
		await page.context().close();
	}
});
