/**
 * Who sees what of an assessment. That somebody was assessed is known to whoever cares for their community (care.policy.ts);
 * answers and level are health data, and open only to a reveal of that field group (residents.policy.ts), or to whoever
 * wrote them down, for a day: they have just heard it all.
 */
import type { Actor } from '#platform/context.ts';

const OWN_WORK_MS = 24 * 3_600_000;

/** What the policy asks of an assessment. */
interface Judged {
	state: string;
	byId: string | null;
	completedAt: Date | null;
}

const isTheirs = (actor: Actor, line: Judged): boolean => actor.id !== null && line.byId === actor.id;

/** A draft is its assessor's alone: nobody goes on with what another heard. */
export const mayFill = (actor: Actor, line: Judged): boolean => line.state === 'draft' && isTheirs(actor, line);

/** @param revealed whether the actor has this person's health data open now */
export function maySeeContent(actor: Actor, line: Judged, revealed: boolean, now: Date): boolean {
	if (line.state === 'draft') return isTheirs(actor, line);
	return revealed || (isTheirs(actor, line) && line.completedAt !== null && now.getTime() - line.completedAt.getTime() < OWN_WORK_MS);
}
