import type { zh } from './zh.ts';

export const en = {
	errors: {
		'residents.idNumberTaken': { what: 'Another record already holds this ID number.', kept: 'What you typed is still on the page.', todo: 'Open that record and compare; if it is the same person, add to it there.' },
		'residents.recordMoved': { what: 'A colleague changed this record while you were reading it.', kept: 'What you typed is still on the page.', todo: 'Read what is new, then save again.' },
		'residents.nameMissing': 'Write the name.',
		'residents.nameWrong': 'At most 60 characters for a name.',
		'residents.codeUnknown': 'Choose from the list.',
		'residents.birthDateWrong': 'Write the date of birth like 1951-03-07, or the year alone.',
		'residents.birthDateUnlikeId': 'The date of birth does not agree with the ID number. Please check both.',
		'residents.sexUnlikeId': 'The sex does not agree with the ID number. Please check both.',
		'residents.idNumber.length': 'An ID number has 18 characters (old cards 15). Please count.',
		'residents.idNumber.characters': 'An ID number has digits only; the last may be X.',
		'residents.idNumber.date': 'The date of birth in the ID number does not exist. Check characters 7 to 14.',
		'residents.idNumber.checkDigit': 'The last character does not fit the others. One of them may be wrong.',
		'residents.phoneWrong': 'This does not look like a telephone number: 11 digits, or a landline with its area code.',
		'residents.tooLong': 'Too long. Please shorten it.',
		'residents.dayWrong': 'Write a day like 2026-03-12.',
		'residents.beforeLastMove': { what: 'This day lies before the person’s last change.', kept: 'What you typed is still on the page.', todo: 'Give a later day, or first take the last change back if it was wrong.' },
		'residents.personDied': { what: 'This person is recorded as having died.', kept: 'Nothing was changed.', todo: 'If that is a mistake, first take the death back.' },
		'residents.notAMember': { what: 'This person belongs to no household now.', kept: 'What you typed is still on the page.', todo: 'First record that they moved in.' },
		'residents.alreadyHere': { what: 'This person is in this household already.', kept: 'Nothing was changed.', todo: 'To change the relation or the ground of living there, use “correct”.' },
		'residents.dayMissing': 'Say from which day on.',
		'residents.inTheFuture': 'The day cannot be later than today.',
		'residents.householdClosed': { what: 'This household is closed.', kept: 'What you typed is still on the page.', todo: 'Choose another, or open a new one.' },
		'residents.cannotTakeBack': { what: 'Something has changed since, so this step cannot be taken back alone.', kept: 'Nothing was changed.', todo: 'Begin with the newest step.' },
		'residents.notDead': { what: 'No death is recorded for this person.', kept: 'Nothing was changed.', todo: 'Load the page again to see the newest.' },
		'residents.headIsAnother': { what: 'The household has just got another head.', kept: 'What you typed is still on the page.', todo: 'Look who it is now, then change it.' }
	},
	title: 'Residents'
} satisfies typeof zh;
