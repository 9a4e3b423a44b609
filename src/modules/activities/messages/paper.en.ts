import type { PaperWords } from './paper.zh.ts';

export const paperEn = {
	certificate: {
		title: { attendance: 'Certificate of attendance', passed: 'Certificate of passing' } as Record<string, string>,
		before: 'This is to certify that',
		span: (from, to) => `${from} to ${to}`,
		attended: (when, title, minutes) => `attended "${title}" on ${when}, ${minutes} minutes.`,
		passed: (when, title, sessions) => `attended "${title}" from ${when}, completed ${sessions} sessions and passed.`,
		taught: (times) => ` Has gone out to teach ${times === 1 ? 'once' : `${times} times`} since.`,
		number: 'No.',
		scan: 'Scan to check; it shows no name'
	},
	roster: {
		title: (activity) => `Attendance list: ${activity}`,
		sheet: 'Sign-ups and attendance',
		number: 'No.',
		name: 'Name',
		phone: 'Phone',
		state: 'Sign-up',
		came: 'Came',
		sign: 'Signature',
		note: 'Note',
		source: 'Signed up by',
		cameBy: 'Checked in by',
		guardian: (name) => `${name} (guardian) agrees`,
		how: 'How to use it',
		howText: 'Tick who comes. Who had not signed up writes their name on an empty line. Afterwards, enter the ticks into the system.'
	},
	door: {
		kind: 'Check-in',
		scan: 'Scan, tap once, checked in',
		otherwise: 'No phone, or no wish to scan? Our staff at the door write you down just as well.'
	}
} satisfies PaperWords;
