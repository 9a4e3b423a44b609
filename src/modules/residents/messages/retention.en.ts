import type { RetentionMessages } from './retention.zh.ts';

export const en: RetentionMessages = {
	title: 'Retention',
	lede: 'What is no longer needed, whose time is over, or what a consent was taken back for, the system removes every night. Here stands how much, and by which rule: no data of anybody.',
	last: (when) => `Last run: ${when}`,
	never: 'The nightly removal has not run yet.',
	late: 'It did not run last night',
	lateText: 'What is due has not been removed. Ask the system administrator whether the background jobs have stopped; the next run makes up for what was missed.',
	grace: {
		title: 'Days for changing one’s mind after taking a consent back',
		text: 'In these days nobody sees or uses the data; whoever agrees again finds all of it still there, and then it is deleted. The law names no number, so the subdistrict does. A change holds for what is taken back from then on; days that people were told stay.',
		days: 'Days',
		unit: 'days',
		now: (days) => `Now ${days} days`,
		isDefault: 'default, not yet settled here',
		save: 'Save',
		saved: 'Saved. It holds for consents that are taken back from now on.'
	},
	ahead: {
		title: 'What will be removed',
		lede: (day) => `Until ${day}, by the purposes and times as they are now. It changes when they do, and when somebody agrees again.`,
		none: 'Nothing is due in this time.',
		tonight: 'the next night',
		elsewhere: 'counted by the modules',
		rest: (n) => (n === 1 ? 'One more line' : `${n} more lines`)
	},
	staying: {
		title: 'What stays, and why',
		none: 'Nothing: of everybody who left all is removed, and no consent that was taken back left anything.',
		why: 'Why it stays',
		days: 'Until when',
		reasons: {
			period: 'They moved away or died, and the time is not over',
			grace: 'Taken back, in the days for changing one’s mind; nobody sees it',
			other_purpose: 'Taken back, but a legal duty or another purpose needs it, or another consent covers it',
			waiting: 'The purpose changed, and they are asked anew; nobody sees it',
			no_purpose: 'No active purpose needs it; nobody sees it, and it has no day'
		},
		unneeded: 'To decide: activate a purpose that needs it, or have it erased on request',
		between: (from, until) => (from === until ? from : `${from} to ${until}`),
		noDay: 'no day is set'
	},
	log: {
		title: 'What was done night by night',
		when: 'When',
		nothing: 'nothing was due',
		something: 'With removals',
		all: 'Every night',
		none: 'Nothing has been recorded yet.',
		newest: 'Newest',
		older: 'Earlier'
	},
	rule: 'Rule',
	purpose: 'Purpose',
	people: 'People',
	count: 'Records',
	day: 'Day',
	rules: {
		left: 'Time over after moving away or death',
		ended: 'Time over after it ended',
		recorded: 'Time over after it was recorded',
		withdrawn: 'Consent taken back',
		anonymised: 'All over: the record lost its name',
		merges: 'Rows from before records were merged',
		sheets: 'Files and lines of imported lists'
	},
	peopleOf: (n) => (n === 1 ? '1 person' : `${n} people`),
	countOf: (rule, n) => (rule === 'sheets' ? (n === 1 ? '1 list' : `${n} lists`) : rule === 'anonymised' ? (n === 1 ? '1 person' : `${n} people`) : n === 1 ? '1 record' : `${n} records`),
	noPurpose: '—'
};
