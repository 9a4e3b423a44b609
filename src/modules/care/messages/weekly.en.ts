import type { zh } from './weekly.zh.ts';

export const en = {
	title: 'Older people living alone, seen each week',
	noun: 'person-weeks',
	counted: 'Seen at least once in the week, at home, on the telephone or elsewhere; one person and one week from Monday to Sunday count as one, on the Monday',
	outOf: 'Older people living alone who stood on the care list all week; one person and one week count as one',
	leftOut: {
		part_week: 'came onto the list or left it within the week',
		paused: 'visits were paused in the week (in hospital, with the children)',
		refused: 'did not wish to be visited',
		running: 'the week is not over'
	},
	act: 'See who is due',
	week: (from: string, to: string): string => `${from} to ${to}`,
	unknown: 'This person is not in the register'
} satisfies typeof zh;
