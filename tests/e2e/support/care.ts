import { expect, type Page } from '@playwright/test';

/** The ids of people on the signed-in worker's care list, in its order. The worker must be signed in. */
export async function peopleOnCareList(page: Page): Promise<string[]> {
	await page.goto('/desk/care');
	const links = page.locator('a[href^="/desk/residents/"]');
	await expect(links.first()).toBeVisible();
	const ids = await links.evaluateAll((all) => all.map((link) => /residents\/([0-9a-f-]{36})/.exec(link.getAttribute('href') ?? '')?.[1] ?? ''));
	return [...new Set(ids.filter(Boolean))];
}
