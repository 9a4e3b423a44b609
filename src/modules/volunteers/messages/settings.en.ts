import type { ErrorWords } from '#platform/messages/index.ts';
import type { settingsZh } from './settings.zh.ts';

export const settingsEn = {
	errors: {
		'volunteers.ruleBackdated': 'Not from a day that has passed: hours and stars of that time were counted by what held then. Give today or a later day.',
		'volunteers.ruleRange': ({ least, most }) => `Give a whole number from ${least} to ${most}.`,
		'volunteers.numberWrong': 'Give a whole number.',
		'volunteers.sourceMissing': 'Say on what it rests, for example: notice no. 3 of 2026.',
		'volunteers.starsFall': 'Each star has to ask for more than the one below: with this there would be a day on which a higher one asks for no more.',
		'volunteers.starsGap': 'Stars go up from one without a gap: end the higher ones first, or set the lower ones first.'
	} satisfies Record<string, ErrorWords> as Record<string, ErrorWords>,
	title: 'Settings of volunteering',
	lede: 'From which day star grades and rules of hours are what: all of it is kept. Earlier service counts by what held then, and a change is for what comes.',
	saved: 'Saved',
	hours: 'Hours and sign-up',
	stars: 'Star grades',
	starsLede: 'By hours of service in all; trainings and lectures do not count. What ships is of a draft of 2012 and no regulation: set what holds with you.',
	rule: {
		checkin_before_minutes: { name: 'Check-in opens before', says: 'How long before a shift one can check in; time before it begins is no service.' },
		count_after_minutes: { name: 'Counted after the end at most', says: 'Who checks out later than the shift ends is counted for no longer than this.' },
		cancel_cutoff_hours: { name: 'Cancelling quietly until', says: 'Later than so long before the shift one can still cancel, but the shift says that somebody left at short notice, so that a substitute is asked.' },
		publicise_days: { name: 'Days of publicity', says: 'A certificate of service is made public for so many days after it is issued.' },
		recent_days: { name: 'Suggestions look back', says: 'Who has served little in so many days is suggested first.' },
		guardian_below_age: { name: 'Age of a minor', says: 'Below this age registration asks for a guardian’s consent.' }
	},
	unit: { minutes: 'minutes', hours: 'hours', days: 'days', years: 'years of age' },
	amount: (value: number, unit: string): string => `${value} ${unit}`,
	star: (n: number): string => (n === 1 ? '1 star' : `${n} stars`),
	starHours: (hours: string): string => `from ${hours} hours in all`,
	starGone: 'given no more',
	since: (day: string): string => `since ${day}`,
	comingFrom: (day: string): string => `from ${day}`,
	standing: { past: 'past', now: 'holds', coming: 'to come' },
	change: 'Change',
	changeOf: (name: string): string => `Change: ${name}`,
	value: 'To',
	hoursValue: 'From how many hours',
	hoursHint: 'Empty: from that day on this grade is given no more',
	from: 'From which day',
	source: 'What it rests on',
	sourceHint: 'A document, a meeting or a local rule',
	save: 'Save',
	history: 'What has held',
	firstDay: 'First day',
	drop: 'Take this change back',
	dropOf: (name: string, day: string): string => `Take back ${name} from ${day}`,
	add: 'Add a grade',
	highest: 'There are no higher grades.'
} satisfies typeof settingsZh;
