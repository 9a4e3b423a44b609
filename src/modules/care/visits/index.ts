/** What pages and the module's own index take of visits. */
export { recordVisit, type Recorded } from './visit.record.ts';
export { amendVisit, resolveConflict, withdrawVisit } from './visit.usecases.ts';
export { listConflicts, todaysVisits, visitOf, visitsOf, type ConflictLine, type VisitLine, type VisitsOfPerson, type VisitStop } from './visit.queries.ts';
export { visitsTab, type VisitsTab } from './person-tab.ts';
export { acceptHeldVisit, authorOf, heldVisits, openTicketed, refuseHeldVisit, takeEnvelopes, type Delivered, type HeldVisit, type Ticket } from './delivery.ts';
export { addVisitPhoto, MOST_PHOTOS, ownVisitPhoto, visitPhoto } from './visit.photos.ts';
export { sweepVisits } from './visit.retention.ts';
export { issueTicket, takeVisitList, type TakenList } from './take.ts';
