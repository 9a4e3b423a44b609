/** The names under which the plan counts cases; every change of a case is told under all of them. */
import { RATE_KEYS } from './rates/rates.model.ts';

/** Cases by the day they were told, and by the day residents said they were solved. */
export const COUNT_KEYS = ['told', 'solved'] as const;

export const COUNTED: readonly string[] = [...RATE_KEYS, ...COUNT_KEYS].map((key) => `requests.${key}`);
