/** The names under which the plan counts what was held; every change of its evidence is told under all of them. */
export const HELD = ['held', 'mass_held', 'lectures_held', 'courses_held'] as const;
export type HeldKey = (typeof HELD)[number];

export const HELD_KEYS: readonly string[] = HELD.map((key) => `activities.${key}`);

/** Who comes, and what they learn. Attendance is also the evidence that something was held. */
export const ATTENDANCE_COUNTED: readonly string[] = ['activities.attendances', 'activities.participants', ...HELD_KEYS];
export const FEEDBACK_COUNTED: readonly string[] = ['activities.satisfaction'];
export const LEARNING_COUNTED: readonly string[] = ['activities.passed', 'activities.outreach', 'activities.chain_done'];
/** What a change of the communities that hold an activity moves. */
export const BY_ACTIVITY_COUNTED: readonly string[] = [...ATTENDANCE_COUNTED, ...FEEDBACK_COUNTED];
