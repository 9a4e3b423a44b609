import { addDays, daysBetween, weekday } from './calendar.ts';
import { dateIn, timeIn } from './zoned.ts';

/** `zh` or `en`; the same as the locale of a call. */
type Language = 'zh' | 'en';

const WEEKDAYS = {
	zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
	en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
};
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** 周四 or Thu. */
export function formatWeekday(date: string, language: Language): string {
	return WEEKDAYS[language][weekday(date) - 1]!;
}

/** `2026年3月12日 周四` or `Thu 12 March 2026`. */
export function formatDate(date: string, language: Language): string {
	const name = formatWeekday(date, language);
	return language === 'zh' ? `${formatDay(date, language)} ${name}` : `${name} ${formatDay(date, language)}`;
}

/** `2026年3月12日` or `12 March 2026`: where the weekday says nothing (a birth, a day in a register). */
export function formatDay(date: string, language: Language): string {
	const [year, month, day] = date.split('-').map(Number) as [number, number, number];
	return language === 'zh' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`;
}

/** `2026年3月12日 周四 14:30` or `Thu 12 March 2026, 14:30`, in the zone given. */
export function formatDateTime(instant: Date, zone: string, language: Language): string {
	return formatDate(dateIn(instant, zone), language) + (language === 'zh' ? ' ' : ', ') + timeIn(instant, zone);
}

/** From one time to another: the day is said once when both are on it (`2026年3月12日 周四 14:30–16:00`). */
export function formatRange(start: Date, end: Date, zone: string, language: Language): string {
	const first = formatDateTime(start, zone, language);
	return dateIn(start, zone) === dateIn(end, zone) ? `${first}–${timeIn(end, zone)}` : `${first} – ${formatDateTime(end, zone, language)}`;
}

/** 今天, 明天, 后天, 昨天, 前天, else 3 天后 / 3 天前. Stands beside the exact date, never instead of it. */
export function relativeDay(date: string, today: string, language: Language): string {
	const days = daysBetween(today, date);
	const near = language === 'zh' ? ['前天', '昨天', '今天', '明天', '后天'][days + 2] : [undefined, 'yesterday', 'today', 'tomorrow', undefined][days + 2];
	if (near) return near;
	const n = Math.abs(days);
	if (language === 'zh') return `${n} 天${days > 0 ? '后' : '前'}`;
	return days > 0 ? `in ${n} days` : `${n} days ago`;
}

/**
 * 刚刚, 5 分钟前, 2 小时后; by days of the calendar when it is another day and more than six hours away: what
 * happened at 23:00 is 2 小时前 at 01:00, and 昨天 at noon.
 */
export function relativeTime(instant: Date, now: Date, zone: string, language: Language): string {
	const minutes = Math.trunc((instant.getTime() - now.getTime()) / 60_000);
	const n = Math.abs(minutes);
	if (n < 1) return language === 'zh' ? '刚刚' : 'just now';
	const today = dateIn(now, zone);
	const day = dateIn(instant, zone);
	const sameDay = day === today;
	const adjacent = day === addDays(today, -1) || day === addDays(today, 1);
	if (!sameDay && !(adjacent && n < 6 * 60)) return relativeDay(day, today, language);
	const [count, zh, en] = n < 60 ? [n, '分钟', 'minute'] : [Math.floor(n / 60), '小时', 'hour'];
	if (language === 'zh') return `${count} ${zh}${minutes > 0 ? '后' : '前'}`;
	const words = `${count} ${en}${count === 1 ? '' : 's'}`;
	return minutes > 0 ? `in ${words}` : `${words} ago`;
}
