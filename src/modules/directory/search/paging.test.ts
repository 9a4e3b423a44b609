import { expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/support/db.ts';
import { fullEntry, testDirectory } from '../../../../tests/support/directory.ts';
import { saveService, searchServices } from '../index.ts';
import type { Search } from './search.ts';

useDatabase();

it('gives every entry that fits the words, page after page, each once; and those of a filter however many outrank them', async () => {
	const d = await testDirectory();
	const entry = (i: number, kind: 'service' | 'guide') => saveService(d.manager, { ...fullEntry(d.organizationId), externalId: `${kind}-${i}`, kind, name: `长者助餐 ${kind} ${i}` });
	for (let i = 0; i < 70; i++) await entry(i, 'service');
	for (let i = 0; i < 3; i++) await saveService(d.manager, { ...fullEntry(d.organizationId), externalId: `g-${i}`, kind: 'guide', name: `申请 ${i}`, aliases: [], description: '老人吃饭怎么申请' });

	const all = async (search: Partial<Search>): Promise<string[]> => {
		const ids: string[] = [];
		for (let after: string | undefined; ; ) {
			const page = await searchServices(d.visitor, { q: '老人没人做饭', limit: 20, after, ...search });
			ids.push(...page.items.map(({ id }) => id));
			if (!page.next) return ids;
			after = page.next;
		}
	};
	const found = await all({ kind: 'service' });
	expect(found).toHaveLength(70);
	expect(new Set(found).size).toBe(70);
	expect(await all({ kind: 'guide' })).toHaveLength(3);
});
