/** The only file of this module that others import. Pages also import `ui/`. */
import './activities.events.ts';

export type { Attended } from './activities.events.ts';

export { permissions } from './activities.permissions.ts';
export { keptBy, mayKeep } from './activities.policy.ts';
export { activitiesMessages } from './messages/index.ts';
// kinds
export { LEARNING } from './kinds/kind.model.ts';
export { listKinds, retireKind, saveKind, type Kind } from './kinds/kinds.usecases.ts';
// what is offered
export * from './offering/activity.model.ts';
export { deskActivities, deskActivity, readActivity, titleOfTime, type ActivityLine, type DeskActivity, type PublicActivity } from './offering/activity.queries.ts';
export { discardActivity, publishActivity, saveActivity, undoActivity, withdrawActivity } from './offering/activity.usecases.ts';
export { minutesBetween, newActivity, readActivityForm, readResources, readSchedule, showActivity, fieldOf, type FormContext } from './offering/activity.form.ts';
export { activitySheet, contributionSheet } from './offering/activity-sheet.ts';
export { audienceGroups, type AudienceGroup } from './offering/audience-groups.ts';
export { contributions, type Contribution } from './offering/contributions.queries.ts';
// when it takes place
export { clashesOf, previewTimes, type Clash, type Preview } from './occurrences/clash.queries.ts';
export { isMoved, phaseOf, seatsLeft, type Occurrence } from './occurrences/occurrence.model.ts';
export { addOccurrence, cancelOccurrence, moveOccurrence, restoreOccurrence } from './occurrences/occurrence.usecases.ts';
export { makeTimesAhead } from './occurrences/occurrence.job.ts';
export { ruleOf, repeatOf, type Repeat } from './occurrences/repeat.model.ts';
// calendars
export { comingTimes, timesBetween, usedPlaces, type TimeFilter, type TimeLine } from './calendar/calendar.queries.ts';
export { cancelledTitle, iCalendar, type CalendarEvent } from './calendar/ical.ts';
export { joinOwnCalendars, type OwnCalendar } from './calendar/own-calendar.port.ts';
export { icsResponse } from './calendar/ics-response.ts';
export { feedEvents, ownFeedEvents } from './calendar/feed.queries.ts';
export { makeFeedKey, myFeedKey, revokeFeedKey } from './calendar/feed-key.usecases.ts';
export { printBoard } from './print/print-board.ts';
// photos
export { addPhotos, changePhoto, deskPhotos, publicPhotos, removePhoto } from './photos/photo.usecases.ts';
export { CONSENTS, type Consent, type Photo } from './photos/photo.model.ts';
// who comes
export { signUp, type SignedUp } from './signup/signup.usecases.ts';
export { answerOffer, cancelSignup } from './signup/places.usecases.ts';
export { joinForm, placeOf, timeViews, type JoinForm, type MayBring, type PlaceView, type TimeView } from './signup/signup.queries.ts';
export { myActivities, type MyAttendance, type MyCourse, type MyPlace } from './signup/mine.queries.ts';
export { placePath } from './signup/signup.tell.ts';
export { findPeople } from './signup/party.ts';
export { checkIn, takeBackAttendance } from './attendance/attendance.usecases.ts';
export { arrive, doorPath, doorView, type DoorView } from './attendance/door.usecases.ts';
export { takeArrivals, takeRosters, type TakenRosters } from './attendance/phone.ts';
export { rosterOf, type Roster, type RosterLine } from './attendance/roster.queries.ts';
export { peopleIn, timeHead, timesOf, type TimeHead } from './attendance/times.queries.ts';
// how it was, what came of it
export { addPaperFeedback, feedbackForm, feedbackPath, feedbackResults, giveFeedback, type FeedbackResults } from './feedback/feedback.usecases.ts';
export { addProgramme, changeProgramme, closeProgramme, setSession } from './programmes/programme.usecases.ts';
export { listProgrammes, programmeView, type LearnerLine, type ProgrammeLine, type ProgrammeView } from './programmes/programme.queries.ts';
export { certificatesOf, checkCertificate, issueCertificate, type CertificateCheck, type Snapshot } from './programmes/certificate.usecases.ts';
export { printCertificate } from './print/certificate.ts';
export { printDoorPoster, printRoster, rosterSheet } from './print/roster.ts';
