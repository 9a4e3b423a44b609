/** The names under which the plan counts who comes and what they learn; every change of attendance, feedback and courses is told under them. */
import { HELD_KEYS } from './activities.measure-keys.ts';

/** Attendance is also the evidence that something was held. */
export const ATTENDANCE_COUNTED: readonly string[] = ['activities.attendances', 'activities.participants', ...HELD_KEYS];
export const FEEDBACK_COUNTED = ['activities.satisfaction'] as const;
export const LEARNING_COUNTED = ['activities.passed', 'activities.outreach', 'activities.chainDone'] as const;
