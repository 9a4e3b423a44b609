/** The names under which the plan counts what was held; every change of its evidence is told under all of them. */
export const HELD = ['held', 'mass_held', 'lectures_held', 'courses_held'] as const;
export type HeldKey = (typeof HELD)[number];

export const HELD_KEYS: readonly string[] = HELD.map((key) => `activities.${key}`);
