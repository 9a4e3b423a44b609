import type { zh } from './zh.ts';

export const en = {
	errors: {
		'care.planEnded': { what: 'This care plan has ended.', kept: 'Nothing was changed.', todo: 'To go on, put the person on the list again.' },
		'care.planMoved': { what: 'A colleague changed this plan while you were reading it.', kept: 'What you typed is still on the page.', todo: 'Read what is new, then save again.' },
		'care.workerElsewhere': 'This colleague does not work in the community. Choose one who does.',
		'care.notHere': { what: 'This person has died or moved away.', kept: 'Nothing was changed.', todo: 'If the record is wrong, correct it first.' },
		'care.onTheList': { what: 'This person is on the care list already.', kept: 'What you typed is still on the page.', todo: 'Open the plan that is there and change it.' },
		'care.ruleHolds': { what: 'A rule still holds, so the person stays on the list.', kept: 'Nothing was changed.', todo: 'Change the rhythm, or pause until a day; if things have changed, correct the record first.' },
		'care.rhythmWrong': 'Give 1 to 366 days between visits.',
		'care.dayWrong': 'Write a day like 2026-03-12.',
		'care.dayPast': 'Give a day after today.',
		'care.whyMissing': 'Give the reason.',
		'care.nobodyChosen': 'First choose whom.',
		'care.doorClosed': { what: 'Somebody has already closed this one.', kept: 'What you wrote is still on the page.', todo: 'Read below how it went; if something new has happened, open another.' },
		'care.doorMoved': { what: 'A colleague has just gone one step on.', kept: 'What you wrote is still on the page.', todo: 'Read what was done, then decide.' },
		'care.notReachedYet': { what: 'Nobody has reached the person yet, or somebody who saw them.', kept: 'What you wrote is still on the page.', todo: 'First write down “reached”: who, and when they saw or spoke to the person.' },
		'care.doorOpenAlready': { what: 'There is already an open “nobody opened” for this resident.', todo: 'Go on in that one.' },
		'care.whoMissing': 'Say who was asked: a daughter, the neighbour opposite.',
		'care.noteMissing': 'Write a few words.',
		'care.noteTooLong': 'Too long: at most 1,000 characters.',
		'care.findingMissing': 'Choose what was found.',
		'care.closingNoteMissing': 'Say how it was found out: at her daughter’s, spoken to on the phone.'
	},
	door: {
		title: 'Nobody opened',
		lede: 'No answer at the door or on the phone: step by step until the person is found. Only somebody with a name closes it; the system never does.',
		step: { call: 'Call the person', emergency_contact: 'Call the emergency contact', grid_worker: 'Grid worker goes there', authorities: 'Police or fire service opens' },
		finding: { well: 'Well', away: 'Away', needs_help: 'Needs help', hospital: 'In hospital', died: 'Has died', mistake: 'A mistake' },
		action: { opened: 'Nobody opened', tried: 'Not reached', reached: 'Reached', handed_on: 'Next step', overdue: 'Out of time', taken: 'Taken over', noted: 'Note', closed: 'Closed' },
		source: { visit: 'Visit', meal: 'Meal delivery', neighbour: 'Told by a neighbour', other: 'Other' }
	}
} satisfies typeof zh;
