import { expect, test } from 'vitest';
import { modules } from '#app/registry.ts';
import { tabViews } from './tab-views.ts';

test('every tab that a module adds to a resident’s page is drawn, and nothing else', () => {
	expect(Object.keys(tabViews).sort()).toEqual(modules.flatMap(({ personTabs = [] }) => personTabs.map(({ key }) => key)).sort());
});
