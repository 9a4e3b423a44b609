import type { ErrorWords } from '#platform/messages/index.ts';
import type { zh } from './zh.ts';

const time = (minutes: number): string => {
	const sign = minutes < 0 ? '−' : '';
	const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
	return sign + (hours && rest ? `${hours} h ${rest} min` : hours ? `${hours} h` : `${rest} min`);
};

export const en = {
	errors: {
		'volunteers.moved': { what: 'A colleague changed this while you were looking at it.', kept: 'What you wrote is still on the page.', todo: 'Look at the new content and save again.' },
		'volunteers.notRegistered': { what: 'You are not a registered volunteer yet.', todo: 'Registering takes a minute; then sign up.' },
		'volunteers.registeredAlready': { what: 'This person is registered already.', kept: 'Nothing was registered twice.', todo: 'Look for the registration by name, phone or ID number.' },
		'volunteers.notActive': { what: 'This volunteer has paused or left.', todo: 'Once the registration is active again they can sign up.' },
		'volunteers.tooLong': 'That is too long; please shorten it.',
		'volunteers.dayWrong': 'Please give a date, such as 2026-03-12.',
		'volunteers.dayAhead': 'The date cannot be after today.',
		'volunteers.timeWrong': 'Please give a time, such as 09:30.',
		'volunteers.timesWrong': 'Beginning and end cannot be the same moment.',
		'volunteers.nameMissing': 'Please give the name.',
		'volunteers.birthMissing': 'For a Young Pioneer, please give the date of birth.',
		'volunteers.birthOrDocument': 'Please give the date of birth, or the ID number below. Somebody under age registers together with a guardian.',
		'volunteers.birthWrong': 'This date of birth is not right.',
		'volunteers.birthNotOfId': 'The date of birth does not agree with the ID number.',
		'volunteers.idNumberWrong': 'This ID number is not right; please check all 18 characters.',
		'volunteers.nationalNumberWrong': 'The national volunteer number has 18 digits.',
		'volunteers.phoneWrong': 'This is no telephone number: 11 digits for a mobile, or a landline with its area code.',
		'volunteers.pioneerAge': 'Young Pioneers are between 6 and 14 years old.',
		'volunteers.pioneerAlone': 'A Young Pioneer cannot be a Party member or a cadre.',
		'volunteers.guardianMissing': 'For somebody under age, please give the guardian’s name.',
		'volunteers.guardianPhoneMissing': 'For somebody under age, please give the guardian’s phone.',
		'volunteers.guardianConsentMissing': 'Somebody under age may serve only with the guardian’s consent.',
		'volunteers.guardianAtCounter': { what: 'The guardian’s consent is taken in person or by phone.', kept: 'What you filled in is still on the page.', todo: 'Please ask a parent to come to the community’s counter or to call it.' },
		'volunteers.personGone': 'The register says that this resident has died.',
		'volunteers.personElsewhere': 'Another community keeps this resident’s record; please register there.',
		'volunteers.teamNameMissing': 'Please name the team.',
		'volunteers.teamNameTaken': { what: 'There is a team of that name already.', kept: 'What you wrote is still on the page.', todo: 'Choose another name, or open the team that exists.' },
		'volunteers.titleMissing': 'Please say what is to be done.',
		'volunteers.placeMissing': 'Please say where.',
		'volunteers.leadUnknown': 'No volunteer has this number.',
		'volunteers.categoryMissing': 'Please choose a kind of service.',
		'volunteers.roleMissing': 'Please give at least one role.',
		'volunteers.neededWrong': 'The number of people is between 1 and 500.',
		'volunteers.ageWrong': 'An age between 6 and 99, please.',
		'volunteers.whyMissing': 'Please give the reason.',
		'volunteers.taskMoved': { what: 'This has just changed.', kept: 'Nothing was changed.', todo: 'Load the page again to see where it stands.' },
		'volunteers.taskTakenOn': { what: 'The team has taken this request on.', kept: 'Nothing was changed.', todo: 'If it cannot be done, the owner of the case takes it back and finds another way.' },
		'volunteers.roleTaken': ({ role }) => ({ what: `People have signed up for “${role}”: it can neither go nor shrink below them.`, kept: 'What you wrote is still on the page.', todo: 'Please talk to those who signed up first.' }),
		'volunteers.movedIntoClash': { what: 'At this time somebody would have another shift.', kept: 'Nothing was changed.', todo: 'Choose another time, or talk to them first.' },
		'volunteers.shiftBegun': { what: 'The shift has begun and can no longer be changed.', kept: 'Nothing was changed.' },
		'volunteers.shiftCancelled': { what: 'This shift was cancelled.', todo: 'Please look at other shifts.' },
		'volunteers.shiftOver': { what: 'This shift is over.', todo: 'If hours are missing, please ask the community’s staff.' },
		'volunteers.full': { what: 'This role has just been filled.', kept: 'You were not signed up.', todo: 'Thank you! Please look at other roles or shifts.' },
		'volunteers.clash': { what: 'You have another shift at this time.', kept: 'Your earlier place is unchanged.', todo: 'Cancel or swap that one first.' },
		'volunteers.signedAlready': { what: 'Signed up already.', kept: 'Nothing was booked twice.' },
		'volunteers.signupGone': { what: 'This place was given back, or is not yours.', todo: 'Load the page again.' },
		'volunteers.swapTaken': { what: 'Somebody has taken this place already, or it is no longer to be handed on.', kept: 'Nothing was changed.', todo: 'Thank you for offering.' },
		'volunteers.barTeam': { what: 'Only members of the team serve at this shift.', todo: 'You can join the team first.' },
		'volunteers.barSkills': { what: 'This role asks for a skill that your registration does not name.', todo: 'If you have it, ask the community to add it.' },
		'volunteers.barAge': { what: 'This role asks for a certain age.', todo: 'Please look at other roles.' },
		'volunteers.barDangerous': { what: 'This shift carries some danger: nobody under 18 may take part.', todo: 'Please look at other shifts, and thank you.' },
		'volunteers.wrongCode': { what: 'The code is wrong or out of date.', todo: 'Please scan the code at the place, or ask staff to check you in.' },
		'volunteers.tooEarly': ({ minutes }) => ({ what: `It is too early: check-in opens ${minutes} minutes before the beginning.`, kept: 'You were not checked in.' }),
		'volunteers.threePairs': ({ most }) => ({ what: `At one activity you can check in at most ${most} times a day.`, kept: 'The earlier ones are on record.', todo: 'Please ask staff in a special case.' }),
		'volunteers.overlap': { what: 'This overlaps with other service on record.', kept: 'The earlier hours are unchanged.', todo: 'One can serve at one place at a time; please ask staff to check.' },
		'volunteers.stillIn': { what: 'This volunteer is still checked in at this shift.', kept: 'This line of the sheet was not recorded.', todo: 'Please check them out, or void that check-in, and then record the line.' },
		'volunteers.outBeforeIn': { what: 'The check-out cannot come before the check-in.', kept: 'Nothing was changed.' },
		'volunteers.checkOutLate': { what: 'The shift has been over for long; you can no longer check out by yourself.', kept: 'Your check-in is on record.', todo: 'Please tell the community’s staff when you left; they close it for you.' },
		'volunteers.spanClosed': { what: 'This check-in has been closed.', kept: 'Nothing was changed.' },
		'volunteers.spanVoid': { what: 'This check-in was declared void and counts nothing.', kept: 'Nothing was changed.', todo: 'If that was a mistake, record the paper sheet at the shift.' },
		'volunteers.inTheFuture': { what: 'This time has not come yet.', kept: 'Nothing was changed.' },
		'volunteers.minutesWrong': 'Minutes between 0 and 1440, please.',
		'volunteers.correctsCorrection': { what: 'A correction cannot be corrected.', todo: 'Correct the first line instead.' },
		'volunteers.correctsUp': { what: 'A correction takes service away; it adds none that nobody checked.', kept: 'Nothing was changed.', todo: 'For hours that were missed, record the paper sheet at the shift.' },
		'volunteers.nothingToCorrect': { what: 'That is what stands there already.', kept: 'Nothing was changed.' },
		'volunteers.nothingServed': { what: 'There is no service in this time that could be certified.', todo: 'Trainings and lectures do not count as service.' },
		'volunteers.appliedAlready': { what: 'An application is under way already.', kept: 'Nothing was applied for twice.' },
		'volunteers.rangeWrong': 'The end cannot come before the beginning.',
		'volunteers.certificateMoved': { what: 'This certificate has just changed.', kept: 'Nothing was changed.', todo: 'Load the page again to see where it stands.' },
		'volunteers.noDocument': { what: 'There is no ID number on record, so no certificate can be issued.', kept: 'The application stays.', todo: 'Please add the ID number to the registration first.' },
		'volunteers.responsibleMissing': 'Please name who is responsible at the issuer.'
	} satisfies Record<string, ErrorWords> as Record<string, ErrorWords>,
	identity: { party: 'Party member', cadre: 'Cadre', league: 'League member', pioneer: 'Young Pioneer', resident: 'Resident' },
	skill: { first_aid: 'First aid', nursing: 'Nursing', psychology: 'Counselling', law: 'Law', mediation: 'Mediation', teaching: 'Teaching', repairs: 'Repairs', computing: 'Computers and phones', haircut: 'Haircuts', gardening: 'Gardening', arts: 'Arts', sign_language: 'Sign language', driving: 'Driving', translation: 'Languages', referee: 'Refereeing' },
	category: { elderly: 'Older people', children: 'Children', disabled: 'People with disabilities', poverty: 'People in need', environment: 'Environment', civility: 'Civility', safety: 'Safety patrol', health: 'Health', law: 'Legal help', culture: 'Culture and sports', science: 'Science', mediation: 'Mediation', repairs: 'Repairs', other: 'Other' },
	time: {
		days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
		parts: { a: 'morning', b: 'afternoon', c: 'evening' }
	},
	sex: { '0': 'not known', '1': 'male', '2': 'female', '9': 'not known' },
	state: { active: 'Active', paused: 'Paused', left: 'Left', merged: 'Merged', erased: 'Erased' },
	memberRole: { lead: 'Lead', deputy: 'Deputy', member: 'Member' },
	teamOf: (members: number): string => `Volunteer team · ${members} people`,
	hours: {
		time,
		kinds: { service: 'Service', training: 'Training attended', lecture: 'Lecture attended', award: 'Award' },
		sources: { checked: 'Check-in and check-out', closed: 'Closed by staff', paper: 'Paper sheet', desk: 'Recorded at the desk', activity: 'From an activity', correction: 'Correction' },
		correction: (why: string): string => `Correction: ${why}`,
		stars: (n: number): string => (n === 1 ? 'One-star volunteer' : `${n}-star volunteer`),
		noStars: 'No star yet'
	},
	certificate: {
		title: 'Volunteer service certificate',
		states: { applied: 'Applied for', accepted: 'Accepted', issued: 'Issued', refused: 'Not issued', revoked: 'Revoked' },
		verified: { public: 'Valid, in publicity', valid: 'Valid, publicity over', revoked: 'Revoked' }
	},
	calendar: {
		category: 'Volunteering',
		title: (shift) => `Volunteering · ${shift}`,
		role: (name) => `Role: ${name}`,
		contact: (name) => `Contact: ${name}`,
		swapAsked: 'You have asked for somebody to take over; until somebody does, please still come.'
	},
	held: {
		registration: (number: string): string => `Volunteer registration ${number}`,
		guardian: (who: string): string => `Guardian: ${who}`
	},
	measures: {
		registered: 'Registered volunteers',
		registeredOf: (identity: string): string => `Registered volunteers: ${identity}`,
		registeredCounted: 'volunteers on the register at the end who have not left, each person once',
		share: 'Volunteers as a share of residents',
		residents: 'residents on the register at the end who neither died nor moved away',
		minutes: 'Hours of service',
		minutesCounted: 'time from check-in to check-out that counts by the rules, less corrections',
		active: 'Volunteers who served',
		activeCounted: 'people with service in the period, each once',
		shifts: 'Shifts served',
		shiftsCounted: 'shifts at which somebody checked in and out'
	}
} satisfies typeof zh;
