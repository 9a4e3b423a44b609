/** What pages need of this module's pure files. */
export { isMoved, phaseOf, seatsLeft, type Occurrence } from '../occurrences/occurrence.model.ts';
export { AUDIENCES, STATES } from '../offering/activity.model.ts';
export { CONSENTS } from '../photos/photo.model.ts';
export type { FormShape } from '../offering/activity.form.ts';
