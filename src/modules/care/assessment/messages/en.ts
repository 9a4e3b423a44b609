import type { zh } from './zh.ts';

export const en = {
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
