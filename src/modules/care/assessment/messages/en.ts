import type { zh } from './zh.ts';

export const en = {
	factAnswer: (said) => (said === undefined ? 'not asked' : typeof said === 'number' ? `${said}` : said ? 'yes' : 'no'),
	paper: {
		kind: 'Assessment report',
		pages: 'Page {page} of {total}',
		level: 'Level',
		points: (of) => `${of} points`,
		failures: (of) => `${of} not possible`,
		superseded: 'A corrected assessment has taken its place',
		why: 'How the level came about',
		asked: 'Also asked',
		sign: 'Signatures',
		assessor: 'Assessor',
		informant: 'The person or family',
		signature: 'Signature',
		date: 'Date',
		answers: 'All answers',
		number: 'No.',
		item: 'Item',
		answer: 'Answer',
		score: 'Score',
		source: (standard, clause, version) => `By ${standard}, ${clause}; form version ${version}`
	},
	listed: (names) => names.join(', '),
	reasons: {
		missing: (count, names) => `${count === 1 ? 'One item is' : `${count} items are`} still open; there is no level before all are answered: ${names}.`,
		totalPoints: (total, max, items) => `All ${items} items are answered: ${total} of ${max} points (the more, the more able).`,
		totalFailures: (total, items) => (total === 0 ? `All ${items} are done without help.` : `${total} of ${items} cannot be done.`),
		bandPoints: (range, level) => `${range} points: ${level}.`,
		bandFailures: (range, level) => `${range} that cannot be done: ${level}.`,
		open: (facts) => `There is no level before this is asked: ${facts}.`,
		adjusted: (why, from, to, clause, several) => `The level goes from ${from} to ${to}, because of ${why} (${clause}).${several ? ' Several causes still count once.' : ''}`,
		badEnough: (why, level, clause) => `It is ${level} already, so this changes nothing: ${why} (${clause}).`,
		nothingToAdjust: 'Nothing gives another level.',
		result: (level) => `Result: ${level}.`
	},
	range: (from, to) => (from === to ? `${from}` : `${from}–${to}`),
	because: {
		counted: (title, count) => `${count} ${title}`,
		answered: (title, label) => `${title}: ${label}`
	}
} satisfies typeof zh;
