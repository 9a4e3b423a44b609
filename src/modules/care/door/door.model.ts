/**
 * Nobody opened (敲门未应). A knock that is not answered is followed until a named person says what was found:
 * call the person, call who is to be called, send the grid worker, call the authorities. Each step has a clock;
 * running out tells the heads and never closes anything.
 */

export const DOOR_STEPS = ['call', 'emergency_contact', 'grid_worker', 'authorities'] as const;
export type DoorStep = (typeof DOOR_STEPS)[number];

export const DOOR_FINDINGS = ['well', 'away', 'needs_help', 'hospital', 'died', 'mistake'] as const;
export type DoorFinding = (typeof DOOR_FINDINGS)[number];

export const DOOR_ACTIONS = ['opened', 'tried', 'reached', 'handed_on', 'overdue', 'taken', 'noted', 'closed'] as const;
export type DoorAction = (typeof DOOR_ACTIONS)[number];

/** How a step may be left: to any later one, because who smells gas does not first call the daughter. Never back. */
export const laterSteps = (step: DoorStep): DoorStep[] => DOOR_STEPS.slice(DOOR_STEPS.indexOf(step) + 1);

/**
 * What has been done so far and is still owed before a finding can be believed: somebody must have reached the person, or
 * somebody who has seen them, or stood before them. `mistake` (the wrong door) and what the authorities found need no more.
 */
export function mayClose(finding: DoorFinding, events: readonly { action: DoorAction }[]): boolean {
	return finding === 'mistake' || finding === 'died' || finding === 'hospital' || events.some(({ action }) => action === 'reached');
}

/** A dated number of minutes for a step. The latest row not after the day holds. */
export interface DoorClock {
	step: string;
	validFrom: string;
	minutes: number;
}

/** Where no row holds: half an hour to call, half an hour for relatives, an hour to go there, an hour to have it opened. */
const USUAL: Record<DoorStep, number> = { call: 30, emergency_contact: 30, grid_worker: 60, authorities: 60 };

/** @returns minutes that the step may take on the day (`YYYY-MM-DD`) */
export function minutesOf(step: DoorStep, day: string, clocks: readonly DoorClock[]): number {
	const row = clocks.filter((clock) => clock.step === step && clock.validFrom <= day).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
	return row?.minutes ?? USUAL[step];
}

export const dueAt = (now: Date, step: DoorStep, day: string, clocks: readonly DoorClock[]): Date => new Date(now.getTime() + minutesOf(step, day, clocks) * 60_000);
