import type { DeskMessages } from './zh.ts';

export const en = {
	desk: 'Community desk',
	skip: 'Skip to the main content',
	find: 'Find',
	findPlaceholder: 'Case number, phone, name, address, page, action',
	findEmpty: 'Nothing found. Try the last four digits of a case number, or the compound in the address.',
	findFailed: 'The search did not go through. Please try again.',
	findPages: 'Pages',
	findHints: 'Arrows to choose, Enter to open, Esc to close',
	close: 'Close',
	menu: 'Menu',
	undo: 'Undo',
	signOut: 'Sign out',
	myAccount: 'My account',
	toSite: 'Residents’ site',
	queues: 'Queues',
	groups: { work: 'Case work', people: 'People', activities: 'Activities', resources: 'Resources', site: 'Site', admin: 'Administration' },
	home: 'Workbench'
} satisfies DeskMessages;
