/*
 * Every page of the product, found by its file: answers, does not scroll sideways at 320 px, has no accessibility violation
 * that axe finds, in both languages; and gives itself to nobody who may not have it.
 */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { globSync } from 'node:fs';
import { signInResident, signInStaff } from './support/sign-in.ts';

/** Route patterns of files of one kind: `/desk/areas/community/[id]`. */
const routes = (file: string): string[] =>
	globSync(`src/routes/**/${file}`)
		.map((path) => path.replace(/^src\/routes/, '').replace(/\/\+[^/]+$/, '').replace(/\/\([^)]+\)/g, '') || '/')
		.sort();

/** Pages that lead elsewhere by themselves, belong to one step of a longer way, or exist only before the first set-up. */
const ON_THE_WAY = ['/volunteers/join', '/setup', '/sign-in/code', '/sign-in/staff/code', '/sign-in/staff/enrol', '/sign-in/staff/password', '/sign-in/link', '/sign-out', '/tell/details', '/tell/ways', '/desk', '/my/cases/[id]', '/style'];
/** Where a page with a parameter is reached from: the first link on that page that fits the pattern. */
const FOUND_ON: Record<string, string> = {
	'/notices/[id]': '/notices',
	'/services/[id]': '/services',
	'/guides/[id]': '/guides',
	'/desk/notices/[id]': '/desk/notices',
	'/desk/areas/community/[id]': '/desk/areas',
	'/desk/areas/compound/[id]': '/desk/areas/community/[id]',
	'/desk/directory/[id]': '/desk/directory',
	'/desk/volunteers/[id]': '/desk/volunteers',
	'/desk/volunteers/teams/[id]': '/desk/volunteers/teams',
	'/desk/volunteers/shifts/[id]': '/desk/volunteers/shifts',
	'/desk/volunteers/shifts/[id]/edit': '/desk/volunteers/shifts/[id]',
	'/desk/volunteers/certificates/[id]': '/desk/volunteers/certificates',
	'/volunteers/shifts/[id]': '/volunteers',
	'/verify/[number]': '/verify',
	'/desk/residents/[id]': '/desk/residents',
	'/desk/residents/[id]/reveal': '/desk/residents/[id]',
	'/desk/residents/[id]/groups': '/desk/residents/[id]',
	'/desk/residents/household/[id]': '/desk/residents/[id]',
	'/desk/residents/building/[id]': '/desk/residents/household/[id]',
	'/desk/residents/dwelling/[id]': '/desk/residents/building/[id]',
	'/desk/residents/duplicates/[id]': '/desk/residents/duplicates',
	'/desk/residents/groups/[code]': '/desk/residents/groups',
	'/desk/admin/purposes/[code]': '/desk/admin/purposes',
	'/desk/admin/impact/[code]': '/desk/admin/impact',
	'/desk/settings/groups/[code]': '/desk/settings/groups',
	'/activities/[id]': '/activities',
	'/desk/activities/[id]': '/desk/activities',
	'/desk/activities/[id]/attendance': '/desk/activities/[id]',
	'/desk/activities/[id]/signup': '/desk/activities/[id]',
	'/desk/activities/[id]/feedback': '/desk/activities/[id]',
	'/desk/activities/programmes/[programme]': '/desk/activities/programmes',
	'/desk/plan/plans/[id]': '/desk/plan/plans',
	'/desk/plan/reports/[id]': '/desk/plan/reports'
};

const pages = routes('+page.svelte').filter((route) => !ON_THE_WAY.includes(route) && (!route.includes('[') || FOUND_ON[route]));
const PUBLIC = /^\/(?!desk(\/|$)|my(\/|$))/;
/** Who opens a page of the desk that is not the manager's. */
const OPENED_BY: Record<string, string> = { '/desk/mine': 'nuanyang', '/desk/offers': 'nuanyang', '/desk/admin/audit': 'shenji', '/desk/admin/looks': 'shenji', '/desk/admin/tokens': 'xitong', '/desk/admin/sign-ins': 'anquan', '/desk/admin/accounts': 'anquan', '/desk/residents/new': 'zhangwei', '/desk/residents/[id]/groups': 'zhangwei', '/desk/visits/conflicts': 'zhangwei', '/desk/visits/held': 'liumin' };

async function open(page: Page, route: string): Promise<string | null> {
	if (!route.includes('[')) return route;
	// A page that is itself reached by a link is opened the same way.
	await page.goto((await open(page, FOUND_ON[route]!)) ?? '/');
	const pattern = new RegExp(`^${route.replace(/\[[^\]]+\]/g, '[^/?#]+')}$`);
	for (const link of await page.locator('a[href]').all()) {
		const href = new URL((await link.getAttribute('href')) ?? '', page.url()).pathname;
		// A page or a file beside those of single records has no id.
		if (pattern.test(href) && !(route.endsWith(']') && (pages.includes(href) || /\.\w+$|\/print$/.test(href)))) return href;
	}
	return null;
}

