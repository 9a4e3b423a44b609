/**
 * Days and times as people here say them. A day is a `YYYY-MM-DD` string, an instant a Date, a zone an IANA name
 * (the subdistrict's, from `platform.subdistrict.time_zone`). Nothing here reads the clock or the machine's zone.
 */
export { addDays, addMonths, ageOn, daysBetween, isDate, weekday } from './calendar.ts';
export { formatDate, formatDateTime, formatDay, formatRange, formatWeekday, relativeDay, relativeTime } from './format.ts';
export { dateIn, dayRange, instantAt, stampIn, timeIn } from './zoned.ts';
