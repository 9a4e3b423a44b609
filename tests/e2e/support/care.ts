import { expect, type Page } from '@playwright/test';

/** The ids of people on the signed-in worker's care list, in its order. The worker must be signed in. */
export async function peopleOnCareList(page: Page): Promise<string[]> {
	await page.goto('/desk/care?queue=all');
	const links = page.locator('main a[href^="/desk/residents/"]');
	await expect(links.first()).toBeVisible();
	const ids = await links.evaluateAll((all) => all.map((link) => /residents\/([0-9a-f-]{36})/.exec(link.getAttribute('href') ?? '')?.[1] ?? ''));
	return [...new Set(ids.filter(Boolean))];
}

/** Begins an assessment of somebody on the list whom nobody is in the middle of assessing; the tests share the list, so by chance. */
export async function beginAssessment(page: Page, form: string): Promise<void> {
	const people = await peopleOnCareList(page);
	for (;;) {
		const [person] = people.splice(Math.floor(Math.random() * people.length), 1);
		if (!person) throw new Error(`nobody on the care list is left for ${form}`);
		await page.goto(`/desk/residents/${person}?tab=assessments`);
		const begin = page.getByRole('button', { name: `开始${form}` });
		if (!(await begin.isVisible())) continue;
		await begin.click();
		await expect(page).toHaveURL(/\/fill$/);
		return;
	}
}
