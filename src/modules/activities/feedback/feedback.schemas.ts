import * as v from 'valibot';
import { id } from '../signup/signup.schemas.ts';

/** A form sends text for numbers and yes/no. */
const useful = v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^[1-5]$/, 'activities.usefulMissing'), v.transform(Number))], 'activities.usefulMissing'), v.integer(), v.minValue(1), v.maxValue(5));
const again = v.pipe(v.union([v.boolean(), v.picklist(['yes', 'no'])], 'activities.againMissing'), v.transform((given) => given === true || given === 'yes'));
/** The three questions. */
export const answers = { useful, again, words: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500, 'activities.wordsTooLong')), '') };

/** An attendance, by the account that came or by the key in the message. */
export const feedbackRef = { attendanceId: id, key: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(30))), null) };
export const FeedbackRef = v.object(feedbackRef);
export const GiveFeedbackInput = v.object({ ...feedbackRef, ...answers });
export const PaperFeedbackInput = v.object({ occurrenceId: id, clientId: id, ...answers });