async function examine(page: Page, route: string): Promise<void> {
	const address = await open(page, route);
	if (!address) throw new Error(`no link to ${route} on ${FOUND_ON[route]}`);
	for (const language of ['zh', 'en']) {
		await page.setViewportSize({ width: 320, height: 800 });
		const answer = await page.goto(`${address}${address.includes('?') ? '&' : '?'}lang=${language}`);
		const here = `${route} ${language}`;
		expect(answer?.status(), here).toBe(200);
		await expect(page.locator('html'), here).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
		if (language === 'en') expect.soft(await unmarkedChinese(page), `${here}: Chinese words or marks that do not say so`).toEqual([]);
		expect.soft((await page.title()).length, `${here} has a title`).toBeGreaterThan(1);
		// The same page as on a telephone that is turned into a desk: loading it again for each width took half of this walk's time.
		for (const width of [320, 1280]) {
			await page.setViewportSize({ width, height: 800 });
			const where = `${here} ${width}`;
			const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
			expect.soft(wide, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
			// Both languages and both widths are seen by axe, not each with each.
			if ((width === 320) !== (language === 'zh')) continue;
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).slice(0, 4).join(', ')}`), where).toEqual([]);
		}
	}
}

/** On a page in English: texts with Chinese characters or marks in them that no `lang` around them announces. */
const unmarkedChinese = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const found: string[] = [];
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = texts.nextNode(); node; node = texts.nextNode()) {
			const around = node.parentElement!;
			if (around.closest('script, style') || !around.closest('[lang]')?.getAttribute('lang')?.startsWith('en')) continue;
			if (/[\p{Script=Han}，。；：、（）？！]/u.test(node.textContent ?? '')) found.push((node.textContent ?? '').trim().slice(0, 60));
		}
		return found.slice(0, 8);
	});

/** A window of its own for each sign-in, kept over the tests of this file by its storage. */
const states = new Map<string, Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>>();
async function as(browser: Browser, who: string): Promise<Page> {
	if (!states.has(who)) {
		const context = await browser.newContext({ locale: 'zh-CN' });
		const page = await context.newPage();
		// A number of its own for each worker: a code is not sent twice within a minute.
		if (who === 'resident') await signInResident(page, browser, `120000047${10 + Number(process.env.TEST_PARALLEL_INDEX ?? 0)}`);
		else await signInStaff(page, who);
		states.set(who, await context.storageState());
		await context.close();
	}
	return (await browser.newContext({ locale: 'zh-CN', storageState: states.get(who) })).newPage();
}

// The longest file by far: both workers share it.
test.describe.configure({ mode: 'parallel', timeout: 60_000 });

for (const route of pages) {
	test(`page ${route}`, async ({ browser }) => {
		const page = PUBLIC.test(route) ? await (await browser.newContext({ locale: 'zh-CN' })).newPage() : await as(browser, route.startsWith('/my') ? 'resident' : (OPENED_BY[route] ?? 'zhoulan'));
		await examine(page, route);
		await page.context().close();
	});
}

test('nobody without a sign-in gets a page or file of the desk or of a resident', async ({ request }) => {
	const kept = [...routes('+page.svelte'), ...routes('+server.ts')].filter((route) => /^\/(desk|my)(\/|$)/.test(route));
	expect(kept.length).toBeGreaterThan(15);
	for (const route of kept) {
		const address = route.replace(/\[[^\]]+\]/g, '01890000-0000-7000-8000-000000000009');
		for (const method of ['GET', 'POST'] as const) {
			const answer = await request.fetch(address, { method, maxRedirects: 0, headers: { accept: 'text/html', ...(method === 'POST' && { origin: new URL(process.env.E2E_ORIGIN!).origin, 'content-type': 'application/x-www-form-urlencoded' }) } });
			expect(answer.status(), `${method} ${route}`).toBeGreaterThanOrEqual(300);
			if (answer.status() === 303) expect(answer.headers().location, `${method} ${route}`).toContain('/sign-in');
		}
	}
});

test('a resident gets no page of the desk', async ({ browser }) => {
	const page = await as(browser, 'resident');
	for (const route of routes('+page.svelte').filter((each) => each.startsWith('/desk') && !each.includes('['))) {
		await page.goto(route);
		expect(new URL(page.url()).pathname, route).not.toMatch(/^\/desk/);
	}
	await page.context().close();
});
