import type { ErrorWords } from '#platform/messages/index.ts';
import type { ActivitiesMessages } from './zh.ts';

export const en = {
	errors: {
		'activities.titleMissing': 'Please write a name.',
		'activities.dayWrong': 'Please choose a date, such as 2026-03-12.',
		'activities.timeWrong': 'Please choose a time, such as 14:30.',
		'activities.numberWrong': 'Please give a whole number.',
		'activities.outOfRange': 'This number is too large or too small.',
		'activities.ruleWrong': 'No dates follow from this repetition. Please choose another.',
		'activities.feeMissing': 'Please say what one person pays.',
		'activities.fullFeeWrong': 'Please give the full price; it cannot be below the subsidised one.',
		'activities.agesWrong': 'The highest age cannot be below the lowest.',
		'activities.kindWrong': 'Please choose a kind.',
		'activities.kindCode': 'The code takes small letters and underscores, 2 to 31 characters.',
		'activities.kindTaken': 'This code is taken. Please choose another.',
		'activities.seatsTaken': ({ taken }) => `One of its times has ${taken} people already; there cannot be fewer places.`,
		'activities.noTimes': { what: 'As it is filled in, it never takes place.', kept: 'The draft is kept.', todo: 'Look at the first day, the repetition and the days left out.' },
		'activities.notPublished': { what: 'This activity is not published, or was withdrawn.', todo: 'Publish it first, then change its times.' },
		'activities.notDraft': { what: 'What was published once is not deleted.', todo: 'Withdraw it; those who signed up will know.' },
		'activities.undoOver': { what: 'It is too late to undo this.', kept: 'The activity stays as it is.', todo: 'Undo works for 10 minutes. You can still change, cancel or withdraw it.' },
		'activities.undoNotYours': { what: 'Somebody else did this.', kept: 'The activity stays as it is.', todo: 'Ask them to undo it, or the head of the community.' },
		'activities.signedUpAlready': { what: 'Somebody has signed up, so publishing cannot be undone.', kept: 'The activity stays as it is.', todo: 'Withdraw it; those who signed up are told.' },
		'activities.alreadyCancelled': 'This time is cancelled already.',
		'activities.alreadyOver': { what: 'This time is over and can be neither cancelled nor restored.', todo: 'Attendance and photos stay as they are.' },
		'activities.timeThere': 'There is one at this time already.',
		'activities.whyMissing': 'Please give the reason; those who signed up will read it.',
		'activities.consentMissing': 'Please say whether the people in it agreed to be shown.',
		'activities.photoMissing': 'Please choose at least one photo.'
	} satisfies Record<string, ErrorWords> as Record<string, ErrorWords>,
	title: 'Activities'
} satisfies ActivitiesMessages;
