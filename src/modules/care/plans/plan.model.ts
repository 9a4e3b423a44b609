/** When somebody is visited next. Pure. */
import { addDays, daysBetween } from '#platform/dates/index.ts';

/** Somebody who came onto the list is seen within a week, whatever their rhythm. */
const FIRST_WITHIN_DAYS = 7;

/** A number that is always the same for one id: spreads first visits over the days, so that not all fall on one. */
function spread(id: string, days: number): number {
	let sum = 0;
	for (const char of id.slice(-8)) sum = (sum * 31 + char.charCodeAt(0)) % 9973;
	return days <= 1 ? 0 : sum % days;
}

/** The day of the first visit. */
export const firstVisit = (personId: string, today: string, visitDays: number): string => addDays(today, 1 + spread(personId, Math.min(FIRST_WITHIN_DAYS, visitDays)));

/** After a visit on `on`; a day that was agreed there goes before the rhythm. */
export const nextVisit = (on: string, visitDays: number, agreed: string | null = null): string => (agreed !== null && agreed > on ? agreed : addDays(on, visitDays));

/** With another rhythm: counted from the last visit, and from today when that has passed; a shorter rhythm never puts off what is near. */
export function rescheduled(plan: { lastOn: string | null; nextOn: string | null; visitDays: number }, visitDays: number, today: string): string {
	const counted = plan.lastOn === null ? addDays(today, Math.min(FIRST_WITHIN_DAYS, visitDays)) : addDays(plan.lastOn, visitDays);
	const wanted = counted < today ? today : counted;
	return visitDays <= plan.visitDays && plan.nextOn !== null && plan.nextOn < wanted ? plan.nextOn : wanted;
}

export type DueState = 'overdue' | 'today' | 'soon' | 'later' | 'paused' | 'none';

/** `soon`: within a week. */
export function dueState({ nextOn, pausedUntil }: { nextOn: string | null; pausedUntil: string | null }, today: string): DueState {
	if (pausedUntil !== null && pausedUntil > today) return 'paused';
	if (nextOn === null) return 'none';
	const days = daysBetween(today, nextOn);
	return days < 0 ? 'overdue' : days === 0 ? 'today' : days <= 7 ? 'soon' : 'later';
}
