import { lookupHash } from '#platform/secrets.ts';

/** The secret on a slip and in a message that opens one case for the person behind it. `subject` is the case's id, or a follower's. */
export const caseKey = (subject: string): string => lookupHash('case-key', subject).slice(0, 22);
