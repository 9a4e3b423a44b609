import { minutesBetween } from '#modules/activities/index.ts';

export const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** How long a time lasts that a form gives with its beginning and its end; 0, which is refused, when one is missing. */
export const minutesOf = (values: Record<string, unknown>): number => (/^\d\d:\d\d$/.test(text(values.startsAt)) && /^\d\d:\d\d$/.test(text(values.endsAt)) ? minutesBetween(text(values.startsAt), text(values.endsAt)) : 0);
